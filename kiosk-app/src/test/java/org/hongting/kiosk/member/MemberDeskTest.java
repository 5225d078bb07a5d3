package org.hongting.kiosk.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hongting.kiosk.checkin.DeskBench.LI;
import static org.hongting.kiosk.checkin.DeskBench.WANG;
import static org.hongting.kiosk.member.MemberBench.own;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.DeskBench;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.TouchBench;
import org.hongting.protocol.code.PhoneTicket;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.LeaveEntry;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.document.Preference;
import org.hongting.protocol.document.RequestEntry;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.LeaveReason;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.time.ClockQuality;
import org.junit.jupiter.api.Test;

/// What members do for themselves: phones after a card, leave, how screens speak to them.
class MemberDeskTest {
    private final MemberBench bench = new MemberBench();
    private final MemberDesk member = bench.member;
    private final MeetingEntry lecture =
            bench.bench.meeting("lecture", bench.bench.now().plusDays(2), DeskBench.FIRST_BRANCH);

    @Test
    void afterACardItsMemberGetsATicketForAPhone() {
        OwnReply.TicketMade made = own(phoneOf(WANG, DeskBench.CARD_OF_WANG), OwnReply.TicketMade.class);
        assertThat(made.symbol()).isPresent();
        assertThat(made.life()).isEqualTo(PhoneTicket.LIFE);
        assertThat(made.attendee().member()).isEqualTo(WANG);
    }

    @Test
    void theLinkIsATicketOfThisTerminalForThatMember() {
        PhoneCodes codes = new PhoneCodes(
                bench.bench.database,
                bench.bench.tables,
                DeskBench.TERMINAL,
                org.hongting.protocol.signing.Signer.of(MemberBench.TERMINAL_KEY),
                bench.bench::reading);
        String link = bench.bench
                .desk
                .reading(transaction -> codes.ticketFor(transaction, WANG))
                .orElseThrow();
        PhoneTicket ticket =
                PhoneTicket.parse(link.substring(link.indexOf('#') + 1)).orElseThrow();
        assertThat(link).startsWith("https://party.example.edu.cn/pass/#");
        assertThat(ticket.terminal()).isEqualTo(DeskBench.TERMINAL);
        assertThat(ticket.member()).isEqualTo(WANG);
        assertThat(ticket.isSignedWith(MemberBench.TERMINAL_KEY.getPublic())).isTrue();
        assertThat(ticket.isAlive(bench.bench.now().toInstant())).isTrue();
    }

    @Test
    void whoeverHasAPinTypesItBeforeTheTicket() {
        assertThat(phoneOf(LI, DeskBench.CARD_OF_LI)).containsInstanceOf(Reply.PinWanted.class);
        assertThat(bench.touch.pinDecision("000000")).isEqualTo(new Decision.Refused(RefusalReason.WRONG_PIN));
        assertThat(own(bench.touch.pin(TouchBench.LI_PIN), OwnReply.TicketMade.class)
                        .symbol())
                .isPresent();
    }

    @Test
    void noTicketComesOfAPassOfSomebodyElsesCardOrOfACardOfBefore() {
        bench.reads(DeskBench.CARD_OF_LI);
        member.awaitPhoneOf(LI);
        bench.pass();
        assertThat(bench.last).as("a pass of the member").isEmpty();
        assertThat(bench.reads(DeskBench.CARD_OF_WANG)).isInstanceOf(Decision.Admitted.class);
        assertThat(bench.last).as("somebody else's card").isEmpty();
        member.leave();
        bench.reads(DeskBench.CARD_OF_LI);
        assertThat(bench.last).as("whoever went away").isEmpty();
    }

    /// Presses the button of an answer for that member, and shows a card.
    private Optional<Reply> phoneOf(MemberId whose, byte[] card) {
        member.awaitPhoneOf(whose);
        bench.reads(card);
        return bench.last;
    }

    @Test
    void aKioskThatOnlyGuessesTheTimeMakesNoTicket() {
        bench.bench.setClock(bench.bench.now(), ClockQuality.GUESSED);
        assertThat(own(phoneOf(WANG, DeskBench.CARD_OF_WANG), OwnReply.TicketMade.class)
                        .symbol())
                .isEmpty();
    }

    @Test
    void whatIsOfferedDependsOnWhatWasShown() {
        assertThat(bench.openedByPass().errands())
                .containsExactlyInAnyOrder(Errand.CARD, Errand.LEAVE, Errand.APPEARANCE, Errand.RECORD);
        member.awaitRead();
        bench.reads(DeskBench.CARD_OF_WANG);
        assertThat(own(bench.last, OwnReply.Opened.class).errands())
                .containsExactlyInAnyOrder(Errand.PHONE, Errand.APPEARANCE, Errand.RECORD);
        member.awaitRead();
        bench.reads(DeskBench.CARD_OF_LI);
        assertThat(bench.last).containsInstanceOf(Reply.PinWanted.class);
        assertThat(own(bench.touch.pin(TouchBench.LI_PIN), OwnReply.Opened.class)
                        .errands())
                .containsExactlyInAnyOrder(Errand.PHONE, Errand.LEAVE, Errand.APPEARANCE, Errand.RECORD);
        assertThat(member.number(TouchBench.LI_NUMBER)).isInstanceOf(Reply.PinWanted.class);
        assertThat(own(bench.touch.pin(TouchBench.LI_PIN), OwnReply.Opened.class)
                        .errands())
                .containsExactlyInAnyOrder(Errand.LEAVE, Errand.APPEARANCE, Errand.RECORD);
    }

    @Test
    void aPictureOfAPassOpensNobodysPage() {
        assertThat(bench.pass()).isInstanceOf(Decision.Admitted.class);
        member.awaitRead();
        assertThat(bench.pass()).isInstanceOf(Decision.Already.class);
        assertThat(bench.last).contains(new Reply.Decided(new Decision.Refused(RefusalReason.USED_PASS)));
        bench.bench.pass(Duration.ofSeconds(30));
        assertThat(bench.pass()).as("the next code").isInstanceOf(Decision.Already.class);
        assertThat(own(bench.last, OwnReply.Opened.class).attendee().member()).isEqualTo(LI);
    }

    @Test
    void aPassThatTheDoorRefusedOpensOnePageAndNoSecondOne() {
        bench.bench.publishMeetings();
        member.awaitRead();
        assertThat(bench.pass()).isEqualTo(new Decision.Refused(RefusalReason.NO_MEETING));
        assertThat(own(bench.last, OwnReply.Opened.class).errands()).contains(Errand.LEAVE);
        member.leave();
        member.awaitRead();
        bench.pass();
        assertThat(bench.last).contains(new Reply.Decided(new Decision.Refused(RefusalReason.USED_PASS)));
    }

    @Test
    void leaveIsAskedForFromAMeetingToComeAndShownAsWaiting() {
        bench.bench.publishMeetings(
                lecture, bench.bench.meeting("other", bench.bench.now().plusDays(1), DeskBench.SECOND_BRANCH));
        bench.openedByPass();
        assertThat(own(member.choose(Errand.LEAVE), OwnReply.Meetings.class).meetings())
                .containsExactly(new LeaveChoice(lecture, Optional.empty()));
        assertThat(own(member.askLeave(lecture.id(), LeaveReason.SICK), OwnReply.Meetings.class)
                        .meetings())
                .containsExactly(new LeaveChoice(lecture, Optional.of(RequestEntry.State.ASKED)));
        assertThat(bench.bench.facts(Fact.LeaveAsked.class))
                .singleElement()
                .satisfies(asked -> assertThat(asked.reason()).isEqualTo(LeaveReason.SICK));
        member.askLeave(lecture.id(), LeaveReason.SICK);
        assertThat(bench.bench.facts(Fact.LeaveAsked.class)).as("asked twice").hasSize(1);
    }

    @Test
    void theAnswerOfTheCentreIsSeenNextTime() {
        bench.bench.publishMeetings(lecture);
        bench.openedByPass();
        member.askLeave(lecture.id(), LeaveReason.FAMILY);
        bench.bench.publish(DocumentName.requestsAt(lecture.id()));
        assertThat(wish()).as("the centre has not heard of it").contains(RequestEntry.State.ASKED);
        bench.bench.publish(
                DocumentName.requestsAt(lecture.id()),
                DocumentEntry.of(new RequestEntry(LI, RequestEntry.State.REFUSED)));
        assertThat(wish()).contains(RequestEntry.State.REFUSED);
        bench.bench.publish(DocumentName.leaveOf(lecture.id()), DocumentEntry.of(new LeaveEntry(LI)));
        assertThat(wish()).contains(RequestEntry.State.GRANTED);
    }

    private Optional<RequestEntry.State> wish() {
        return own(member.choose(Errand.LEAVE), OwnReply.Meetings.class)
                .meetings()
                .getFirst()
                .wish();
    }

    @Test
    void aCardAloneAsksForNoLeave() {
        bench.bench.publishMeetings(lecture);
        member.awaitRead();
        bench.reads(DeskBench.CARD_OF_WANG);
        assertThat(member.choose(Errand.LEAVE)).isEmpty();
        assertThat(member.askLeave(lecture.id(), LeaveReason.SICK)).isEmpty();
        assertThat(bench.bench.facts(Fact.LeaveAsked.class)).isEmpty();
    }

    @Test
    void nobodyAsksForLeaveFromAMeetingThatHasBegun() {
        bench.openedByPass();
        bench.bench.pass(Duration.ofMinutes(20));
        assertThat(own(member.choose(Errand.LEAVE), OwnReply.Meetings.class).meetings())
                .isEmpty();
    }

    @Test
    void howScreensSpeakIsRememberedAtOnceAndByARecord() {
        member.awaitRead();
        bench.reads(DeskBench.CARD_OF_WANG);
        Preference wanted = new Preference("en", true);
        assertThat(own(member.remember(wanted), OwnReply.Opened.class).remembered())
                .isTrue();
        assertThat(bench.reads(DeskBench.CARD_OF_WANG))
                .isInstanceOfSatisfying(
                        Decision.Already.class,
                        already -> assertThat(already.attendee().preference()).isEqualTo(wanted));
        assertThat(bench.bench.facts(Fact.PreferenceSet.class))
                .singleElement()
                .satisfies(set -> assertThat(set.member()).isEqualTo(WANG));
    }

    @Test
    void whatTheCentreSaidOfSomebodyIsShownToThemAlone() {
        PersonalEntry.Attended attended =
                new PersonalEntry.Attended("党课", bench.bench.now().minusDays(1), "late");
        bench.bench.publish(
                DocumentName.personalOf(LI),
                DocumentEntry.of(new PersonalEntry(LI, List.of(), List.of(attended), 3, 4, List.of(), null)));
        bench.openedByPass();
        OwnRecord record =
                own(member.choose(Errand.RECORD), OwnReply.Recorded.class).record();
        assertThat(record.told()).contains(new OwnRecord.Told(3, 4, 0, 0));
        assertThat(record.timeline())
                .containsExactly(new OwnRecord.Moment.Met(attended.at().toInstant(), "党课", "late"));
        assertThat(record.phonePage()).isPresent();

        member.awaitRead();
        bench.reads(DeskBench.CARD_OF_WANG);
        OwnReply.Recorded other = own(member.choose(Errand.RECORD), OwnReply.Recorded.class);
        assertThat(other.attendee().member()).isEqualTo(WANG);
        assertThat(other.record().told()).isEmpty();
        assertThat(other.record().timeline()).isEmpty();

        member.leave();
        assertThat(member.choose(Errand.RECORD)).isEmpty();
    }

    @Test
    void whoeverWentAwayIsNobodyAnyMore() {
        bench.openedByPass();
        member.leave();
        assertThat(member.menu()).isEmpty();
        assertThat(member.choose(Errand.LEAVE)).isEmpty();
        assertThat(member.remember(Preference.NONE)).isEmpty();
    }
}
