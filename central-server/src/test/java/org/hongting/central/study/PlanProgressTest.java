package org.hongting.central.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.hongting.central.ingest.Rebuild;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.study.PlanProgress.InCourse;
import org.hongting.central.study.PlanProgress.State;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.identity.StudySessionId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.record.StudyRuling;
import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.time.ClockQuality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanProgressTest extends StudyRoom {
    private final TestBook book = new TestBook();
    private final CourseId text = book.course("text", Lesson.Kind.TEXT, "one", "two");
    private final CourseId film = book.course("film", Lesson.Kind.VIDEO, "film");
    private final CourseId questions = book.course("questions", Lesson.Kind.TEXT);
    private final QuizId test = book.test("q-1", text, 60);
    private final PlanProgress progress = new PlanProgress(members, book, book, clock);

    /// What somebody has seen of the two lessons of a course, and whether they passed the test that may be asked with
    /// it, comes to what the page says. Nine o'clock is a Monday, the last day of the plan.
    @ParameterizedTest
    @CsvSource({
        // seen of one, of two, days after the last day, is a test asked, is it passed, state, percent, late
        "0,  0,  0, false, false, NOT_BEGUN, 0,   false",
        "4,  0,  0, false, false, UNDER_WAY, 20,  false",
        "10, 0,  0, false, false, UNDER_WAY, 50,  false",
        "10, 9,  0, false, false, UNDER_WAY, 95,  false",
        "10, 10, 0, false, false, DONE,      100, false",
        "10, 10, 1, false, false, DONE,      100, true",
        "10, 10, 0, true,  false, UNDER_WAY, 100, false",
        "10, 10, 0, true,  true,  DONE,      100, false",
        "10, 10, 1, true,  true,  DONE,      100, true",
        "0,  0,  0, true,  true,  UNDER_WAY, 0,   false"
    })
    void whatWasSeenAndPassedComesToAState(
            int one, int two, int days, boolean asked, boolean passed, State state, int percent, boolean late) {
        OffsetDateTime when = NINE.plusDays(days);
        sees(zhang, text, 1, "one", one, when);
        sees(zhang, text, 1, "two", two, when.plusHours(1));
        if (passed) {
            book.passes(test, zhang.id(), when.plusHours(2).toInstant());
        }

        InCourse found = first(plan(Set.of(text), asked ? Set.of(test) : Set.of()))
                .courses()
                .getFirst();
        assertThat(found.state()).isEqualTo(state);
        assertThat(found.percent()).isEqualTo(percent);
        assertThat(found.late()).isEqualTo(late);
        assertThat(found.isBeforeTest()).isEqualTo(percent == 100 && state != State.DONE);
        assertThat(found.done()).isEqualTo(state == State.DONE ? Optional.of(DAY.plusDays(days)) : Optional.empty());
    }

    @Test
    void theDayIsThatOnWhichTheLastPartWasSeenAndNotTheOneOnWhichItWasReadAgain() {
        sees(zhang, text, 1, "one", 10, NINE.minusDays(3));
        sees(zhang, text, 1, "two", 6, NINE.minusDays(2));
        sees(zhang, text, 1, "two", 10, NINE.minusDays(1));
        sees(zhang, text, 1, "one", 10, NINE.plusDays(1));

        assertThat(first(plan(Set.of(text), Set.of())).courses().getFirst().done())
                .contains(DAY.minusDays(1));
        assertThat(differences()).allMatch(Rebuild.Difference::isNone);
    }

    @Test
    void whatWasStruckWasNotSeenUntilThatIsTakenBack() {
        sees(zhang, text, 1, "one", 10, NINE.minusDays(3));
        sees(zhang, text, 1, "two", 10, NINE.minusDays(2));
        LocalDateTime end = NINE.minusDays(2).toLocalDateTime();
        StudyPlans.Plan plan = plan(Set.of(text), Set.of());
        correct(StudyRuling.StudyVerdict.STRUCK, end.minusMinutes(1), end.minusSeconds(40));
        assertThat(first(plan).state()).as("less than half of it").isEqualTo(State.DONE);
        correct(StudyRuling.StudyVerdict.STRUCK, end.minusSeconds(50), end);
        assertThat(first(plan).state()).isEqualTo(State.UNDER_WAY);
        assertThat(store.texts("lesson || ' ' || credited", "study_lesson")).containsExactly("one " + MINUTE);
        assertThat(differences()).allMatch(Rebuild.Difference::isNone);

        correct(StudyRuling.StudyVerdict.AS_SEEN, end.minusMinutes(1), end);
        assertThat(first(plan).courses().getFirst().done()).contains(DAY.minusDays(2));
        assertThat(differences()).allMatch(Rebuild.Difference::isNone);
    }

    @Test
    void mostOfAFilmIsAllOfItAndAnotherEditionIsAnotherCourse() {
        book.courses.put(
                film,
                new CourseContents.Content(
                        2, "影片", List.of(new Lesson(new LessonId("film"), "影片", Lesson.Kind.VIDEO, "film", 100, 60))));
        sees(zhang, film, 2, "film", 100, 95, NINE);
        sees(li, film, 1, "film", 100, 100, NINE);

        List<PlanProgress.Person> people = of(plan(Set.of(film), Set.of()));
        assertThat(people)
                .extracting(one -> one.member().name(), PlanProgress.Person::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("李思然", State.NOT_BEGUN),
                        org.assertj.core.groups.Tuple.tuple("张晓明", State.DONE));
    }

    /// A kiosk that was off for long holds the edition before.
    @Test
    void aGlanceAtAnOlderEditionTakesNobodyBack() {
        sees(zhang, film, 2, "film", 4, NINE.minusDays(4));
        sees(zhang, film, 1, "film", 9, NINE.minusDays(3));
        sees(zhang, film, 2, "film", 10, NINE.minusDays(2));
        sees(zhang, film, 1, "film", 2, NINE.minusDays(1));
        book.courses.put(
                film,
                new CourseContents.Content(
                        2, "影片", List.of(new Lesson(new LessonId("film"), "影片", Lesson.Kind.VIDEO, "film", 10, 60))));

        PlanProgress.Person person = first(plan(Set.of(film), Set.of()));
        assertThat(person.courses().getFirst().done()).contains(DAY.minusDays(2));
        assertThat(person.overdue()).isFalse();
        assertThat(store.texts("edition || ' ' || place || ' ' || credited", "study_lesson"))
                .containsExactly("2 0 " + 4 * MINUTE);
        assertThat(differences()).allMatch(Rebuild.Difference::isNone);
    }

    /// Without its pass mark, or of another course, a test would be asked of nobody.
    @Test
    void aTestThatIsNoneAnyMoreIsPassedByNobodyAndTerminalsAreStillToldOfIt() {
        sees(zhang, text, 1, "one", 10, NINE);
        sees(zhang, text, 1, "two", 10, NINE);
        book.passes(test, zhang.id(), NINE.toInstant());
        StudyPlans.Plan plan = plan(Set.of(film, text), Set.of(test));
        assertThat(first(plan).done()).isOne();

        book.tests.clear();
        book.passed.clear();
        assertThat(first(plan).courses().getFirst().testsLeft()).isOne();
        StudyPlans.Plan alone = plan(Set.of(text), Set.of(test));
        assertThat(first(alone).courses().getFirst().isBeforeTest()).isTrue();
        assertThat(first(alone).overdue()).isTrue();
        assertThat(alone.tests(text, Map.of())).containsExactly(test);
        assertThat(plan.tests(text, Map.of())).isEmpty();
        assertThat(store.database
                        .reading(transaction -> progress.of(transaction, kept(alone)))
                        .courses()
                        .getFirst()
                        .tests())
                .extracting(TestResults.Test::title)
                .containsExactly(test.value());
    }

    @Test
    void aCourseOfQuestionsAloneIsDoneByItsTestAndOneThatIsNotHereIsNot() {
        QuizId its = book.test("q-2", questions, 60);
        book.passes(its, zhang.id(), NINE.toInstant());
        book.passes(its, li.id(), NINE.toInstant());
        CourseId missing = new CourseId("missing");

        assertThat(of(plan(Set.of(questions), Set.of(its)))).allMatch(one -> one.state() == State.DONE);
        assertThat(of(plan(Set.of(questions), Set.of()))).allMatch(one -> one.state() == State.NOT_BEGUN);
        assertThat(of(plan(Set.of(questions, missing), Set.of(its)))).allSatisfy(one -> {
            assertThat(one.state()).isEqualTo(State.UNDER_WAY);
            assertThat(one.overdue()).isTrue();
            assertThat(one.percent()).isEqualTo(50);
        });
    }

    @Test
    void unitsWithAllBelowThemRolesAndPeopleAreMeantOnceAndWhoeverLeftIsNot() {
        Branch group = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, branch.id(), BranchKind.GROUP, "第一小组"));
        Branch other = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, "第二党支部"));
        Member below = member("韩梅梅", "20260003", group);
        Member named = member("王芳", "20260004", other);
        Member candidate = member("赵一曼", "20260005", other);
        Member nobody = member("钱学斌", "20260006", other);
        does(transaction ->
                new Standing(StudyRole.CANDIDATE, Optional.empty()).save(transaction, candidate.id(), "admin", clock));
        store.execute("UPDATE member SET status = 'left' WHERE id = ?", li.id().value());
        StudyPlans.Plan plan = new StudyPlans.Plan(
                "学习",
                Optional.empty(),
                Set.of(text),
                Set.of(),
                new StudyPlans.Audience(
                        Set.of(branch.id()), Set.of(StudyRole.CANDIDATE), Set.of(named.id(), zhang.id())));

        assertThat(of(plan))
                .extracting(one -> one.member().id())
                .containsExactly(zhang.id(), below.id(), named.id(), candidate.id())
                .doesNotContain(nobody.id(), li.id());
        assertThat(of(plan)).noneMatch(PlanProgress.Person::overdue);
    }

    @Test
    void thoseWhoLagBehindStandFirstAndTotalsAreThoseOfThePeople() {
        Member done = member("王芳", "20260000", branch);
        sees(zhang, text, 1, "one", 10, NINE);
        sees(done, text, 1, "one", 10, NINE);
        sees(done, text, 1, "two", 10, NINE);
        StudyPlans.Plan plan = plan(Set.of(text), Set.of());

        assertThat(of(plan)).extracting(one -> one.member().id()).containsExactly(li.id(), zhang.id(), done.id());
        StudyPlans.Kept kept = kept(plan);
        Map<String, PlanProgress.Totals> totals =
                store.database.reading(transaction -> progress.totals(transaction, List.of(kept)));
        assertThat(totals).containsExactly(Map.entry(kept.id(), new PlanProgress.Totals(3, 1, 1, 1, 2)));
    }

    @Test
    void howManyPeopleThereAreMakesNoMoreQuestionsToTheDatabase() {
        StudyPlans.Kept kept = kept(plan(Set.of(text, film), Set.of(test)));
        int few = questions(kept);
        for (int i = 0; i < 50; i++) {
            sees(member("成员", "2027%04d".formatted(i), branch), text, 1, "one", 10, NINE);
        }

        assertThat(questions(kept)).isEqualTo(few).isLessThan(10);
    }

    private int questions(StudyPlans.Kept kept) {
        AtomicInteger asked = new AtomicInteger();
        return store.database.reading(transaction -> {
            Transaction counting = (Transaction) Proxy.newProxyInstance(
                    Transaction.class.getClassLoader(),
                    new Class<?>[] {Transaction.class},
                    (proxy, method, arguments) -> {
                        asked.incrementAndGet();
                        try {
                            return method.invoke(transaction, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
            assertThat(progress.of(counting, kept).people()).isNotEmpty();
            return asked.get();
        });
    }

    private Member member(String name, String number, Branch of) {
        return store.database.inTransaction(transaction -> members.add(transaction, name, number, of.id(), false));
    }

    private StudyPlans.Plan plan(Set<CourseId> courses, Set<QuizId> tests) {
        return new StudyPlans.Plan(
                "学习",
                Optional.of(DAY),
                new LinkedHashSet<>(courses),
                tests,
                new StudyPlans.Audience(Set.of(branch.id()), Set.of(), Set.of()));
    }

    private static StudyPlans.Kept kept(StudyPlans.Plan plan) {
        return new StudyPlans.Kept("p", plan, "admin", false);
    }

    private List<PlanProgress.Person> of(StudyPlans.Plan plan) {
        return store.database
                .reading(transaction -> progress.of(transaction, kept(plan)))
                .people();
    }

    private PlanProgress.Person first(StudyPlans.Plan plan) {
        return of(plan).stream()
                .filter(one -> one.member().id().equals(zhang.id()))
                .findFirst()
                .orElseThrow();
    }

    private void sees(Member member, CourseId course, int edition, String lesson, int seen, OffsetDateTime when) {
        sees(member, course, edition, lesson, 10, seen, when);
    }

    private void sees(
            Member member, CourseId course, int edition, String lesson, int parts, int seen, OffsetDateTime when) {
        if (seen == 0) {
            return;
        }
        long since =
                when.toInstant().toEpochMilli() - NINE.minusDays(30).toInstant().toEpochMilli();
        told(
                "kiosk-" + Arrays.asList("one", "two", "film").indexOf(lesson) + member.studentNumber(),
                new StudyFact.Learned(
                        StudySessionId.draw(random),
                        member.id(),
                        CARD,
                        new StudyFact.LessonName(course, edition, new LessonId(lesson)),
                        new StudyFact.Stretch(new BootId("boot-1"), since - MINUTE, since, since),
                        StudyFact.Cause.SIGNED_OUT,
                        new TreeMap<>(Map.of(Evidence.PAGE_TURN, 2)),
                        new StudyFact.Reading(seen == parts ? 0 : seen, parts, Coverage.of(0, seen)),
                        null),
                clock(when, ClockQuality.SYNCED, "boot-1", since));
    }
}
