package org.hongting.central.quiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.document.RankEntry;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.quiz.PaperRule;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.Digest;
import org.junit.jupiter.api.Test;

class QuizzesTest extends QuizRoom {
    @Test
    void aQuizKeepsItsBankWhateverBecomesOfTheCourse() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        files.clear();
        bankOfCourse = Optional.empty();
        Sitting sitting = sits("kiosk-1", zhang, contest).answersRight(5).ends(60);

        QuestionBanks fresh = new QuestionBanks(new NoShelf(), clock);
        Optional<QuestionBank> kept = reads(transaction -> fresh.find(transaction, contest.bank()));
        assertThat(kept).contains(BANK);
        assertThat(sitting.judged().standing()).isEqualTo(Counting.Standing.COUNTS);
    }

    /// Of a centre whose courses are gone.
    private static final class NoShelf implements QuestionBanks.Shelf {
        @Override
        public Optional<Digest> bankOf(CourseId course) {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> file(Digest digest) {
            return Optional.empty();
        }
    }

    @Test
    void whatCannotBeMadeIsRefusedWithWords() {
        Quiz.Plan good = plan(QuizEntry.Kind.TEST, QuizEntry.Mode.PERSON, hour(1));
        assertWhy(QuizRefusal.Why.PAPER, () -> made(with(good, COURSE, new PaperRule(5, 0, 0, 0, true))));
        assertWhy(QuizRefusal.Why.NO_BANK, () -> made(with(good, new CourseId("no-such-course"), FIVE)));
        assertWhy(
                QuizRefusal.Why.CONTEST_WITHOUT_WINDOW,
                () -> plan(
                        QuizEntry.Kind.CONTEST,
                        QuizEntry.Mode.PERSON,
                        new Quiz.Limits(600, null, NINE.plusHours(1).toInstant(), 1, null)));
        assertWhy(
                QuizRefusal.Why.CONTEST_WITHOUT_TIME,
                () -> plan(
                        QuizEntry.Kind.CONTEST,
                        QuizEntry.Mode.PERSON,
                        new Quiz.Limits(
                                null, NINE.toInstant(), NINE.plusHours(1).toInstant(), 1, null)));
        for (QuizEntry.Mode mode : List.of(QuizEntry.Mode.BRANCH, QuizEntry.Mode.TEAM)) {
            assertWhy(QuizRefusal.Why.DAILY_OF_PEOPLE, () -> plan(QuizEntry.Kind.DAILY, mode, hour(1)));
        }
        assertWhy(QuizRefusal.Why.WINDOW, () -> new Quiz.Limits(600, NINE.toInstant(), NINE.toInstant(), 1, null));
        assertWhy(
                QuizRefusal.Why.WINDOW,
                () -> made(plan(
                        QuizEntry.Kind.TEST,
                        QuizEntry.Mode.PERSON,
                        new Quiz.Limits(600, null, NINE.minusHours(1).toInstant(), 1, null))));
        assertWhy(QuizRefusal.Why.NUMBER, () -> new Quiz.Limits(600, null, null, 1, 101));
        assertWhy(
                QuizRefusal.Why.TITLE,
                () -> new Quiz.Plan(
                        "长".repeat(65), good.kind(), good.mode(), COURSE, FIVE, true, good.limits(), Set.of(), 1));
    }

    private static Quiz.Plan with(Quiz.Plan plan, CourseId course, PaperRule rule) {
        return new Quiz.Plan(
                plan.title(),
                plan.kind(),
                plan.mode(),
                course,
                rule,
                plan.part(),
                plan.limits(),
                plan.branches(),
                plan.best());
    }

    @Test
    void whatAPlanAsksForStaysATestOfItsCourseWithAPassMark() {
        Quiz.Limits limits = new Quiz.Limits(null, null, null, null, 60);
        Quiz test = made(plan(QuizEntry.Kind.TEST, QuizEntry.Mode.PERSON, limits));
        store.execute("INSERT INTO study_plan (id, name, made_by, made_at) VALUES ('p', '计划', 'admin', '')");
        store.execute(
                "INSERT INTO study_plan_part (plan, kind, value) VALUES ('p', 'test', ?)",
                test.id().value());
        Quiz.Plan free =
                plan(QuizEntry.Kind.TEST, QuizEntry.Mode.PERSON, new Quiz.Limits(null, null, null, null, null));
        Quiz.Plan daily = plan(QuizEntry.Kind.DAILY, QuizEntry.Mode.PERSON, limits);
        for (Quiz.Plan other : List.of(free, daily, with(test.plan(), new CourseId("party-history"), FIVE))) {
            assertWhy(
                    QuizRefusal.Why.ASKED_BY_PLAN,
                    () -> does(transaction -> quizzes.change(transaction, test.id(), other, "admin")));
        }
        assertThat(found(test).plan()).isEqualTo(test.plan());
        Quiz.Plan harder =
                plan(QuizEntry.Kind.TEST, QuizEntry.Mode.PERSON, new Quiz.Limits(null, null, null, null, 80));
        does(transaction -> quizzes.change(transaction, test.id(), harder, "admin"));
        assertThat(found(test).plan()).isEqualTo(harder);

        store.execute("UPDATE study_plan SET ended_at = ''");
        does(transaction -> quizzes.change(transaction, test.id(), free, "admin"));
        assertThat(found(test).plan()).isEqualTo(free);
    }

    @Test
    void onceSomebodyHasAPaperOnlyTitleAndEndChange() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Quiz.Plan shorter = with(contest.plan(), COURSE, new PaperRule(1, 0, 0, 0, true));
        does(transaction -> quizzes.change(transaction, contest.id(), shorter, "admin"));
        assertThat(found(contest).plan().paper().count()).isEqualTo(1);
        assertThat(found(contest).seed()).isEqualTo(contest.seed());
        does(transaction -> quizzes.change(transaction, contest.id(), contest.plan(), "admin"));

        sits("kiosk-1", zhang, contest);
        assertWhy(
                QuizRefusal.Why.HAS_BEGUN,
                () -> does(transaction -> quizzes.change(transaction, contest.id(), shorter, "admin")));
        Quiz.Plan renamed = new Quiz.Plan(
                "决赛",
                contest.plan().kind(),
                contest.plan().mode(),
                COURSE,
                FIVE,
                true,
                contest.plan().limits().closing(NINE.plusHours(2).toInstant()),
                Set.of(),
                2);
        does(transaction -> quizzes.change(transaction, contest.id(), renamed, "admin"));
        assertThat(found(contest).plan()).isEqualTo(renamed);

        does(transaction -> quizzes.end(transaction, contest.id(), "admin"));
        assertThat(found(contest).phase(clock)).isEqualTo(Quiz.Phase.OVER);
        assertWhy(
                QuizRefusal.Why.HAS_ENDED, () -> does(transaction -> quizzes.end(transaction, contest.id(), "admin")));
        assertThat(store.texts("action", "audit ORDER BY id"))
                .containsExactly("quiz.made", "quiz.changed", "quiz.changed", "quiz.changed", "quiz.ended");
    }

    @Test
    void terminalsAreToldOfAQuizUntilThirtyDaysAfterItsEnd() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        QuizEntry entry = told();
        assertThat(entry.seed()).isEqualTo(contest.seed());
        assertThat(entry.bank()).isEqualTo(DIGEST);
        assertThat(entry.opens()).isEqualTo(NINE);
        assertThat(entry.branches()).isNull();

        clock.pass(Duration.ofMinutes(20));
        does(transaction -> quizzes.end(transaction, contest.id(), "admin"));
        assertThat(told().closes()).isEqualTo(NINE.plusMinutes(20));
        clock.pass(Quiz.KEPT.minusSeconds(1));
        assertThat(told().id()).isEqualTo(contest.id());
        clock.pass(Duration.ofSeconds(1));
        assertThat(reads(transaction -> new QuizzesSource(clock).contents(transaction, "site"))
                        .get(DocumentName.QUIZZES))
                .isEmpty();
    }

    private QuizEntry told() {
        List<DocumentEntry> entries = reads(transaction -> new QuizzesSource(clock).contents(transaction, "site"))
                .getOrDefault(DocumentName.QUIZZES, List.of());
        assertThat(entries).hasSize(1);
        return Json.read(entries.getFirst().line().bytes(), QuizEntry.class);
    }

    @Test
    void aMemberIsInOneTeamOfAQuizAndANumberThatIsNobodysIsRefused() {
        Quiz contest = contest(QuizEntry.Mode.TEAM);
        team(contest, "红队", "20260001", "20260003");
        team(contest, "蓝队", "20260002");
        QuizRefusal refused = catchRefusal(() -> team(contest, "蓝队", "20260001"));
        assertThat(refused.why()).isEqualTo(QuizRefusal.Why.IN_ANOTHER_TEAM);
        assertThat(refused.detail()).isEqualTo("20260001 – 红队");
        assertThat(catchRefusal(() -> team(contest, "蓝队", "20269999")).detail()).isEqualTo("20269999");
        assertWhy(QuizRefusal.Why.NOT_OF_TEAMS, () -> team(contest(QuizEntry.Mode.PERSON), "红队", "20260001"));
        assertWhy(QuizRefusal.Why.NOBODY, () -> team(contest, "绿队"));

        does(transaction -> teams.remove(transaction, contest.id(), wang.id(), "admin"));
        team(contest, "蓝队", "20260003");
        List<Teams.Team> all = reads(transaction -> Teams.all(transaction, contest.id()));
        assertThat(all).extracting(Teams.Team::name).containsExactlyInAnyOrder("红队", "蓝队");
        assertThat(all).flatExtracting(Teams.Team::members).containsExactlyInAnyOrder(zhang.id(), li.id(), wang.id());
    }

    private QuizRefusal catchRefusal(ThrowingCallable act) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(QuizRefusal.class, act);
    }

    private void team(Quiz quiz, String name, String... numbers) {
        does(transaction -> teams.add(transaction, quiz.id(), name, List.of(numbers), "admin"));
    }

    @Test
    void terminalsAreToldOfFirstPlacesWithMaskedNames() {
        Quiz contest = contest(QuizEntry.Mode.TEAM);
        team(contest, "红队", "20260001", "20260003");
        sits("kiosk-1", zhang, contest).answersRight(4).ends(60);
        sits("kiosk-2", wang, contest).answersRight(5).ends(90);
        sits("kiosk-3", li, contest).answersRight(3).ends(30);
        marks();

        assertThat(ranks(contest))
                .containsExactly(
                        new RankEntry("p-1", 1, "王*", new Score(500, 500), 90_000, null),
                        new RankEntry("p-2", 2, "张*", new Score(400, 500), 60_000, null),
                        new RankEntry("p-3", 3, "李*", new Score(300, 500), 50_000, null),
                        new RankEntry("g-1", 1, "红队", new Score(900, 1000), 150_000, 2));
        clock.pass(Duration.ofDays(31));
        assertThat(ranks(contest)).as("it is over for long").isEmpty();
    }

    private List<RankEntry> ranks(Quiz quiz) {
        return reads(transaction -> new RanksSource(board, clock)
                        .contents(transaction, quiz.id().value()))
                .getOrDefault(DocumentName.ranksOf(quiz.id()), List.of())
                .stream()
                .map(entry -> Json.read(entry.line().bytes(), RankEntry.class))
                .toList();
    }

    @Test
    void ranksAreDueAtMostEveryTwoSeconds() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        marker.turn();
        store.execute("DELETE FROM publication_due");
        sits("kiosk-1", zhang, contest).answersRight(4).ends(60);
        clock.pass(Duration.ofSeconds(1));
        marker.turn();
        assertThat(store.count("publication_due WHERE document LIKE 'ranks/%'")).isZero();
        clock.pass(Duration.ofSeconds(1));
        marker.turn();
        assertThat(store.texts("document", "publication_due")).contains("ranks/" + contest.id());
    }

    private static void assertWhy(QuizRefusal.Why why, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        QuizRefusal.class, refusal -> assertThat(refusal.why()).isEqualTo(why));
    }
}
