package org.hongting.kiosk.screen.quiz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.hongting.kiosk.quiz.QuizHome;
import org.hongting.kiosk.quiz.QuizReply;
import org.hongting.kiosk.quiz.Ranking;
import org.hongting.kiosk.screen.study.StudyPage.Attention;
import org.hongting.kiosk.table.Attendee;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Question;

/// What somebody answers, or chooses to answer. The list is closed.
public sealed interface QuizPage {
    /// Something is looked up, or read.
    record Opening() implements QuizPage {}

    /// What there is.
    record Home(Attendee attendee, QuizHome home) implements QuizPage {}

    /// How many questions of a bank are practised.
    record Amount(QuizHome.Practice practice) implements QuizPage {}

    /// The banks of whose questions some were answered wrong last.
    record WrongBook(List<QuizHome.Practice> practice) implements QuizPage {
        public WrongBook {
            practice = List.copyOf(practice);
        }
    }

    /// What somebody should know before the time runs.
    record Brief(QuizHome.Offer offer) implements QuizPage {}

    /// A question, or what surrounds it.
    ///
    /// @param at which question, from 0
    /// @param given what is recorded
    /// @param points of what was marked at once
    record Answering(
            QuizReply.Sheet sheet,
            int at,
            Map<QuestionId, Answer> given,
            Map<QuestionId, Integer> points,
            Draft draft,
            Bar bar,
            View view,
            Writing writing)
            implements QuizPage {
        public Answering {
            given = Map.copyOf(given);
            points = Map.copyOf(points);
        }

        static Answering of(QuizReply.Sheet sheet, boolean night) {
            int first = 0;
            while (first < sheet.items().size() - 1
                    && sheet.given()
                            .containsKey(sheet.items().get(first).question().id())) {
                first++;
            }
            Bar bar = new Bar(sheet.time().map(QuizReply.Time::left), Attention.THERE, night);
            return new Answering(sheet, 0, sheet.given(), Map.of(), Draft.EMPTY, bar, View.QUESTION, Writing.NOTHING)
                    .at(first);
        }

        public QuizReply.Item item() {
            return sheet.items().get(at);
        }

        public Question question() {
            return item().question();
        }

        public boolean isLast() {
            return at == sheet.items().size() - 1;
        }

        public int unanswered() {
            return sheet.items().size() - given.size();
        }

        /// What is recorded of the question that is shown.
        public Optional<Answer> answer() {
            return Optional.ofNullable(given.get(question().id()));
        }

        /// Whether the question that is shown was marked.
        public boolean isMarked() {
            return points.containsKey(question().id());
        }

        Answering at(int other) {
            Question next = sheet.items().get(other).question();
            return new Answering(
                    sheet,
                    other,
                    given,
                    points,
                    Draft.of(next, Optional.ofNullable(given.get(next.id()))),
                    bar,
                    View.QUESTION,
                    Writing.NOTHING);
        }

        Answering with(QuizReply.Taken taken) {
            Map<QuestionId, Answer> answers = new HashMap<>(given);
            answers.put(taken.question(), taken.answer());
            Map<QuestionId, Integer> marks = new HashMap<>(points);
            taken.points().ifPresent(one -> marks.put(taken.question(), one));
            return new Answering(sheet, at, answers, marks, draft, bar, view, Writing.NOTHING);
        }

        Answering with(Draft other) {
            return new Answering(sheet, at, given, points, other, bar, view, Writing.NOTHING);
        }

        Answering with(Bar other) {
            return new Answering(sheet, at, given, points, draft, other, view, writing);
        }

        Answering with(View other) {
            return new Answering(sheet, at, given, points, draft, bar, other, Writing.NOTHING);
        }

        Answering with(Writing other) {
            return new Answering(sheet, at, given, points, draft, bar, view, other);
        }
    }

    /// What is on its way to the disk.
    enum Writing {
        NOTHING,
        BUSY,
        /// It could not be written down: it was not taken.
        FAILED
    }

    /// What of a paper is shown.
    enum View {
        QUESTION,
        /// All questions, and which of them are answered.
        OVERVIEW,
        /// Whether to leave for now.
        LEAVING
    }

    /// What the slim bar says.
    ///
    /// @param left empty where there is no limit
    /// @param night light letters on a dark ground
    record Bar(Optional<Duration> left, Attention attention, boolean night) {
        private static final Duration LAST = Duration.ofMinutes(1);

        public boolean isLastMinute() {
            return left.filter(rest -> rest.compareTo(LAST) <= 0).isPresent();
        }
    }

    /// What was pressed or typed and is not recorded yet.
    ///
    /// @param chosen places of options in the bank
    /// @param filled by blanks
    /// @param blank which one is typed into
    record Draft(List<Integer> chosen, Optional<Boolean> said, List<String> filled, int blank) {
        static final Draft EMPTY = new Draft(List.of(), Optional.empty(), List.of(), 0);

        public Draft {
            chosen = List.copyOf(chosen);
            filled = List.copyOf(filled);
        }

        static Draft of(Question question, Optional<Answer> given) {
            int blanks = question.blanks() == null ? 0 : question.blanks().size();
            List<String> empty = new ArrayList<>();
            for (int i = 0; i < blanks; i++) {
                empty.add("");
            }
            return new Draft(
                    given.map(answer -> answer.chosen() == null ? List.<Integer>of() : answer.chosen())
                            .orElse(List.of()),
                    given.flatMap(answer -> Optional.ofNullable(answer.said())),
                    given.map(answer -> answer.filled() == null ? empty : answer.filled())
                            .orElse(empty),
                    0);
        }

        Draft toggled(int place) {
            TreeSet<Integer> places = new TreeSet<>(chosen);
            if (!places.remove(place)) {
                places.add(place);
            }
            return new Draft(List.copyOf(places), said, filled, blank);
        }

        Draft typed(String words) {
            List<String> all = new ArrayList<>(filled);
            all.set(blank, words);
            return new Draft(chosen, said, all, blank);
        }

        Draft into(int other) {
            return new Draft(chosen, said, filled, other);
        }

        public boolean isEmpty() {
            return chosen.isEmpty() && said.isEmpty() && filled.stream().allMatch(String::isBlank);
        }
    }

    /// What an attempt came to.
    record Reached(QuizReply.Result result) implements QuizPage {}

    /// How a contest stands.
    record Ranks(QuizEntry quiz, Ranking ranking) implements QuizPage {}

    /// No paper is asked.
    ///
    /// @param why empty where it could not be written down
    record Trouble(Optional<QuizReply.Hindrance> why) implements QuizPage {}

    /// Whether it is read by light letters on a dark ground.
    default boolean isNight() {
        return this instanceof Answering answering && answering.bar().night();
    }

    /// Whether the rule of learning time says when nobody is there any more.
    default boolean isReading() {
        return this instanceof Answering;
    }
}
