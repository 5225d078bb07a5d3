package org.hongting.central.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.central.publishing.Publisher;
import org.hongting.protocol.Limits;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.document.AssignmentEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.ProgressEntry;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.time.ClockQuality;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StudyDocumentsTest extends StudyRoom {
    private final TestBook book = new TestBook();

    @Test
    void peopleGoOnWhereTheyLeftOnAnyTerminal() {
        told(
                "kiosk-1",
                learned(zhang, "boot-1", 0, 10 * MINUTE, 3, null),
                clock(NINE.plusMinutes(10), ClockQuality.SYNCED, "boot-1", 10 * MINUTE));
        told(
                "kiosk-2",
                learned(zhang, "boot-2", 0, 20 * MINUTE, 6, null),
                clock(NINE.plusHours(1), ClockQuality.SYNCED, "boot-2", 20 * MINUTE));
        // What comes late of an earlier time takes nobody back.
        told(
                "kiosk-3",
                learned(zhang, "boot-3", 0, 5 * MINUTE, 1, null),
                clock(NINE.minusHours(1), ClockQuality.SYNCED, "boot-3", 5 * MINUTE));

        ProgressEntry progress = progress();
        assertThat(progress.credited()).isEqualTo(35 * 60);
        assertThat(progress.target()).isEqualTo(32 * 45);
        assertThat(progress.lessons()).hasSize(1);
        ProgressEntry.Lesson lesson = progress.lessons().getFirst();
        assertThat(lesson.place()).isEqualTo(6);
        assertThat(lesson.seen()).isEqualTo(Coverage.of(0, 6));
        assertThat(lesson.credited()).isEqualTo(35 * 60);
        assertThat(lesson.last().toInstant()).isEqualTo(NINE.plusHours(1).toInstant());
        assertThat(store.texts("document", "publication_due WHERE document LIKE 'progress/%'"))
                .containsExactly(DocumentName.progressOf(zhang.id()).value());
    }

    @Test
    void howFarPeopleAreIsToldOfOneDigitATurnAndAfterWhatIsUrgent() {
        List<String> told = new ArrayList<>();
        DocumentSource arrivals = new DocumentSource() {
            @Override
            public String kind() {
                return "urgent";
            }

            @Override
            public Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope) {
                return Map.of(new DocumentName("urgent/" + scope), List.of());
            }
        };
        Publisher publisher = new Publisher(
                store.database,
                List.of(new ProgressSource(book, clock), arrivals),
                (name, _) -> told.add(name.value()),
                _ -> {});
        for (int turn = 0; turn < 4; turn++) {
            // One that is marked all the time does not hide the others.
            List.of("0", "7", "f").forEach(digit -> publisher.mark("progress", digit));
            List.of("a", "b").forEach(scope -> publisher.mark("urgent", scope));
            publisher.publishDue();
        }
        assertThat(told)
                .containsExactly(
                        "urgent/a",
                        "urgent/b",
                        "progress/0",
                        "urgent/a",
                        "urgent/b",
                        "progress/7",
                        "urgent/a",
                        "urgent/b",
                        "progress/f",
                        "urgent/a",
                        "urgent/b",
                        "progress/0");
    }

    @Test
    void nothingIsToldOfWhoLeftOrWasNeverHere() {
        learns(zhang, "kiosk-1", NINE, Duration.ofMinutes(5));
        learns(li, "kiosk-1", NINE, Duration.ofMinutes(5));
        store.execute(
                "UPDATE member SET status = 'left' WHERE id = ?", zhang.id().value());
        store.execute("DELETE FROM member WHERE id = ?", li.id().value());

        for (MemberId gone : List.of(zhang.id(), li.id())) {
            DocumentName name = DocumentName.progressOf(gone);
            assertThat(store.database
                            .reading(transaction -> new ProgressSource(book, clock).contents(transaction, name.scope()))
                            .getOrDefault(name, List.of()))
                    .isEmpty();
        }
    }

    @Test
    void aTargetFollowsTheRoleAndNothingIsAskedOfWhoIsExempt() {
        learns(zhang, "kiosk-1", NINE, Duration.ofMinutes(5));
        does(transaction ->
                new Standing(StudyRole.SECRETARY, Optional.empty()).save(transaction, zhang.id(), "admin", clock));
        assertThat(progress().target()).isEqualTo(56 * 45);
        does(transaction -> new Standing(StudyRole.SECRETARY, Optional.of(Standing.Exempt.OLD))
                .save(transaction, zhang.id(), "admin", clock));
        assertThat(progress().target()).isNull();
    }

    @Test
    void whoHasJumpedAboutStillFitsIntoALine() {
        String parts = IntStream.range(0, Coverage.MOST)
                .mapToObj(i -> "{\"from\":" + (1_000_000 + i * 10) + ",\"until\":" + (1_000_001 + i * 10) + "}")
                .collect(Collectors.joining(",", "{\"parts\":[", "]}"));
        for (int i = 0; i < 30; i++) {
            store.execute(
                    "INSERT INTO study_lesson (member, course, lesson, edition, place, parts, seen, credited, last_at)"
                            + " VALUES (?, 'film', ?, 1, 1, 2000000, ?, 1000, ?)",
                    zhang.id().value(),
                    "lesson-" + i,
                    parts,
                    1_000L * i);
        }
        ProgressEntry progress = progress();
        assertThat(progress.lessons()).hasSizeBetween(5, ProgressEntry.LESSONS);
        assertThat(progress.lessons().getFirst().lesson().value()).isEqualTo("lesson-29");
        assertThat(DocumentEntry.of(progress).line().length()).isLessThanOrEqualTo(Limits.LINE_BYTES);
    }

    @Test
    void aPlanReachesUnitsWithAllBelowThemAndRolesAndPeople() {
        Branch group = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, branch.id(), BranchKind.GROUP, "第一小组"));
        does(transaction ->
                new Standing(StudyRole.CANDIDATE, Optional.empty()).save(transaction, li.id(), "admin", clock));
        StudyPlans plans = new StudyPlans(book, random, clock);
        StudyPlans.Audience audience =
                new StudyPlans.Audience(Set.of(branch.id()), Set.of(StudyRole.CANDIDATE), Set.of(zhang.id()));
        String id = store.database.inTransaction(transaction -> plans.add(
                transaction,
                new StudyPlans.Plan(
                        "党章学习",
                        Optional.of(LocalDate.of(2026, 12, 31)),
                        Set.of(new CourseId("party-constitution"), new CourseId("party-history")),
                        Set.of(),
                        audience),
                "admin"));

        List<AssignmentEntry> entries = entries();
        assertThat(entries)
                .extracting(entry -> entry.course().value(), AssignmentEntry::due)
                .contains(org.assertj.core.groups.Tuple.tuple("party-history", LocalDate.of(2026, 12, 31)));
        assertThat(entries.stream().flatMap(entry -> entry.branches().stream())).contains(branch.id(), group.id());
        assertThat(entries.stream().flatMap(entry -> entry.members().stream()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(zhang.id(), li.id());
        assertThat(store.texts("document", "publication_due")).contains("plans/site");

        does(transaction -> plans.end(transaction, id));
        assertThat(entries()).isEmpty();
    }

    @Test
    void aPlanThatIsDueInAYearThatNobodyMeansIsNone() {
        StudyPlans.Plan plan = new StudyPlans.Plan(
                "党章学习",
                Optional.of(LocalDate.MAX),
                Set.of(new CourseId("party-constitution")),
                Set.of(),
                new StudyPlans.Audience(Set.of(branch.id()), Set.of(), Set.of()));
        StudyPlans plans = new StudyPlans(book, random, clock);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> does(transaction -> plans.add(transaction, plan, "admin")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(entries()).isEmpty();
    }

    @Test
    void aPlanForMoreThanFitIntoAnEntryBecomesSeveral() {
        Set<MemberId> people = new TreeSet<>();
        for (int i = 0; i < 901; i++) {
            people.add(MemberId.draw(random));
        }
        store.database.inTransaction(transaction -> new StudyPlans(book, random, clock)
                .add(
                        transaction,
                        new StudyPlans.Plan(
                                "全员",
                                Optional.empty(),
                                Set.of(new CourseId("a".repeat(32))),
                                Set.of(),
                                new StudyPlans.Audience(Set.of(), Set.of(), people)),
                        "admin"));
        assertThat(entries()).extracting(entry -> entry.members().size()).containsExactly(400, 400, 101);
    }

    @Test
    void aTestIsAskedWithItsCourseAndWhoPassedItIsToldToTerminals() {
        CourseId course = book.course("party-constitution", Lesson.Kind.TEXT, "one");
        QuizId test = book.test("q-1", course, 60);
        StudyPlans plans = new StudyPlans(book, random, clock);
        StudyPlans.Audience audience = new StudyPlans.Audience(Set.of(branch.id()), Set.of(), Set.of());
        learns(zhang, "kiosk-1", NINE, Duration.ofMinutes(5));
        store.execute(
                "INSERT INTO document (name, version, hash) VALUES (?, 1, ?)",
                DocumentName.progressOf(zhang.id()).value(),
                new byte[1]);
        store.execute("DELETE FROM publication_due");
        String id = store.database.inTransaction(transaction -> plans.add(
                transaction,
                new StudyPlans.Plan(
                        "党章学习", Optional.empty(), Set.of(course, new CourseId("other")), Set.of(test), audience),
                "admin"));

        assertThat(entries())
                .extracting(entry -> entry.course().value(), AssignmentEntry::tests)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("party-constitution", List.of(test)),
                        org.assertj.core.groups.Tuple.tuple("other", null));
        assertThat(progress().passed()).isNull();
        book.passes(test, zhang.id(), clock.instant());
        assertThat(progress().passed()).containsExactly(test);
        assertThat(store.texts("document", "publication_due"))
                .contains(DocumentName.progressOf(zhang.id()).value());

        book.tests.clear();
        assertThat(entries().stream().flatMap(entry -> Optional.ofNullable(entry.tests()).stream()))
                .as("a test that is none any more is still asked, once")
                .containsExactly(List.of(test));
        does(transaction -> plans.end(transaction, id));
        assertThat(progress().passed()).isNull();
    }

    @Test
    void aTestOfAnotherCourseIsNotAsked() {
        QuizId test = book.test("q-1", new CourseId("other"), 60);
        assertThat(refused(Set.of(test), Set.of(zhang.id()))).isEqualTo(StudyRefusal.Why.TEST_OF_ANOTHER_COURSE);
        assertThat(store.count("study_plan")).isZero();
    }

    @Test
    void noMorePlansAndTestsRunThanTerminalsCanHold() {
        StudyPlans plans = new StudyPlans(book, random, clock);
        for (int i = 0; i < StudyPlans.IN_FORCE; i++) {
            store.execute("INSERT INTO study_plan (id, name, made_by, made_at) VALUES (?, '计划', 'admin', '')", "p" + i);
            store.execute("INSERT INTO study_plan_part (plan, kind, value) VALUES (?, 'course', 'a')", "p" + i);
            store.execute(
                    "INSERT INTO study_plan_part (plan, kind, value) VALUES (?, 'member', ?)",
                    "p" + i,
                    zhang.id().value());
        }
        assertThat(refused(Set.of(), Set.of(zhang.id()))).isEqualTo(StudyRefusal.Why.TOO_MANY_PLANS);
        assertThat(store.count("study_plan")).isEqualTo(StudyPlans.IN_FORCE);
        does(transaction -> plans.end(transaction, "p0"));
        assertThat(refused(Set.of(), Set.of(zhang.id()))).isNull();

        for (int i = 0; i < 60; i++) {
            store.execute(
                    "INSERT INTO study_plan_part (plan, kind, value) VALUES (?, 'test', ?)", "p" + (i + 5), "q-" + i);
        }
        store.execute("UPDATE study_plan SET ended_at = '' WHERE id = 'p2'");
        assertThat(refused(Set.of(), Set.of(zhang.id()))).isEqualTo(StudyRefusal.Why.TOO_MANY_TESTS);
    }

    @Test
    void plansThatWouldBeTooMuchForTerminalsAreRefusedAndLeaveNothing() {
        Set<MemberId> people = new TreeSet<>();
        while (people.size() < 4_999) {
            people.add(MemberId.draw(random));
        }
        Set<CourseId> courses = IntStream.range(0, 45)
                .mapToObj(i -> new CourseId("course-" + i))
                .collect(Collectors.toSet());
        assertThat(refused(courses, Set.of(), people)).isEqualTo(StudyRefusal.Why.PLANS_TOO_LARGE);
        assertThat(store.count("study_plan_part")).isZero();
    }

    private StudyRefusal.@Nullable Why refused(Set<QuizId> tests, Set<MemberId> people) {
        return refused(Set.of(new CourseId("party-constitution")), tests, people);
    }

    private StudyRefusal.@Nullable Why refused(Set<CourseId> courses, Set<QuizId> tests, Set<MemberId> people) {
        try {
            store.database.inTransaction(transaction -> new StudyPlans(book, random, clock)
                    .add(
                            transaction,
                            new StudyPlans.Plan(
                                    "全员",
                                    Optional.empty(),
                                    courses,
                                    tests,
                                    new StudyPlans.Audience(Set.of(), Set.of(), people)),
                            "admin"));
            return null;
        } catch (StudyRefusal refusal) {
            return refusal.why();
        }
    }

    private List<AssignmentEntry> entries() {
        return contents(new PlansSource(book), "site").stream()
                .map(entry -> entry.as(AssignmentEntry.class))
                .toList();
    }

    private ProgressEntry progress() {
        return contents(
                        new ProgressSource(book, clock),
                        DocumentName.progressOf(zhang.id()).scope())
                .getFirst()
                .as(ProgressEntry.class);
    }

    private List<DocumentEntry> contents(DocumentSource source, String scope) {
        return store.database
                .reading(transaction -> source.contents(transaction, scope))
                .values()
                .iterator()
                .next();
    }
}
