package org.hongting.kiosk.screen.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.hongting.device.camera.QrSymbol;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.MeetingBoard;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.member.Errand;
import org.hongting.kiosk.member.LeaveChoice;
import org.hongting.kiosk.member.OwnRecord;
import org.hongting.kiosk.member.OwnReply;
import org.hongting.kiosk.screen.member.OwnPage;
import org.hongting.kiosk.screen.member.OwnViewModel;
import org.hongting.kiosk.screen.part.Appearance;
import org.hongting.kiosk.screen.touch.TouchPage;
import org.hongting.kiosk.screen.touch.TouchViewModel;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.Headcount;
import org.hongting.kiosk.ui.Language;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.Preference;
import org.hongting.protocol.document.RequestEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.LeaveReason;
import org.hongting.protocol.record.RefusalReason;
import org.junit.jupiter.api.Test;

/// The pages of what members do for themselves, as docs/check-in-screen.md says them, each with a read arriving in it;
/// and screens that speak to people as they want.
class OwnPagesTest {
    private static final Station STATION =
            new Station(Optional.empty(), Optional.empty(), 0, true, true, true, Optional.empty());
    private static final Attendee LI = new Attendee(new MemberId("00000000000000a1"), "李*");
    private static final Attendee WANG = new Attendee(new MemberId("00000000000000a2"), "王*");
    private static final Attendee ENGLISH = new Attendee(WANG.member(), WANG.name(), new Preference("en", true));
    private static final Attendee CHARGE = new Attendee(new MemberId("00000000000000c1"), "赵*");
    private static final MeetingBoard ASSEMBLY = board();
    private static final Decision.Admitted ADMITTED = admitted(WANG);
    private static final QrSymbol SYMBOL = QrSymbol.of("https://party.example.edu.cn/pass/#ticket");
    private static final OwnReply.Opened MENU = new OwnReply.Opened(LI, EnumSet.allOf(Errand.class), false);

    private final FakeScheduler scheduler = new FakeScheduler(Instant.parse("2026-11-22T01:02:10Z"));
    private final RecordedLine line = new RecordedLine();
    private final CheckInViewModel model =
            new CheckInViewModel(scheduler, scheduler.clock(ZoneId.of("Asia/Shanghai")), line);
    private final TouchViewModel touch = model.touch();
    private final OwnViewModel own = touch.own();

    @Test
    void anAnswerToACardOffersToRegisterAPhone() {
        ready();
        model.show(ADMITTED, true);
        assertThat(((CheckInScreen.Answer) model.screen().get()).byCard()).isTrue();
        model.registerPhone();
        assertThat(page()).as("whoever's hand it was").isEqualTo(new OwnPage.CardAgain(WANG));
        assertThat(line.asked).contains("phone of " + WANG.member());
        model.hear(line.visit, new OwnReply.TicketMade(WANG, Optional.of(SYMBOL), Duration.ofMinutes(10)));
        assertThat(page()).isEqualTo(new OwnPage.Ticket(WANG, Optional.of(SYMBOL), 600));
        scheduler.pass(Duration.ofSeconds(3));
        assertThat(page()).isEqualTo(new OwnPage.Ticket(WANG, Optional.of(SYMBOL), 597));
    }

    @Test
    void anAnswerToAPassOffersNone() {
        ready();
        model.show(ADMITTED, false);
        assertThat(((CheckInScreen.Answer) model.screen().get()).byCard()).isFalse();
    }

    @Test
    void aReadWhileATicketIsShownIsAnsweredAndThePageReturnsForTenSeconds() {
        ready();
        model.show(ADMITTED, true);
        model.registerPhone();
        model.hear(line.visit, new OwnReply.TicketMade(WANG, Optional.of(SYMBOL), Duration.ofMinutes(10)));
        scheduler.pass(Duration.ofSeconds(1));
        readIsAnsweredThenThePageReturns();
        assertThat(page()).isInstanceOf(OwnPage.Ticket.class);
        goesInTenSeconds();
    }

    @Test
    void aPageIsNotSpokenAsToSomebodyWhoIsAnsweredOverIt() {
        ready();
        touch.openNumber();
        touch.keys().type('2');
        model.show(admitted(ENGLISH), true);
        assertThat(model.appearance().get()).isEqualTo(new Appearance(Language.ENGLISH, true));
        scheduler.pass(CheckInViewModel.ANSWER_TIME.multipliedBy(CheckInViewModel.LARGER_TIME));
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Touch.class);
        assertThat(model.appearance().get()).isEqualTo(Appearance.USUAL);

        model.hear(touch.visit(), new Reply.PinWanted(ENGLISH));
        model.show(admitted(LI), true);
        assertThat(model.appearance().get()).isEqualTo(Appearance.USUAL);
        scheduler.pass(CheckInViewModel.ANSWER_TIME);
        assertThat(model.appearance().get()).as("the page returns").isEqualTo(new Appearance(Language.ENGLISH, true));
    }

    @Test
    void anAnswerToWhoHasGoneSpeaksToNobody() {
        ready();
        touch.openNumber();
        int gone = touch.visit();
        touch.back();
        model.hear(gone, new Reply.PinWanted(ENGLISH));
        assertThat(model.appearance().get()).isEqualTo(Appearance.USUAL);
    }

    @Test
    void theCodeGoesWithItsLife() {
        ready();
        own.open();
        model.hear(line.visit, new OwnReply.TicketMade(LI, Optional.of(SYMBOL), Duration.ofSeconds(2)));
        scheduler.pass(Duration.ofSeconds(3));
        assertThat(page()).isEqualTo(new OwnPage.Ticket(LI, Optional.empty(), 0));
    }

    @Test
    void aReadOfAnybodyClosesThePageThatAsksWhoItIsUnlessItOpensTheirs() {
        ready();
        own.open();
        assertThat(line.asked).contains("who is it");
        model.show(ADMITTED, true);
        scheduler.pass(CheckInViewModel.ANSWER_TIME);
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Idle.class);
        own.open();
        model.show(admitted(LI), true);
        model.hear(line.visit, MENU);
        scheduler.pass(CheckInViewModel.ANSWER_TIME);
        assertThat(page()).isEqualTo(new OwnPage.Menu(LI, EnumSet.allOf(Errand.class), false));
    }

    @Test
    void thatSomebodyWasHereAlreadyIsNoNewsToWhomTheMenuOpens() {
        ready();
        own.open();
        model.show(new Decision.Refused(RefusalReason.NO_MEETING), true);
        model.hear(line.visit, MENU);
        assertThat(page()).isInstanceOf(OwnPage.Menu.class);
    }

    @Test
    void aCodeThatWasUsedLeavesThePageThatAsksWhoItIs() {
        ready();
        own.open();
        model.show(new Decision.Already(LI, ASSEMBLY, ASSEMBLY.meeting().starts()), false);
        model.hear(line.visit, new Reply.Decided(new Decision.Refused(RefusalReason.USED_PASS)));
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Answer.class);
        scheduler.pass(CheckInViewModel.REFUSAL_TIME);
        assertThat(page()).isEqualTo(new OwnPage.Identify(false));
    }

    @Test
    void aReadInTheMenuIsAnsweredAndTheMenuReturnsForTenSeconds() {
        opened();
        readIsAnsweredThenThePageReturns();
        assertThat(page()).isInstanceOf(OwnPage.Menu.class);
        goesInTenSeconds();
    }

    @Test
    void aCardThatIsBoundIsSaidAndThenItIsIdle() {
        opened();
        own.choose(Errand.CARD);
        assertThat(line.asked).contains("errand CARD");
        model.hear(line.visit, new OwnReply.CardAwaited(LI, false));
        readIsAnsweredThenThePageReturns();
        assertThat(page()).isEqualTo(new OwnPage.BindCard(LI, false));
        model.show(new Decision.Refused(RefusalReason.UNKNOWN_CARD), true);
        model.hear(line.visit, new OwnReply.CardFound(LI, false));
        assertThat(page()).as("that nobody had it is no news").isEqualTo(new OwnPage.CardFound(LI, false, false));
        own.bind();
        own.bind();
        assertThat(line.asked.stream().filter("bind"::equals)).hasSize(1);
        model.hear(line.visit, new Reply.Decided(new Decision.CardBound(LI)));
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Answer.class);
        scheduler.pass(CheckInViewModel.REFUSAL_TIME);
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Idle.class);
    }

    @Test
    void besideSomebodyInChargeTheirPanelComesBackAfterTheCard() {
        ready();
        touch.openCharge();
        model.hear(line.visit, new Reply.ChargeOpened(CHARGE));
        touch.openBindNumber();
        "2023010312".chars().forEach(key -> touch.keys().type((char) key));
        touch.keys().confirm();
        assertThat(line.asked).contains("number 2023010312 BIND");
        model.hear(line.visit, new Reply.PinWanted(LI));
        "000000".chars().forEach(key -> touch.keys().type((char) key));
        model.hear(line.visit, new Reply.Decided(new Decision.Refused(RefusalReason.WRONG_PIN)));
        scheduler.pass(CheckInViewModel.REFUSAL_TIME);
        assertThat(touch.page()).contains(new TouchPage.Pin(LI, 0, false));
        model.hear(line.visit, new OwnReply.CardAwaited(LI, true));
        model.hear(line.visit, new OwnReply.CardFound(LI, true));
        own.bind();
        model.hear(line.visit, new Reply.Decided(new Decision.CardBound(LI)));
        scheduler.pass(CheckInViewModel.REFUSAL_TIME);
        assertThat(touch.page()).contains(new TouchPage.Charge(CHARGE));
    }

    @Test
    void whoeverIsInChargeAndGoesBackAwaitsNoCardAnyMore() {
        ready();
        touch.openCharge();
        model.hear(line.visit, new Reply.ChargeOpened(CHARGE));
        model.hear(line.visit, new OwnReply.CardAwaited(LI, true));
        touch.back();
        assertThat(line.asked).contains("forget");
        assertThat(touch.page()).contains(new TouchPage.Charge(CHARGE));
    }

    @Test
    void aCardThatIsNotTheirsLeadsBackToTheMenu() {
        opened();
        model.hear(line.visit, new OwnReply.CardFound(LI, false));
        touch.back();
        assertThat(line.asked).contains("menu");
        assertThat(line.asked).doesNotContain("bind");
    }

    @Test
    void leaveIsAskedForWithAReasonAndOnlyOnce() {
        opened();
        own.choose(Errand.LEAVE);
        LeaveChoice open = new LeaveChoice(ASSEMBLY.meeting(), Optional.empty());
        LeaveChoice waiting = new LeaveChoice(ASSEMBLY.meeting(), Optional.of(RequestEntry.State.ASKED));
        model.hear(line.visit, new OwnReply.Meetings(LI, List.of(open, waiting)));
        own.choose(waiting);
        assertThat(page()).isInstanceOf(OwnPage.Leave.class);
        own.choose(open);
        readIsAnsweredThenThePageReturns();
        own.askLeave(LeaveReason.SICK);
        own.askLeave(LeaveReason.SICK);
        assertThat(line.asked.stream().filter("leave from assembly SICK"::equals))
                .hasSize(1);
    }

    @Test
    void backLeadsToTheMenuAndFromThereAway() {
        opened();
        own.choose(Errand.CARD);
        model.hear(line.visit, new OwnReply.CardAwaited(LI, false));
        touch.back();
        assertThat(line.asked).contains("menu");
        model.hear(line.visit, MENU);
        touch.back();
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Idle.class);
        assertThat(line.asked).contains("leave");
    }

    @Test
    void whatIsRecordedIsShownTakenAlongAndGoneWithThePerson() {
        OwnRecord record = new OwnRecord(
                Optional.empty(),
                Optional.of(new OwnRecord.Told(3, 4, 0, 0)),
                List.of(),
                Optional.empty(),
                Optional.of(SYMBOL));
        opened();
        own.choose(Errand.RECORD);
        assertThat(line.asked).contains("errand RECORD");
        model.hear(line.visit, new OwnReply.Recorded(LI, record));
        own.takeAlong();
        assertThat(page()).isEqualTo(new OwnPage.TakeAlong(LI, Optional.of(SYMBOL)));
        touch.back();
        assertThat(page()).isEqualTo(new OwnPage.Recorded(LI, record));
        readIsAnsweredThenThePageReturns();
        goesInTenSeconds();
        own.takeAlong();
        assertThat(model.screen().get()).as("nothing of it is left").isInstanceOf(CheckInScreen.Idle.class);
    }

    @Test
    void whatIsRememberedIsHowTheScreenLooks() {
        opened();
        model.switchLanguage();
        model.switchLarger();
        own.choose(Errand.APPEARANCE);
        assertThat(line.asked).contains("remember " + new Preference("en", true));
    }

    @Test
    void theScreenSpeaksToAPersonAsTheyWantAndToTheNextAsAlways() {
        ready();
        model.show(admitted(ENGLISH), true);
        assertThat(model.appearance().get()).isEqualTo(new Appearance(Language.ENGLISH, true));
        scheduler.pass(CheckInViewModel.ANSWER_TIME.multipliedBy(2));
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Idle.class);
        assertThat(model.appearance().get()).isEqualTo(Appearance.USUAL);
        model.show(admitted(ENGLISH), true);
        model.show(admitted(LI), true);
        assertThat(model.appearance().get()).isEqualTo(Appearance.USUAL);
    }

    @Test
    void itSpeaksSoOnAllPagesOfTheVisit() {
        ready();
        own.open();
        model.show(admitted(ENGLISH), true);
        model.hear(line.visit, new Reply.PinWanted(ENGLISH));
        scheduler.pass(CheckInViewModel.ANSWER_TIME.multipliedBy(2));
        assertThat(touch.page()).isPresent();
        assertThat(model.appearance().get().language()).isEqualTo(Language.ENGLISH);
        touch.back();
        assertThat(model.appearance().get()).isEqualTo(Appearance.USUAL);
    }

    @Test
    void aSwitchThatWasPressedGoesBeforeWhatIsRemembered() {
        ready();
        model.switchContrast();
        model.show(admitted(ENGLISH), true);
        assertThat(model.appearance().get()).isEqualTo(new Appearance(Language.CHINESE, false, true));
        scheduler.pass(CheckInViewModel.APPEARANCE_TIME);
        assertThat(model.appearance().get()).isEqualTo(Appearance.USUAL);
    }

    @Test
    void aLanguageThatIsNotSpokenHereIsPassedOver() {
        assertThat(Appearance.of(new Preference("bo", null), Appearance.USUAL)).isEqualTo(Appearance.USUAL);
        assertThat(Appearance.of(new Preference("zh-CN", false), Appearance.USUAL))
                .isEqualTo(Appearance.USUAL);
    }

    private void ready() {
        model.show(STATION);
    }

    private void opened() {
        ready();
        own.open();
        model.hear(line.visit, MENU);
    }

    private OwnPage page() {
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Touch.class);
        return ((TouchPage.Own) touch.page().orElseThrow()).page();
    }

    private void readIsAnsweredThenThePageReturns() {
        model.show(ADMITTED, true);
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Answer.class);
        scheduler.pass(CheckInViewModel.ANSWER_TIME);
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Touch.class);
    }

    private void goesInTenSeconds() {
        scheduler.pass(Duration.ofSeconds(TouchViewModel.COUNTDOWN));
        assertThat(model.screen().get()).isInstanceOf(CheckInScreen.Idle.class);
        assertThat(line.asked).contains("leave");
    }

    private static Decision.Admitted admitted(Attendee attendee) {
        return new Decision.Admitted(attendee, ASSEMBLY, ASSEMBLY.meeting().starts(), new Decision.Arrival.OnTime());
    }

    static MeetingBoard board() {
        OffsetDateTime starts = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");
        return new MeetingBoard(
                new MeetingEntry(
                        new MeetingId("assembly"),
                        "支部党员大会",
                        "branch-assembly",
                        "第一党支部",
                        "301",
                        starts,
                        starts.plusHours(2),
                        new CheckInWindow(starts.minusMinutes(30), starts, starts.plusHours(2)),
                        List.of(),
                        List.of(),
                        null),
                new Headcount(20, 3, 0));
    }
}
