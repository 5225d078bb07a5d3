package org.hongting.kiosk.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.DeskBench;
import org.hongting.kiosk.checkin.QuorumCount;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.TouchBench;
import org.hongting.kiosk.table.Headcount;
import org.hongting.kiosk.table.Search;
import org.hongting.kiosk.table.Unit;
import org.hongting.protocol.attendance.CheckOutWindow;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.attendance.MeetingRules;
import org.hongting.protocol.attendance.Quorum;
import org.hongting.protocol.attendance.SecondFactor;
import org.hongting.protocol.document.BranchEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.GuestKind;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.time.ClockQuality;
import org.junit.jupiter.api.Test;

/// Opening, closing and guests at the kiosk, with no network.
class MeetingDeskTest {
    private static final BranchId GROUP = new BranchId("group-1");
    private static final byte[] CARD_OF_WANG = {0x26, (byte) 0xde, (byte) 0xfa, (byte) 0xe7};
    private static final byte[] CARD_OF_OUTSIDER = {(byte) 0xf0, 0, 0, 1};

    private final TouchBench at = new TouchBench();
    private final DeskBench bench = at.bench;
    private final MeetingDesk meetings = desk(bench);

    private MeetingDesk desk(DeskBench on) {
        return new MeetingDesk(
                new MeetingDesk.World(on.database, bench::reading), on.desk, at.touch, on.tables, new Random(7), "301");
    }

    /// The school with cards, the organisation, and no planned meeting; Zhao is signed in.
    private void signedIn() {
        bench.publishMeetings();
        bench.publish(
                DocumentName.BRANCHES,
                DocumentEntry.of(new BranchEntry(DeskBench.FIRST_BRANCH, "第一党支部", "branch", null)),
                DocumentEntry.of(new BranchEntry(GROUP, "第一党小组", "group", DeskBench.FIRST_BRANCH)),
                DocumentEntry.of(new BranchEntry(DeskBench.SECOND_BRANCH, "第二党支部", "branch", null)));
        at.publishWithCards();
        at.signIn();
    }

    private static MeetingAsk.Open assembly() {
        return new MeetingAsk.Open(
                MeetingKind.BRANCH_ASSEMBLY,
                DeskBench.FIRST_BRANCH,
                MeetingAsk.TitleForm.PLAIN,
                Duration.ofHours(2),
                false);
    }

    private MeetingReply said(MeetingAsk ask) {
        Reply reply = meetings.answer(ask);
        assertThat(reply).isInstanceOf(MeetingReply.class);
        return (MeetingReply) reply;
    }

    private MeetingEntry opened() {
        return opened(assembly());
    }

    private MeetingEntry opened(MeetingAsk.Open ask) {
        MeetingReply said = said(ask);
        assertThat(said).isInstanceOf(MeetingReply.Done.class);
        return ((MeetingReply.Done) said).shown().held().board().meeting();
    }

    private Headcount heads(MeetingId meeting) {
        return ((MeetingReply.Shown) said(new MeetingAsk.Show(meeting)))
                .held()
                .board()
                .headcount();
    }

    @Test
    void whoIsInChargeMayOpenForTheirUnitAndThoseBelowIt() {
        signedIn();
        assertThat(said(new MeetingAsk.Opening()))
                .isEqualTo(new MeetingReply.Opening(
                        List.of(new Unit(DeskBench.FIRST_BRANCH, "第一党支部", "branch"), new Unit(GROUP, "第一党小组", "group")),
                        bench.now(),
                        true));
    }

    @Test
    void anOpenedMeetingIsAFactAndTakesReadsLikeAPlannedOne() {
        signedIn();
        MeetingEntry meeting = opened();
        assertThat(bench.facts(Fact.MeetingOpened.class))
                .containsExactly(new Fact.MeetingOpened(
                        meeting.id(),
                        "branch-assembly",
                        DeskBench.FIRST_BRANCH,
                        "支部党员大会",
                        bench.now(),
                        bench.now().plusHours(2),
                        new Fact.Window(
                                bench.now(),
                                bench.now().plusMinutes(15),
                                bench.now().plusHours(2)),
                        TouchBench.ZHAO));
        assertThat(bench.card(DeskBench.CARD_OF_LI))
                .isInstanceOfSatisfying(
                        Decision.Admitted.class,
                        admitted -> assertThat(admitted.meeting().headcount()).isEqualTo(new Headcount(3, 1, 0)));
        bench.pass(Duration.ofMinutes(16));
        assertThat(bench.card(CARD_OF_WANG))
                .isInstanceOfSatisfying(
                        Decision.Admitted.class,
                        admitted -> assertThat(admitted.arrival()).isEqualTo(new Decision.Arrival.Late(1)));
        assertThat(bench.card(CARD_OF_OUTSIDER)).isEqualTo(new Decision.Refused(RefusalReason.NOT_EXPECTED));
    }

    @Test
    void anOpenedMeetingSurvivesARestartAndDocumentsOfTheCentreThatDoNotNameIt() {
        signedIn();
        MeetingEntry meeting = opened();
        bench.publishMeetings(bench.meeting("planned", bench.now().plusHours(5), DeskBench.SECOND_BRANCH));
        DeskBench again = bench.restarted();
        again.setClock(bench.now(), ClockQuality.SYNCED);
        assertThat(again.desk.currentMeeting())
                .hasValueSatisfying(board -> assertThat(board.meeting()).isEqualTo(meeting));
        assertThat(again.card(DeskBench.CARD_OF_LI)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void thePublishedEntryTakesOverAndCanBeTakenAway() {
        signedIn();
        MeetingEntry meeting = opened();
        bench.card(DeskBench.CARD_OF_LI);
        MeetingEntry published = new MeetingEntry(
                meeting.id(),
                "支部党员大会（扩大）",
                meeting.kind(),
                "第一党支部",
                "302",
                meeting.starts(),
                meeting.ends(),
                meeting.window(),
                meeting.branches(),
                meeting.members(),
                null);
        bench.publishMeetings(published);
        assertThat(bench.desk.currentMeeting()).hasValueSatisfying(board -> {
            assertThat(board.meeting()).isEqualTo(published);
            assertThat(board.headcount().present()).isEqualTo(1);
        });
        bench.publishMeetings();
        assertThat(bench.desk.currentMeeting()).isEmpty();
    }

    @Test
    void aSecondMeetingOfTheUnitIsAskedAboutAndOpenedOnlyWhenWanted() {
        signedIn();
        MeetingEntry first = opened();
        assertThat(said(assembly()))
                .isInstanceOfSatisfying(
                        MeetingReply.Beside.class,
                        beside -> assertThat(beside.running().board().meeting()).isEqualTo(first));
        assertThat(bench.facts(Fact.MeetingOpened.class)).hasSize(1);
        assertThat(opened(assembly().besideAnother()).id()).isNotEqualTo(first.id());
        assertThat(bench.facts(Fact.MeetingOpened.class)).hasSize(2);
    }

    @Test
    void nobodyOpensClosesOrCountsWithoutCardAndPin() {
        for (MeetingAsk ask : List.of(
                new MeetingAsk.Overview(),
                assembly(),
                new MeetingAsk.Close(new MeetingId("assembly")),
                new MeetingAsk.Count(new MeetingId("assembly"), GuestKind.OTHER, 1),
                new MeetingAsk.LetGuestsIn(new MeetingId("assembly")))) {
            assertThat(meetings.answer(ask))
                    .isEqualTo(new Reply.Decided(new Decision.Refused(RefusalReason.NOT_IN_CHARGE)));
        }
        assertThat(bench.facts(Fact.MeetingLife.class)).isEmpty();
    }

    @Test
    void aWrongPinOpensNothing() {
        bench.publishMeetings();
        at.touch.awaitCard(java.util.Optional.empty());
        at.touch.charge(TouchBench.read(TouchBench.CARD_OF_ZHAO));
        assertThat(at.pinDecision("000001")).isEqualTo(new Decision.Refused(RefusalReason.WRONG_PIN));
        assertThat(meetings.answer(assembly()))
                .isEqualTo(new Reply.Decided(new Decision.Refused(RefusalReason.NOT_IN_CHARGE)));
    }

    @Test
    void nobodyOpensForAnotherBranchNorRunsItsMeetings() {
        signedIn();
        MeetingEntry theirs = bench.meeting("theirs", bench.now(), DeskBench.SECOND_BRANCH);
        bench.publishMeetings(theirs);
        MeetingAsk.Open other = new MeetingAsk.Open(
                MeetingKind.PARTY_LECTURE,
                DeskBench.SECOND_BRANCH,
                MeetingAsk.TitleForm.PLAIN,
                Duration.ofHours(1),
                false);
        for (MeetingAsk ask : List.of(
                other,
                new MeetingAsk.Show(theirs.id()),
                new MeetingAsk.Close(theirs.id()),
                new MeetingAsk.Close(new MeetingId("gone")),
                new MeetingAsk.LetGuestsIn(theirs.id()))) {
            assertThat(meetings.answer(ask))
                    .as(ask.toString())
                    .isEqualTo(new Reply.Decided(new Decision.Refused(RefusalReason.NOT_IN_CHARGE)));
        }
        assertThat(said(new MeetingAsk.Overview())).isEqualTo(new MeetingReply.Overview(List.of()));
        assertThat(bench.facts(Fact.MeetingLife.class)).isEmpty();
    }

    @Test
    void aClosedMeetingTakesNobodyAndSaysSo() {
        signedIn();
        MeetingEntry meeting = opened();
        bench.pass(Duration.ofMinutes(2));
        assertThat(said(new MeetingAsk.Close(meeting.id())))
                .isInstanceOfSatisfying(
                        MeetingReply.Done.class,
                        done -> assertThat(done.shown().held().phase()).isEqualTo(MeetingReply.Phase.CLOSED));
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.card(DeskBench.CARD_OF_LI)).isEqualTo(new Decision.Refused(RefusalReason.MEETING_CLOSED));
        assertThat(bench.card(CARD_OF_OUTSIDER)).isEqualTo(new Decision.Refused(RefusalReason.NO_MEETING));
        assertThat(bench.desk.currentMeeting()).isEmpty();
    }

    @Test
    void closingTwiceIsOneFactAndARestartOrANewDocumentOpensNothingAgain() {
        signedIn();
        MeetingEntry planned = bench.meeting("planned", bench.now().minusMinutes(10), DeskBench.FIRST_BRANCH);
        bench.publishMeetings(planned);
        said(new MeetingAsk.Close(planned.id()));
        bench.pass(Duration.ofMinutes(1));
        said(new MeetingAsk.Close(planned.id()));
        assertThat(bench.facts(Fact.MeetingClosed.class))
                .containsExactly(new Fact.MeetingClosed(planned.id(), TouchBench.ZHAO));
        bench.publishMeetings(planned);
        assertThat(bench.card(DeskBench.CARD_OF_LI)).isEqualTo(new Decision.Refused(RefusalReason.MEETING_CLOSED));
    }

    @Test
    void aClosingThatTheCentreTookBackCountsNoMoreAndTheMeetingCanBeClosedAnew() {
        signedIn();
        MeetingEntry planned = bench.meeting("planned", bench.now().minusMinutes(10), DeskBench.FIRST_BRANCH)
                .heldBy(DeskBench.FIRST_BRANCH);
        bench.publishMeetings(planned);
        said(new MeetingAsk.Close(planned.id()));
        Fact.RecordName closing =
                new Fact.RecordName(bench.journal.epoch(), bench.facts().size());
        bench.pass(Duration.ofMinutes(1));
        bench.publishMeetings(planned.takenBack(
                List.of(new Fact.RecordName(new EpochId("00112233445566778899aabbccddeeff"), closing.seq()))));
        assertThat(bench.card(DeskBench.CARD_OF_LI))
                .as("another kiosk's closing was taken back")
                .isEqualTo(new Decision.Refused(RefusalReason.MEETING_CLOSED));
        MeetingEntry again = planned.takenBack(List.of(closing));
        bench.publishMeetings(again);
        assertThat(bench.card(DeskBench.CARD_OF_LI)).isInstanceOf(Decision.Admitted.class);

        said(new MeetingAsk.Close(planned.id()));
        bench.pass(Duration.ofMinutes(1));
        bench.publishMeetings(again);
        assertThat(bench.card(CARD_OF_WANG)).isEqualTo(new Decision.Refused(RefusalReason.MEETING_CLOSED));
        assertThat(bench.facts(Fact.MeetingClosed.class)).hasSize(2);
    }

    @Test
    void aMeetingOpenedHereThatWasCancelledBeforeTheCentreEverNamedItIsForgotten() {
        signedIn();
        MeetingEntry meeting = opened();
        assertThat(meeting.calledOff().closed())
                .as("for who knows no cancelling")
                .isEqualTo(meeting.starts());
        bench.publishMeetings(meeting.calledOff());
        assertThat(bench.desk.currentMeeting()).isEmpty();
        assertThat(bench.card(DeskBench.CARD_OF_LI)).isEqualTo(new Decision.Refused(RefusalReason.NO_MEETING));
        assertThat(said(new MeetingAsk.Overview())).isEqualTo(new MeetingReply.Overview(List.of()));
        bench.publishMeetings(meeting);
        assertThat(bench.card(DeskBench.CARD_OF_LI))
                .as("restored at the centre")
                .isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void aMeetingThatTheCentreSaysIsClosedTakesNobodyHereEither() {
        bench.publishMeetings(bench.meeting("planned", bench.now().minusMinutes(10), DeskBench.FIRST_BRANCH)
                .closedAt(bench.now().minusMinutes(1)));
        bench.publishSchool();
        assertThat(bench.card(DeskBench.CARD_OF_LI)).isEqualTo(new Decision.Refused(RefusalReason.MEETING_CLOSED));
    }

    @Test
    void whoIsInChecksOutOfAClosedMeetingThatAsksForIt() {
        signedIn();
        OffsetDateTime starts = bench.now();
        MeetingEntry plain = bench.meeting("planned", starts, DeskBench.FIRST_BRANCH);
        bench.publishMeetings(new MeetingEntry(
                plain.id(),
                plain.title(),
                plain.kind(),
                plain.host(),
                plain.place(),
                plain.starts(),
                plain.ends(),
                plain.window(),
                plain.branches(),
                plain.members(),
                new CheckOutWindow(starts.plusHours(1), starts.plusHours(2), starts.plusHours(3))));
        bench.card(DeskBench.CARD_OF_LI);
        bench.pass(Duration.ofMinutes(30));
        at.signIn();
        said(new MeetingAsk.Close(plain.id()));
        bench.pass(Duration.ofMinutes(90));
        assertThat(bench.card(DeskBench.CARD_OF_LI)).isInstanceOf(Decision.Left.class);
        assertThat(bench.facts(Fact.CheckInAdmitted.class))
                .extracting(Fact.CheckInAdmitted::member)
                .containsExactly(DeskBench.LI, TouchBench.ZHAO);
    }

    @Test
    void aMemberWhoIsNotExpectedComesInByCardOnlyWhileGuestsAreLetIn() {
        signedIn();
        MeetingEntry meeting = opened();
        assertThat(said(new MeetingAsk.LetGuestsIn(meeting.id()))).isInstanceOf(MeetingReply.GuestsAwaited.class);
        assertThat(meetings.guest(TouchBench.read(CARD_OF_OUTSIDER)))
                .hasValueSatisfying(decision -> assertThat(decision).isInstanceOf(Decision.Admitted.class));
        assertThat(meetings.guest(TouchBench.read(DeskBench.CARD_OF_LI)))
                .hasValueSatisfying(decision -> assertThat(decision).isInstanceOf(Decision.Admitted.class));
        assertThat(bench.facts(Fact.CheckInAdmitted.class))
                .extracting(
                        Fact.CheckInAdmitted::member,
                        admitted -> admitted.origin().credential(),
                        Fact.CheckInAdmitted::mark)
                .containsExactly(
                        tuple(
                                DeskBench.OUTSIDER,
                                CredentialKind.CARD,
                                new Fact.Mark(TouchBench.ZHAO, MarkReason.GUEST)),
                        tuple(DeskBench.LI, CredentialKind.CARD, null));
        meetings.leave();
        assertThat(meetings.guest(TouchBench.read(CARD_OF_OUTSIDER))).isEmpty();
        assertThat(bench.card(CARD_OF_OUTSIDER)).isInstanceOf(Decision.Already.class);
        assertThat(heads(meeting.id())).isEqualTo(new Headcount(3, 2, 0, 1, 0));
    }

    @Test
    void aCommitteeIsWhoIsInChargeOfTheUnitAndOthersAreItsGuests() {
        signedIn();
        MeetingEntry meeting = opened(new MeetingAsk.Open(
                MeetingKind.BRANCH_COMMITTEE,
                DeskBench.FIRST_BRANCH,
                MeetingAsk.TitleForm.PLAIN,
                Duration.ofHours(1),
                false));
        assertThat(bench.facts(Fact.MeetingOpened.class).getLast().members()).containsExactly(TouchBench.ZHAO);
        assertThat(bench.card(TouchBench.CARD_OF_ZHAO)).isInstanceOf(Decision.Admitted.class);
        assertThat(bench.card(DeskBench.CARD_OF_LI)).isEqualTo(new Decision.Refused(RefusalReason.NOT_EXPECTED));
        said(new MeetingAsk.LetGuestsIn(meeting.id()));
        assertThat(meetings.guest(TouchBench.read(DeskBench.CARD_OF_LI)))
                .hasValueSatisfying(decision -> assertThat(decision).isInstanceOf(Decision.Admitted.class));
        assertThat(heads(meeting.id())).isEqualTo(new Headcount(1, 2, 0, 1, 0));
        assertThat(said(new MeetingAsk.Close(meeting.id()))).isInstanceOf(MeetingReply.Done.class);
    }

    @Test
    void guestsWhoShowTheirCardsDoNotKeepWhoeverLeftSignedIn() {
        signedIn();
        MeetingEntry meeting = opened();
        said(new MeetingAsk.LetGuestsIn(meeting.id()));
        bench.pass(Duration.ofMinutes(2));
        assertThat(meetings.guest(TouchBench.read(CARD_OF_OUTSIDER))).isPresent();
        bench.pass(Duration.ofMinutes(2));
        assertThat(meetings.guest(TouchBench.read(CARD_OF_OUTSIDER))).isEmpty();
        assertThat(TouchBench.decision(meetings.answer(new MeetingAsk.Close(meeting.id()))))
                .isEqualTo(new Decision.Refused(RefusalReason.NOT_IN_CHARGE));
    }

    @Test
    void aGuestIsFoundBySearchAndByNumberAmongEverybody() {
        signedIn();
        MeetingEntry meeting = opened();
        said(new MeetingAsk.LetGuestsIn(meeting.id()));
        assertThat(at.touch.search("ZY", meetings.letsGuestsIn())).isInstanceOf(Search.Found.class);
        assertThat(at.touch.search("ZY")).isEqualTo(new Search.Nobody());
        assertThat(meetings.answer(new MeetingAsk.Guest(DeskBench.OUTSIDER)))
                .isInstanceOfSatisfying(
                        Reply.Decided.class,
                        reply -> assertThat(reply.decision()).isInstanceOf(Decision.Admitted.class));
        assertThat(meetings.answer(new MeetingAsk.GuestNumber(TouchBench.OUTSIDER_NUMBER)))
                .isInstanceOfSatisfying(
                        Reply.Decided.class,
                        reply -> assertThat(reply.decision()).isInstanceOf(Decision.Already.class));
        assertThat(meetings.answer(new MeetingAsk.GuestNumber("999999")))
                .isEqualTo(new Reply.Decided(new Decision.Refused(RefusalReason.UNKNOWN_NUMBER)));
    }

    @Test
    void guestsOnNoRosterAreCountedByKindAndTheLatestNumberStands() {
        signedIn();
        MeetingEntry meeting = opened();
        said(new MeetingAsk.Count(meeting.id(), GuestKind.ACTIVIST, 30));
        said(new MeetingAsk.Count(meeting.id(), GuestKind.ACTIVIST, 3));
        said(new MeetingAsk.Count(meeting.id(), GuestKind.ACTIVIST, 3));
        said(new MeetingAsk.Count(meeting.id(), GuestKind.SUPERIOR, 1));
        assertThat(bench.facts(Fact.GuestsAdmitted.class))
                .extracting(Fact.GuestsAdmitted::kind, Fact.GuestsAdmitted::count)
                .containsExactly(
                        tuple(GuestKind.ACTIVIST, 30), tuple(GuestKind.ACTIVIST, 3), tuple(GuestKind.SUPERIOR, 1));
        assertThat(heads(meeting.id())).isEqualTo(new Headcount(3, 0, 0, 0, 0, 4));
        assertThat(bench.desk.currentMeeting())
                .hasValueSatisfying(
                        board -> assertThat(board.headcount().sittingIn()).isEqualTo(4));
    }

    @Test
    void guestsDoNotCountForTheQuorumAndNeedNoSecondFactor() {
        signedIn();
        MeetingEntry planned = bench.meeting("planned", bench.now(), DeskBench.FIRST_BRANCH);
        bench.publishMeetings(planned.with(new MeetingRules(Quorum.of(">1/2"), SecondFactor.CONFIRMATION, null)));
        said(new MeetingAsk.LetGuestsIn(planned.id()));
        assertThat(meetings.guest(TouchBench.read(CARD_OF_OUTSIDER)))
                .hasValueSatisfying(decision -> assertThat(decision).isInstanceOf(Decision.Admitted.class));
        said(new MeetingAsk.Count(planned.id(), GuestKind.OTHER, 5));
        assertThat(QuorumCount.of(bench.desk.currentMeeting().orElseThrow())
                        .orElseThrow()
                        .present())
                .isZero();
    }

    @Test
    void noGuestComesInToAMeetingThatIsClosed() {
        signedIn();
        MeetingEntry meeting = opened();
        said(new MeetingAsk.Close(meeting.id()));
        bench.pass(Duration.ofSeconds(1));
        said(new MeetingAsk.LetGuestsIn(meeting.id()));
        assertThat(meetings.guest(TouchBench.read(CARD_OF_OUTSIDER)))
                .contains(new Decision.Refused(RefusalReason.MEETING_CLOSED));
    }

    @Test
    void aClockThatGuessesIsSaidAndTheMeetingOpensAllTheSame() {
        bench.setClock(OffsetDateTime.parse("2026-01-01T00:00:00+08:00"), ClockQuality.GUESSED);
        signedIn();
        assertThat(said(new MeetingAsk.Opening()))
                .isInstanceOfSatisfying(
                        MeetingReply.Opening.class,
                        opening -> assertThat(opening.timeProven()).isFalse());
        opened();
        assertThat(bench.card(DeskBench.CARD_OF_LI)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void aKioskThatKnowsNoOrganisationOpensForTheUnitOfWhoIsInCharge() {
        signedIn();
        bench.publish(DocumentName.BRANCHES);
        assertThat(said(new MeetingAsk.Opening()))
                .isInstanceOfSatisfying(
                        MeetingReply.Opening.class,
                        opening -> assertThat(opening.units())
                                .containsExactly(new Unit(DeskBench.FIRST_BRANCH, "", "branch")));
        assertThat(opened().branches()).containsExactly(DeskBench.FIRST_BRANCH);
    }
}
