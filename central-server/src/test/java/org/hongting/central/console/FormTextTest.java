package org.hongting.central.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Members;
import org.hongting.central.quiz.QuizRefusal;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.attendance.MeetingKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTextTest {
    private static final Clock CLOCK = Clock.system(ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final Random random = new Random(6);
    private final Members members = new Members(random, CLOCK);

    @ParameterizedTest
    @ValueSource(strings = {"\u202E", "\u0000", "\n", "\u200B", "\u2028"})
    void whatAFileMayNotNameThingsWithAFormMayNotEither(String mark) {
        assertThat(problemsOfMember("张" + mark + "三")).containsExactly("member.problem.name");
        assertThat(problemsOfMeeting("大" + mark + "会", "北" + mark + "校区", "2026-11-22T09:00"))
                .containsExactly("form.title", "form.place");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+999999999-12-31T23:00", "+20260-11-22T09:00", "-0005-11-22T09:00", "0026-11-22T09:00", ""})
    void aDayBeyondAllMeetingsIsSaidAndNoErrorPage(String starts) {
        assertThat(problemsOfMeeting("大会", "北校区", starts)).containsExactly("form.starts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31T23:00", "+20260-11-22T09:00", "0026-11-22T09:00"})
    void aQuizIsOpenInYearsThatSomebodyMeans(String closes) {
        QuizForm form = new QuizForm(
                "党章知识",
                "test",
                "person",
                "party-constitution",
                "1",
                "0",
                "0",
                "0",
                "1",
                "1",
                "30",
                "",
                closes,
                "3",
                "60",
                "1",
                List.of());
        assertThatThrownBy(() -> form.plan(ZoneOffset.UTC))
                .isInstanceOfSatisfying(
                        QuizRefusal.class, refusal -> assertThat(refusal.why()).isEqualTo(QuizRefusal.Why.WINDOW));
        assertThat(form.with("党章知识", "2026-11-22T09:00")
                        .plan(ZoneOffset.UTC)
                        .limits()
                        .closes())
                .isNotNull();
    }

    @Test
    void whatIsRightHasNoProblem() {
        assertThat(problemsOfMember("欧阳·文静")).isEmpty();
        assertThat(problemsOfMeeting("大会", "", "2026-11-22T09:00")).isEmpty();
    }

    private List<String> problemsOfMember(String name) {
        try (TestStore store = new TestStore(folder)) {
            String branch = branch(store).id().value();
            return store.database.reading(transaction -> new MemberForm(name, "1", branch, "false", "true")
                    .problems(transaction, members, Optional.empty()));
        }
    }

    private List<String> problemsOfMeeting(String title, String place, String starts) {
        try (TestStore store = new TestStore(folder)) {
            String branch = branch(store).id().value();
            MeetingForm form = new MeetingForm(
                    title,
                    MeetingKind.OTHER.word(),
                    branch,
                    place,
                    starts,
                    "2026-11-22T11:00",
                    "30",
                    "0",
                    "0",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    List.of(branch),
                    "",
                    List.of());
            return store.database.reading(transaction -> {
                MeetingFormReading reading = new MeetingFormReading(transaction, members, CLOCK);
                assertThat(reading.read(form).isPresent())
                        .isEqualTo(reading.problems().isEmpty());
                return reading.problems().stream()
                        .map(MeetingFormReading.Problem::key)
                        .toList();
            });
        }
    }

    /// A unit of its own for every call: the store is opened anew and stays.
    private Branch branch(TestStore store) {
        return store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, "支部" + random.nextInt()));
    }
}
