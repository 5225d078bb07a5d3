package org.hongting.kiosk.quiz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.hongting.kiosk.checkin.CheckInDesk;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.document.PersonalEntry.WrongAnswer;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.draw.Paper;
import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Marking;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.record.QuizFact.Ending;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.sync.journal.Appender;

/// Where somebody answers questions. Every step is one transaction that writes the fact and the attempt's own row, so
/// that a terminal that is killed goes on with what it said was taken; what cannot be written down is not taken.
///
/// An attempt's own time runs on the monotonic clock while it is before somebody. It opens no file and knows no thread:
/// call it on the desk's. docs/quizzes.md has the rules.
public final class QuizDesk {
    /// So much of an attempt's time a power cut costs at most.
    public static final Duration KEPT = Duration.ofSeconds(10);

    private static final int SEED = 32;

    private final CheckInDesk desk;
    private final QuizTables tables;
    private final QuizOffers offers;
    private final TerminalClock clock;
    private final RandomGenerator random;
    private Optional<Signed> signed = Optional.empty();
    private Optional<Sitting> sitting = Optional.empty();

    private record Signed(KnownMember member, Fact.Origin origin) {
        MemberId id() {
            return member.attendee().member();
        }
    }

    public QuizDesk(
            CheckInDesk desk,
            QuizTables tables,
            Banks banks,
            PersonalEntries personal,
            TerminalClock clock,
            RandomGenerator random) {
        this.desk = desk;
        this.tables = tables;
        this.offers = new QuizOffers(tables, banks, personal);
        this.clock = clock;
        this.random = random;
    }

    /// The attempt that is before somebody.
    private static final class Sitting {
        private final Map<QuestionId, Question> questions;
        private Attempt attempt;
        private long keptAt;
        private Optional<Long> failedAt = Optional.empty();
        private Optional<Duration> told = Optional.empty();

        Sitting(Attempt attempt, Banks.Open bank, long now) {
            this.attempt = attempt;
            this.questions = bank.questions().byId();
            this.keptAt = now;
        }
    }

    /// Somebody is signed in: what there is for them.
    public QuizReply.Opened open(KnownMember member, Fact.Origin origin) {
        leave();
        Signed who = new Signed(member, origin);
        signed = Optional.of(who);
        tidy(Optional.of(who));
        return home(who);
    }

    /// What there is for whoever is signed in.
    public Optional<QuizReply.Opened> home() {
        return signed.map(this::home);
    }

    private QuizReply.Opened home(Signed who) {
        return new QuizReply.Opened(
                who.member().attendee(),
                desk.reading(transaction -> offers.home(transaction, who.member(), clock.read())));
    }

    /// Whether a paper is before somebody.
    public boolean isAnswering() {
        return sitting.isPresent();
    }

    /// The bank that a quiz needs.
    public Optional<Digest> bankOf(QuizId quiz) {
        return desk.reading(transaction -> tables.quizzes().find(transaction, quiz))
                .map(QuizEntry::bank);
    }

    /// Begins an attempt at a quiz, or goes on with the one that was left.
    ///
    /// @return nothing where nobody is signed in
    public Optional<QuizReply> begin(QuizId id, Banks.Open bank) {
        leaveSitting();
        return signed.map(who -> {
            ClockReading now = clock.read();
            Optional<QuizEntry> quiz = desk.reading(transaction ->
                    tables.quizzes().find(transaction, id).filter(one -> QuizTable.isFor(one, who.member())));
            if (quiz.isEmpty()) {
                return new QuizReply.Hindered(QuizReply.Hindrance.GONE);
            }
            if (!quiz.get().bank().equals(bank.shelved().digest())
                    || !quiz.get().paper().fits(bank.questions())) {
                return new QuizReply.Hindered(QuizReply.Hindrance.BANK_BROKEN);
            }
            QuizHome.State state = desk.reading(transaction -> offers.state(transaction, who.id(), quiz.get(), now));
            return switch (state) {
                case QuizHome.State.Running _ -> goOn(who, quiz.get(), bank, now);
                case QuizHome.State.Ready _ -> begin(who, quiz.get(), bank, now);
                case QuizHome.State.Soon _ -> new QuizReply.Hindered(QuizReply.Hindrance.NOT_YET);
                case QuizHome.State.Missing _ -> new QuizReply.Hindered(QuizReply.Hindrance.BANK_MISSING);
                case QuizHome.State.Spent _ -> new QuizReply.Hindered(QuizReply.Hindrance.SPENT);
                case QuizHome.State.Over _ -> new QuizReply.Hindered(QuizReply.Hindrance.OVER);
            };
        });
    }

    private QuizReply begin(Signed who, QuizEntry quiz, Banks.Open bank, ClockReading now) {
        String counted = desk.reading(transaction -> offers.round(transaction, who.id(), quiz, now));
        String round = quiz.kind() == QuizEntry.Kind.TEST ? counted + "-" + chance() : counted;
        Paper paper = Paper.draw(bank.questions(), quiz.paper(), Paper.seed(quiz.seed(), who.id(), round));
        Integer seconds = quiz.seconds();
        Attempt.Terms terms = new Attempt.Terms(
                quiz.title(),
                quiz.kind(),
                quiz.part(),
                seconds == null ? QuizFact.LONGEST : seconds * 1000L,
                Ending.TIME_UP,
                quiz.pass());
        return begin(
                new Attempt(
                        begun(who, bank, Optional.of(quiz.id()), round, paper),
                        paper,
                        untilClosing(terms, quiz, 0, now),
                        Watch.started(now),
                        List.of(),
                        null),
                bank);
    }

    /// Whoever tries a test again, here or elsewhere, gets another paper: the key of the first was shown to them.
    private String chance() {
        return HexFormat.of().toHexDigits((short) random.nextInt());
    }

    private QuizFact.Begun begun(Signed who, Banks.Open bank, Optional<QuizId> quiz, String round, Paper paper) {
        return new QuizFact.Begun(
                AttemptId.draw(random),
                who.id(),
                who.origin(),
                bank.shelved().course().id(),
                bank.shelved().digest(),
                quiz.orElse(null),
                round,
                paper.digest(),
                paper.items().size());
    }

    /// What is left until the quiz closes is turned into own time now: a wall clock that is set later changes nothing.
    private static Attempt.Terms untilClosing(Attempt.Terms terms, QuizEntry quiz, long used, ClockReading now) {
        if (quiz.closes() == null) {
            return terms;
        }
        long left = Duration.between(now.wall(), quiz.closes()).toMillis();
        return terms.within(used + Math.max(0, left), Ending.CLOSED);
    }

    /// Practises with a bank.
    public Optional<QuizReply> practise(Choice choice, Banks.Open bank) {
        leaveSitting();
        return signed.map(who -> {
            if (isContested(bank.shelved().digest(), clock.read())) {
                return new QuizReply.Hindered(QuizReply.Hindrance.PAUSED);
            }
            Digest asked = bank.shelved().digest();
            if (desk.reading(transaction -> offers.isUnfinished(transaction, who.id(), asked))) {
                return new QuizReply.Hindered(QuizReply.Hindrance.UNFINISHED);
            }
            byte[] chance = new byte[SEED];
            random.nextBytes(chance);
            Digest seed = Digest.of(chance);
            Set<QuestionId> wrong = desk.reading(transaction -> offers.wrong(transaction, who.id())).stream()
                    .filter(one -> one.course().equals(bank.shelved().course().id()))
                    .map(WrongAnswer::question)
                    .collect(Collectors.toCollection(HashSet::new));
            List<Question> questions = choice.of(bank.questions(), wrong, seed);
            if (questions.isEmpty()) {
                return home(who);
            }
            Paper paper = Paper.of(questions, seed);
            Attempt.Terms terms = new Attempt.Terms(
                    bank.shelved().course().title(), null, true, QuizFact.LONGEST, Ending.TIME_UP, null);
            return begin(
                    new Attempt(
                            begun(who, bank, Optional.empty(), "", paper),
                            paper,
                            terms,
                            Watch.started(clock.read()),
                            List.of(),
                            null),
                    bank);
        });
    }

    private boolean isContested(Digest bank, ClockReading now) {
        return desk.reading(transaction -> offers.isContested(transaction, bank, now));
    }

    private QuizReply begin(Attempt attempt, Banks.Open bank) {
        boolean done = write((transaction, appender) -> {
            appender.append(attempt.begun());
            tables.attempts().keep(transaction, attempt);
        });
        return done ? sit(attempt, bank) : new QuizReply.NotRecorded(QuizReply.Step.BEGINNING);
    }

    private QuizReply goOn(Signed who, QuizEntry quiz, Banks.Open bank, ClockReading now) {
        Attempt left = desk.reading(transaction ->
                tables.attempts().open(transaction, who.id(), quiz.id()).orElseThrow());
        long used = left.used(now, false);
        Attempt on = left.with(untilClosing(left.terms(), quiz, used, now))
                .with(left.watch().keptAt(used, now).wentOn());
        if (on.isUp(now, true)) {
            sitting = Optional.of(new Sitting(on, bank, Watch.millis(now)));
            return end(sitting.get(), on.terms().atLimit());
        }
        boolean done = write((transaction, _) -> tables.attempts().keep(transaction, on));
        return done ? sit(on, bank) : new QuizReply.NotRecorded(QuizReply.Step.BEGINNING);
    }

    private QuizReply sit(Attempt attempt, Banks.Open bank) {
        ClockReading now = clock.read();
        Sitting seat = new Sitting(attempt, bank, Watch.millis(now));
        sitting = Optional.of(seat);
        Map<QuestionId, Answer> given = new HashMap<>();
        attempt.given().forEach(one -> given.put(one.question(), one.answer()));
        return new QuizReply.Asked(new QuizReply.Sheet(
                attempt.terms().title(),
                Optional.ofNullable(attempt.terms().kind()),
                attempt.paper().items().stream()
                        .map(item -> item(item, seat.questions))
                        .toList(),
                given,
                left(attempt, now)
                        .map(left -> new QuizReply.Time(
                                left, Duration.ofMillis(attempt.terms().limit()))),
                attempt.watch().breaks()));
    }

    private static QuizReply.Item item(Paper.Item item, Map<QuestionId, Question> questions) {
        Question question = questions.get(item.question());
        if (question == null) {
            throw new IllegalStateException("a paper holds questions of its bank");
        }
        return new QuizReply.Item(question, item.order());
    }

    /// Whether this answer is held already: giving it again is a touch, and changes nothing.
    public boolean holds(QuestionId asked, Answer answer) {
        return sitting.flatMap(seat -> seat.attempt.given(asked))
                .filter(given -> given.answer().equals(answer))
                .isPresent();
    }

    /// An answer, for the first time or not: in practice the first counts, elsewhere the last. One that is held already
    /// is taken, and written down no second time.
    ///
    /// @return nothing where nothing of the kind is asked
    public Optional<QuizReply> answer(QuestionId asked, Answer answer) {
        return sitting.flatMap(seat -> {
            ClockReading now = clock.read();
            Attempt before = seat.attempt;
            if (before.isUp(now, true)) {
                return Optional.of(end(seat, before.terms().atLimit()));
            }
            if (before.isPractice() && isContested(before.begun().bank(), now)) {
                end(seat, Ending.LEFT);
                sitting = Optional.empty();
                return Optional.of(new QuizReply.Hindered(QuizReply.Hindrance.PAUSED));
            }
            Question question = seat.questions.get(asked);
            boolean taken = before.isPractice() && before.given(asked).isPresent();
            if (question == null || !before.asks(asked) || !answer.fits(question) || taken) {
                return Optional.empty();
            }
            if (holds(asked, answer)) {
                return Optional.of(new QuizReply.Taken(asked, answer, Optional.empty()));
            }
            int points =
                    Marking.of(question, Optional.of(answer), before.terms().part());
            Attempt after = kept(before, now).with(new Attempt.Given(asked, answer, points));
            boolean done = write((transaction, appender) -> {
                appender.append(new QuizFact.Answered(
                        after.begun().attempt(),
                        after.begun().member(),
                        asked,
                        answer,
                        after.watch().used()));
                tables.attempts().keep(transaction, after);
                if (after.isPractice()) {
                    mark(transaction, after, asked, points);
                }
            });
            if (!done) {
                return Optional.of(new QuizReply.NotRecorded(QuizReply.Step.ANSWER));
            }
            seat.attempt = after;
            seat.keptAt = Watch.millis(now);
            return Optional.of(
                    new QuizReply.Taken(asked, answer, after.isPractice() ? Optional.of(points) : Optional.empty()));
        });
    }

    /// The paper is handed in.
    public Optional<QuizReply> handIn() {
        return sitting.map(seat -> {
            boolean up = seat.attempt.isUp(clock.read(), true);
            return end(seat, up ? seat.attempt.terms().atLimit() : Ending.HANDED_IN);
        });
    }

    /// A second has passed.
    ///
    /// @return what there is to say about it
    public Optional<QuizReply> tick() {
        return sitting.flatMap(seat -> {
            ClockReading now = clock.read();
            long millis = Watch.millis(now);
            boolean rests =
                    seat.failedAt.filter(at -> millis - at < KEPT.toMillis()).isPresent();
            if (seat.attempt.isUp(now, true)) {
                return rests
                        ? Optional.empty()
                        : Optional.of(end(seat, seat.attempt.terms().atLimit()));
            }
            if (millis - seat.keptAt >= KEPT.toMillis()) {
                seat.keptAt = millis;
                keep(seat, now);
            }
            Optional<Duration> left = left(seat.attempt, now).map(rest -> Duration.ofSeconds(rest.toSeconds()));
            boolean news = !left.equals(seat.told);
            seat.told = left;
            return news ? left.map(QuizReply.Clock::new) : Optional.empty();
        });
    }

    /// Whoever was there has gone, or somebody else needs the screen. Practice is over; anything else may be gone on
    /// with.
    public void leave() {
        leaveSitting();
        signed = Optional.empty();
    }

    /// The paper is put away; whoever was there is there still.
    public void leaveSitting() {
        sitting.ifPresent(seat -> {
            ClockReading now = clock.read();
            if (seat.attempt.isPractice()) {
                end(seat, Ending.LEFT);
            } else if (seat.attempt.isUp(now, true)) {
                end(seat, seat.attempt.terms().atLimit());
            } else {
                keep(seat, now);
            }
            sitting = Optional.empty();
        });
    }

    /// How a contest stands.
    public Optional<QuizReply> ranks(QuizId id) {
        return signed.flatMap(who -> desk.reading(transaction -> tables.quizzes()
                .find(transaction, id)
                .map(quiz -> new QuizReply.Ranks(quiz, offers.ranking(transaction, who.member(), quiz)))));
    }

    /// What the last attempt at a quiz came to.
    public Optional<QuizReply> review(QuizId id, Banks.Open bank) {
        return signed.flatMap(who -> desk.reading(transaction -> tables.quizzes()
                .find(transaction, id)
                .flatMap(quiz -> offers.last(transaction, who.id(), quiz)
                        .map(attempt -> new QuizReply.Ended(result(
                                transaction,
                                attempt,
                                Optional.of(quiz),
                                bank.questions().byId(),
                                clock.read()))))));
    }

    /// Ends what was left and cannot be gone on with any more: at the start, and every minute.
    public void tidy() {
        tidy(Optional.empty());
    }

    private void tidy(Optional<Signed> own) {
        ClockReading now = clock.read();
        List<Attempt> over = new ArrayList<>();
        desk.reading(transaction -> {
            for (Attempt attempt : tables.attempts().open(transaction)) {
                boolean open = sitting.filter(seat -> seat.attempt
                                .begun()
                                .attempt()
                                .equals(attempt.begun().attempt()))
                        .isPresent();
                if (!open) {
                    whyOver(transaction, attempt, own, now)
                            .map(why -> attempt.with(attempt.watch().keptAt(attempt.used(now, false), now))
                                    .ended(why))
                            .ifPresent(over::add);
                }
            }
            return true;
        });
        write((transaction, appender) -> {
            over.forEach(attempt -> end(transaction, appender, attempt));
            own.ifPresent(who -> offers.personal()
                    .find(transaction, who.id())
                    .ifPresent(entry -> tables.wrong().heard(transaction, who.id(), entry)));
            tables.attempts().forget(transaction);
        });
    }

    /// Why an attempt that nobody sits at is over; nothing where it may be gone on with.
    private Optional<Ending> whyOver(Transaction transaction, Attempt attempt, Optional<Signed> own, ClockReading now) {
        QuizId id = attempt.begun().quiz();
        if (id == null) {
            return Optional.of(Ending.LEFT);
        }
        if (attempt.isUp(now, false)) {
            return Optional.of(attempt.terms().atLimit());
        }
        Optional<QuizEntry> quiz = tables.quizzes().find(transaction, id);
        boolean theirs =
                own.filter(who -> who.id().equals(attempt.begun().member())).isPresent();
        // A clock that is only guessed closes nothing for whoever is not here to see it.
        boolean certain = theirs || now.quality() != ClockQuality.GUESSED;
        boolean over = quiz.isEmpty() || (certain && QuizOffers.isOver(quiz.get(), now));
        boolean yesterday = certain
                && attempt.terms().kind() == QuizEntry.Kind.DAILY
                && !attempt.begun().round().equals(QuizOffers.day(now));
        boolean bankGone = theirs && offers.banks().find(attempt.begun().bank()).isEmpty();
        return over || yesterday || bankGone ? Optional.of(Ending.CLOSED) : Optional.empty();
    }

    private QuizReply end(Sitting seat, Ending why) {
        ClockReading now = clock.read();
        Attempt ended = kept(seat.attempt, now).ended(why);
        if (!write((transaction, appender) -> end(transaction, appender, ended))) {
            seat.failedAt = Optional.of(Watch.millis(now));
            return new QuizReply.NotRecorded(QuizReply.Step.END);
        }
        sitting = Optional.empty();
        return desk.reading(transaction -> {
            Optional<QuizEntry> quiz = Optional.ofNullable(ended.begun().quiz())
                    .flatMap(id -> tables.quizzes().find(transaction, id));
            return new QuizReply.Ended(result(transaction, ended, quiz, seat.questions, now));
        });
    }

    private void end(Transaction transaction, Appender appender, Attempt ended) {
        Ending why = ended.ending();
        if (why == null) {
            throw new IllegalStateException("it is not over");
        }
        appender.append(ended.fact(why));
        tables.attempts().keep(transaction, ended);
        // What was wrong in a contest is told by the centre, when nobody can use it any more.
        if (!ended.isPractice() && !ended.isContest()) {
            ended.given().forEach(one -> mark(transaction, ended, one.question(), one.points()));
        }
    }

    private void mark(Transaction transaction, Attempt attempt, QuestionId question, int points) {
        tables.wrong()
                .mark(
                        transaction,
                        attempt.begun().member(),
                        new WrongAnswer(attempt.begun().course(), question),
                        points < Marking.FULL);
    }

    private QuizReply.Result result(
            Transaction transaction,
            Attempt attempt,
            Optional<QuizEntry> quiz,
            Map<QuestionId, Question> questions,
            ClockReading now) {
        Optional<QuizReply.Secret> secret = offers.secret(transaction, attempt, quiz, now);
        List<QuizReply.Reviewed> wrong = attempt.paper().items().stream()
                .filter(item -> questions.containsKey(item.question()))
                .filter(item -> attempt.given(item.question())
                        .filter(one -> one.points() == Marking.FULL)
                        .isEmpty())
                .map(item -> new QuizReply.Reviewed(
                        item(item, questions), attempt.given(item.question()).map(Attempt.Given::answer)))
                .toList();
        Ending why = attempt.ending();
        return new QuizReply.Result(
                attempt.terms().title(),
                quiz,
                attempt.score(),
                QuizHome.Reached.of(attempt).passed(),
                why == null ? Ending.HANDED_IN : why,
                attempt.paper().items().size() - attempt.given().size(),
                secret.isPresent() ? List.of() : wrong,
                secret);
    }

    private void keep(Sitting seat, ClockReading now) {
        Attempt kept = kept(seat.attempt, now);
        if (write((transaction, _) -> tables.attempts().keep(transaction, kept))) {
            seat.attempt = kept;
        }
    }

    private static Attempt kept(Attempt attempt, ClockReading now) {
        return attempt.with(attempt.watch().keptAt(attempt.used(now, true), now));
    }

    private static Optional<Duration> left(Attempt attempt, ClockReading now) {
        return attempt.isTimed()
                ? Optional.of(Duration.ofMillis(attempt.terms().limit() - attempt.used(now, true)))
                : Optional.empty();
    }

    @FunctionalInterface
    private interface Step {
        void in(Transaction transaction, Appender appender);
    }

    /// @return whether it is on the disk
    private boolean write(Step step) {
        return desk.attemptAside((transaction, appender) -> {
                    step.in(transaction, appender);
                    return true;
                })
                .isPresent();
    }
}
