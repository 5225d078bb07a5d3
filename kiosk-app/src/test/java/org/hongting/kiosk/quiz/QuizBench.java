package org.hongting.kiosk.quiz;

import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hongting.kiosk.checkin.CheckInDesk;
import org.hongting.kiosk.checkin.DeskBench;
import org.hongting.kiosk.checkin.TouchBench;
import org.hongting.kiosk.study.Library;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Rights;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.PaperRule;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.QuizFact;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.store.Schema;
import org.jspecify.annotations.Nullable;

/// A quiz desk beside the door's, with a bank of twelve questions on the shelf and a clock that is moved by hand.
final class QuizBench {
    static final Fact.Origin CARD = new Fact.Origin(CredentialKind.CARD, "bench", false);
    static final QuestionBank QUESTIONS = bank();
    static final CourseManifest COURSE = course("charter", QUESTIONS.write());
    static final Banks.Open BANK =
            new Banks.Open(new Banks(library(List.of(COURSE))).all(day()).getFirst(), QUESTIONS);
    static final QuizId TEST = new QuizId("test-1");
    static final QuizId CONTEST = new QuizId("contest-1");
    static final QuizId DAILY = new QuizId("daily-1");

    final TouchBench touch = new TouchBench();
    final DeskBench bench = touch.bench;
    final QuizTables tables = new QuizTables(bench::reading);
    Optional<PersonalEntry> heard = Optional.empty();
    List<CourseManifest> shelf = List.of(COURSE);
    QuizDesk desk;
    private int starts;

    QuizBench() {
        touch.publishWithCards();
        Schema.apply(bench.database, QuizTables.migrations());
        desk = desk(bench.desk);
    }

    private QuizDesk desk(CheckInDesk door) {
        Library library = new Library() {
            @Override
            public List<Shelved> courses() {
                return shelf.stream().map(course -> new Shelved(course, "")).toList();
            }

            @Override
            public Optional<Path> file(CourseManifest course, String path) {
                return Optional.empty();
            }
        };
        return new QuizDesk(door, tables, new Banks(library), (_, _) -> heard, bench::reading, new Random(++starts));
    }

    private static java.time.LocalDate day() {
        return java.time.LocalDate.of(2026, 11, 22);
    }

    static Library library(List<CourseManifest> courses) {
        return new Library() {
            @Override
            public List<Shelved> courses() {
                return courses.stream().map(course -> new Shelved(course, "")).toList();
            }

            @Override
            public Optional<Path> file(CourseManifest course, String path) {
                return Optional.empty();
            }
        };
    }

    /// The same disk, after the process was killed.
    QuizDesk kill() {
        desk = desk(bench.restarted().desk);
        return desk;
    }

    private static QuestionBank bank() {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            questions.add(new Question(
                    new QuestionId("s" + i),
                    Question.Kind.SINGLE,
                    "第" + i + "题",
                    List.of("甲", "乙", "丙", "丁"),
                    List.of(i),
                    null,
                    null,
                    "见第一章"));
            questions.add(new Question(
                    new QuestionId("m" + i),
                    Question.Kind.MULTIPLE,
                    "哪些正确",
                    List.of("甲", "乙", "丙", "丁"),
                    List.of(i, 3),
                    null,
                    null,
                    null));
            questions.add(new Question(
                    new QuestionId("t" + i), Question.Kind.TRUE_FALSE, "是否正确", null, null, i == 0, null, null));
            questions.add(new Question(
                    new QuestionId("f" + i),
                    Question.Kind.FILL_IN,
                    "成立于____年",
                    null,
                    null,
                    null,
                    List.of(List.of("1921", "一九二一"), List.of("7")),
                    null));
        }
        return new QuestionBank(questions);
    }

    static CourseManifest course(String id, byte[] bank) {
        Digest digest = Digest.of(bank);
        return new CourseManifest(
                new CourseId(id),
                1,
                "党章知识",
                "zh-CN",
                null,
                List.of(),
                List.of(new CourseFile(
                        "questions.json", bank.length, digest, List.of(digest), CourseFile.MediaType.QUESTIONS)),
                new Rights("示例大学", ""),
                null,
                "questions.json");
    }

    /// @param seconds for one paper
    QuizEntry quiz(
            QuizId id,
            QuizEntry.Kind kind,
            @Nullable Integer seconds,
            @Nullable OffsetDateTime opens,
            @Nullable OffsetDateTime closes,
            @Nullable Integer attempts,
            BranchId... branches) {
        return new QuizEntry(
                id,
                "党章知识测试",
                kind,
                QuizEntry.Mode.PERSON,
                COURSE.id(),
                BANK.shelved().digest(),
                new PaperRule(2, 2, 2, 1, true),
                Digest.of(new byte[] {7}),
                true,
                seconds,
                opens,
                closes,
                attempts,
                60,
                List.of(branches));
    }

    /// Ten minutes, without window and number.
    QuizEntry test() {
        return quiz(TEST, QuizEntry.Kind.TEST, 600, null, null, null);
    }

    /// An hour's window that has begun, ten minutes each, one attempt.
    QuizEntry contest() {
        return quiz(
                CONTEST,
                QuizEntry.Kind.CONTEST,
                600,
                bench.now().minusMinutes(1),
                bench.now().plusHours(1),
                1);
    }

    QuizEntry daily() {
        return quiz(DAILY, QuizEntry.Kind.DAILY, null, null, null, 1);
    }

    void publish(QuizEntry... quizzes) {
        publish(
                DocumentName.QUIZZES,
                List.of(quizzes).stream().map(DocumentEntry::of).toArray(DocumentEntry[]::new));
    }

    void publish(DocumentName name, DocumentEntry... entries) {
        bench.database.inTransaction(transaction -> {
            tables.projections().stream()
                    .filter(projection -> projection.wants(name))
                    .forEach(projection ->
                            projection.apply(transaction, name, new DocumentChange(true, List.of(entries), List.of())));
            return true;
        });
    }

    KnownMember known(MemberId member) {
        return bench.desk.reading(
                transaction -> bench.tables.roster().find(transaction, member).orElseThrow());
    }

    QuizHome signIn(MemberId member) {
        return desk.open(known(member), CARD).home();
    }

    QuizHome.State state(MemberId member, QuizId quiz) {
        return signIn(member).offers().stream()
                .filter(offer -> offer.quiz().id().equals(quiz))
                .findFirst()
                .orElseThrow()
                .state();
    }

    QuizReply.Sheet begin(QuizId quiz) {
        return ((QuizReply.Asked) desk.begin(quiz, BANK).orElseThrow()).sheet();
    }

    QuizReply.Sheet practise(Choice choice) {
        return ((QuizReply.Asked) desk.practise(choice, BANK).orElseThrow()).sheet();
    }

    static Answer right(Question question) {
        return switch (question.kind()) {
            case SINGLE, MULTIPLE -> Answer.chosen(java.util.Objects.requireNonNull(question.right()));
            case TRUE_FALSE -> Answer.said(java.util.Objects.requireNonNull(question.statement()));
            case FILL_IN ->
                Answer.filled(java.util.Objects.requireNonNull(question.blanks()).stream()
                        .map(List::getFirst)
                        .toList());
        };
    }

    static Answer wrong(Question question) {
        return switch (question.kind()) {
            case SINGLE ->
                Answer.chosen(List.of(
                        (java.util.Objects.requireNonNull(question.right()).getFirst() + 1) % 4));
            case MULTIPLE -> Answer.chosen(List.of(0, 1, 2, 3));
            case TRUE_FALSE -> Answer.said(!java.util.Objects.requireNonNull(question.statement()));
            case FILL_IN -> Answer.filled(List.of("1949", ""));
        };
    }

    QuizReply answer(QuizReply.Item item, boolean rightly) {
        Question question = item.question();
        return desk.answer(question.id(), rightly ? right(question) : wrong(question))
                .orElseThrow();
    }

    QuizReply.Result handIn() {
        return ((QuizReply.Ended) desk.handIn().orElseThrow()).result();
    }

    /// @return what was said last meanwhile, of all but the time that is left
    Optional<QuizReply> seconds(int count) {
        Optional<QuizReply> last = Optional.empty();
        for (int i = 0; i < count; i++) {
            bench.pass(Duration.ofSeconds(1));
            last = desk.tick()
                    .filter(said -> !(said instanceof QuizReply.Clock))
                    .or(carried(last));
        }
        return last;
    }

    private static java.util.function.Supplier<Optional<QuizReply>> carried(Optional<QuizReply> before) {
        return () -> before;
    }

    List<QuizFact.Begun> begun() {
        return bench.allFacts(QuizFact.Begun.class);
    }

    List<QuizFact.Answered> answered() {
        return bench.allFacts(QuizFact.Answered.class);
    }

    List<QuizFact.Ended> ended() {
        return bench.allFacts(QuizFact.Ended.class);
    }

    void breakJournal() {
        bench.database.inTransaction(transaction -> transaction.update(
                "CREATE TRIGGER broken BEFORE INSERT ON journal_record BEGIN SELECT RAISE(ABORT, 'x'); END"));
    }

    void mendJournal() {
        bench.database.inTransaction(transaction -> transaction.update("DROP TRIGGER broken"));
    }
}
