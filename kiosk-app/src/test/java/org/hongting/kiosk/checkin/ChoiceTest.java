package org.hongting.kiosk.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hongting.kiosk.checkin.DeskBench.CARD_OF_LI;
import static org.hongting.kiosk.checkin.DeskBench.FIRST_BRANCH;
import static org.hongting.kiosk.checkin.DeskBench.LI;
import static org.hongting.kiosk.checkin.DeskBench.SECOND_BRANCH;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RefusalReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two open meetings expect the member.
class ChoiceTest {
    private static final MeetingId LECTURE = new MeetingId("lecture");
    private static final MeetingId ASSEMBLY = new MeetingId("assembly");

    private final DeskBench bench = DeskBench.withSchool();

    @BeforeEach
    void twoMeetings() {
        bench.publishMeetings(
                bench.meeting("assembly", bench.now().minusMinutes(40), FIRST_BRANCH),
                bench.meeting("lecture", bench.now().plusMinutes(5), FIRST_BRANCH));
    }

    @Test
    void theMemberIsAskedAndNothingIsAFactYet() {
        assertThat(bench.card(CARD_OF_LI))
                .isInstanceOfSatisfying(
                        Decision.NeedsMeeting.class,
                        choice -> assertThat(choice.candidates())
                                .extracting(board -> board.meeting().id())
                                .containsExactly(ASSEMBLY, LECTURE));
        assertThat(bench.facts(Fact.CheckIn.class)).isEmpty();
    }

    @Test
    void theChosenMeetingCountsFromTheRead() {
        bench.card(CARD_OF_LI);
        var read = bench.now();
        bench.pass(Duration.ofSeconds(8));

        assertThat(bench.desk.settle(LI, Optional.of(ASSEMBLY)))
                .hasValueSatisfying(decision -> assertThat(meetingOf(decision)).isEqualTo(ASSEMBLY));
        Fact.CheckInAdmitted admitted = bench.facts(Fact.CheckInAdmitted.class).getFirst();
        assertThat(Objects.requireNonNull(admitted.read()).at()).isEqualTo(read);
    }

    @Test
    void withoutAChoiceItIsTheMeetingWhoseStartIsNearest() {
        bench.card(CARD_OF_LI);
        assertThat(meetingOf(bench.desk.settle(LI, Optional.empty()).orElseThrow()))
                .isEqualTo(LECTURE);
    }

    @Test
    void aSlowChoiceMakesNobodyLate() {
        bench.publishMeetings(
                bench.meeting("assembly", bench.now(), FIRST_BRANCH),
                bench.meeting("lecture", bench.now().plusMinutes(5), FIRST_BRANCH));
        bench.card(CARD_OF_LI);
        bench.pass(Duration.ofSeconds(30));
        assertThat(bench.desk.settle(LI, Optional.of(ASSEMBLY)))
                .hasValueSatisfying(decision ->
                        assertThat(((Decision.Admitted) decision).arrival()).isEqualTo(new Decision.Arrival.OnTime()));
    }

    @Test
    void settlingTwiceAdmitsOnce() {
        bench.card(CARD_OF_LI);
        assertThat(bench.desk.settle(LI, Optional.empty())).isPresent();
        assertThat(bench.desk.settle(LI, Optional.empty())).isEmpty();
        assertThat(bench.facts(Fact.CheckInAdmitted.class)).hasSize(1);
    }

    @Test
    void theCardShownAgainAsksAgainAndTheFirstReadCounts() {
        bench.card(CARD_OF_LI);
        var read = bench.now();
        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.card(CARD_OF_LI)).isInstanceOf(Decision.NeedsMeeting.class);
        bench.desk.settle(LI, Optional.of(LECTURE));
        assertThat(Objects.requireNonNull(bench.facts(Fact.CheckInAdmitted.class)
                                .getFirst()
                                .read())
                        .at())
                .isEqualTo(read);
    }

    @Test
    void aReadThatWaitedWhenThePowerFailedIsSettledAtTheNextStart() {
        bench.card(CARD_OF_LI);
        CheckInDesk restarted = new CheckInDesk(bench.database, bench.journal, bench.tables, bench::reading);
        restarted.settleAll();
        assertThat(bench.facts(Fact.CheckInAdmitted.class))
                .extracting(Fact.CheckInAdmitted::meeting)
                .containsExactly(LECTURE);
    }

    @Test
    void afterTheFirstMeetingTheNextReadIsInAtTheOther() {
        bench.card(CARD_OF_LI);
        bench.desk.settle(LI, Optional.of(LECTURE));
        assertThat(meetingOf(bench.card(CARD_OF_LI))).isEqualTo(ASSEMBLY);
        assertThat(bench.card(CARD_OF_LI)).isInstanceOf(Decision.Already.class);
    }

    @Test
    void aMeetingCancelledMeanwhileLeavesTheOther() {
        bench.card(CARD_OF_LI);
        bench.publishMeetings(bench.meeting("assembly", bench.now().minusMinutes(40), FIRST_BRANCH));
        assertThat(meetingOf(bench.desk.settle(LI, Optional.of(LECTURE)).orElseThrow()))
                .isEqualTo(ASSEMBLY);
    }

    @Test
    void whoIsNotExpectedHereIsToldWhichMeetingIsTheirs() {
        MeetingEntry theirs = bench.meeting("theirs", bench.now().plusHours(2), FIRST_BRANCH);
        bench.publishMeetings(bench.meeting("others", bench.now(), SECOND_BRANCH), theirs);
        assertThat(bench.card(CARD_OF_LI))
                .isEqualTo(
                        new Decision.Refused(RefusalReason.NOT_EXPECTED, new Decision.Hint.Elsewhere(theirs, false)));
    }

    @Test
    void whoseMeetingIsAtAnotherKioskIsToldWhereItIs() {
        MeetingEntry here = bench.meeting("others", bench.now(), SECOND_BRANCH);
        MeetingEntry there = bench.meeting("theirs", bench.now().minusMinutes(5), FIRST_BRANCH);
        bench.publishMeetings(here, bench.meeting("later", bench.now().plusHours(3), FIRST_BRANCH));
        bench.publish(DocumentName.ELSEWHERE, DocumentEntry.of(here), DocumentEntry.of(there));
        assertThat(bench.card(CARD_OF_LI))
                .isEqualTo(new Decision.Refused(RefusalReason.NOT_EXPECTED, new Decision.Hint.Elsewhere(there, true)));

        bench.publish(
                DocumentName.ELSEWHERE,
                DocumentEntry.of(there.closedAt(bench.now().minusMinutes(1))));
        assertThat(((Decision.Refused) bench.card(CARD_OF_LI)).hint())
                .as("the one here, later")
                .isInstanceOfSatisfying(
                        Decision.Hint.Elsewhere.class,
                        hint -> assertThat(hint.isOpen()).isFalse());
    }

    private static MeetingId meetingOf(Decision decision) {
        return ((Decision.Admitted) decision).meeting().meeting().id();
    }
}
