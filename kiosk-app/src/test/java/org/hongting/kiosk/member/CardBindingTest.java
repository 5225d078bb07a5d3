package org.hongting.kiosk.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hongting.kiosk.checkin.DeskBench.LI;
import static org.hongting.kiosk.checkin.DeskBench.WANG;
import static org.hongting.kiosk.member.MemberBench.NEW_CARD;
import static org.hongting.kiosk.member.MemberBench.own;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.hongting.device.Shown;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.DeskBench;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.TouchBench;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.card.SealedUid;
import org.hongting.protocol.document.BindingEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RefusalReason;
import org.junit.jupiter.api.Test;

/// Cards bound at the kiosk, with no network anywhere.
class CardBindingTest {
    private final MemberBench bench = new MemberBench();
    private final MemberDesk member = bench.member;

    private void bindByPass() {
        bench.openedByPass();
        assertThat(own(member.choose(Errand.CARD), OwnReply.CardAwaited.class).confirmed())
                .isFalse();
        binds(NEW_CARD);
    }

    /// The card is shown, is nobody's as ever, and is said to be the member's.
    private void binds(byte[] card) {
        assertThat(bench.reads(card)).isEqualTo(new Decision.Refused(RefusalReason.UNKNOWN_CARD));
        assertThat(bench.last).containsInstanceOf(OwnReply.CardFound.class);
        assertThat(TouchBench.decision(member.bind().orElseThrow())).isInstanceOf(Decision.CardBound.class);
    }

    private Fact.CardBound bound() {
        return bench.bench.facts(Fact.CardBound.class).getLast();
    }

    @Test
    void whoeverShowsTheirPassBindsACardThatIsTakenFromThenOn() {
        bindByPass();
        Fact.CardBound fact = bound();
        assertThat(fact.member()).isEqualTo(LI);
        assertThat(fact.origin().credential()).isEqualTo(CredentialKind.PASS);
        assertThat(fact.confirmedBy()).isNull();
        assertThat(bench.reads(NEW_CARD))
                .isInstanceOfSatisfying(
                        Decision.Already.class,
                        already -> assertThat(already.attendee().member()).isEqualTo(LI));
    }

    @Test
    void theRecordTellsTheCardToTheCentreAloneAndOnlyWhereItStands() {
        bindByPass();
        Fact.CardBound fact = bound();
        SealedUid.Bound here = new SealedUid.Bound(DeskBench.TERMINAL, LI, new CardHash(fact.card()));
        assertThat(SealedUid.open(fact.sealed(), here, DeskBench.SEAL_KEY)).contains(new CardUid(NEW_CARD));
        String stored = new String(Json.write(fact), StandardCharsets.UTF_8);
        assertThat(stored).doesNotContain(HexFormat.of().formatHex(NEW_CARD));
    }

    @Test
    void aBoundCardOutlivesARestartAndRostersThatDoNotKnowIt() {
        bindByPass();
        bench.publishRoster();
        DeskBench again = bench.bench.restarted();
        assertThat(again.card(NEW_CARD)).isInstanceOf(Decision.Already.class);
    }

    @Test
    void onceTheCentreHasBoundItTheRosterAloneCounts() {
        bindByPass();
        says(BindingEntry.Outcome.BOUND);
        assertThat(bench.reads(NEW_CARD)).isInstanceOf(Decision.Already.class);
        // A roster without the card after that word means that it was taken away again.
        bench.publishRoster();
        assertThat(bench.reads(NEW_CARD)).isEqualTo(new Decision.Refused(RefusalReason.UNKNOWN_CARD));
    }

    @Test
    void aCardThatTheCentreRefusedIsForgotten() {
        bindByPass();
        says(BindingEntry.Outcome.REFUSED);
        assertThat(bench.reads(NEW_CARD)).isEqualTo(new Decision.Refused(RefusalReason.UNKNOWN_CARD));
    }

    @Test
    void theRosterGoesBeforeWhatWasBoundHere() {
        bindByPass();
        RosterEntry wang = DeskBench.wang();
        bench.touch.publish(
                new RosterEntry(WANG, wang.name(), wang.branch(), List.of(new CardHash(bound().card())), 1));
        assertThat(bench.reads(NEW_CARD))
                .isInstanceOfSatisfying(
                        Decision.Admitted.class,
                        admitted -> assertThat(admitted.attendee().member()).isEqualTo(WANG));
    }

    @Test
    void aBoundCardIsKnownAfterTheCardKeyWasRotated() {
        bindByPass();
        bench.bench.publish(
                DocumentName.KEYS,
                DocumentEntry.of(SiteKey.site(DeskBench.SITE)),
                DocumentEntry.of(SiteKey.card(1, new byte[32])),
                DocumentEntry.of(SiteKey.card(2, new byte[] {1, 2, 3})),
                DocumentEntry.of(SiteKey.seal(1, DeskBench.SEAL_KEY.getPublic().getEncoded())));
        assertThat(bench.reads(NEW_CARD)).isInstanceOf(Decision.Already.class);
        bench.openedByPass();
        member.choose(Errand.CARD);
        binds(new byte[] {4, 1, 1, 1});
        assertThat(bound().card()).startsWith("2:");
    }

    @Test
    void aCardOfSomebodyElseChecksThemInAndIsNotBound() {
        bench.openedByPass();
        member.choose(Errand.CARD);
        assertThat(bench.reads(DeskBench.CARD_OF_WANG))
                .isInstanceOfSatisfying(
                        Decision.Admitted.class,
                        admitted -> assertThat(admitted.attendee().member()).isEqualTo(WANG));
        assertThat(bench.bench.facts(Fact.CardBound.class)).isEmpty();
        assertThat(member.bind()).as("nothing to bind").isEmpty();
        binds(NEW_CARD);
    }

    @Test
    void theCardOfWhoeverComesNextIsNobodysUntilItIsSaidToBeTheMembers() {
        bench.openedByPass();
        member.choose(Errand.CARD);
        assertThat(bench.reads(NEW_CARD)).isEqualTo(new Decision.Refused(RefusalReason.UNKNOWN_CARD));
        member.menu();
        assertThat(member.bind()).as("not theirs, they said").isEmpty();
        member.choose(Errand.CARD);
        bench.reads(NEW_CARD);
        member.leave();
        assertThat(member.bind()).as("nobody answered").isEmpty();
        assertThat(bench.bench.facts(Fact.CardBound.class)).isEmpty();
    }

    @Test
    void aCardThatARosterBroughtMeanwhileStaysItsOwners() {
        bindByPass();
        String hash = bound().card();
        says(BindingEntry.Outcome.REFUSED);
        bench.openedByPass();
        member.choose(Errand.CARD);
        bench.reads(NEW_CARD);
        RosterEntry wang = DeskBench.wang();
        RosterEntry li = DeskBench.li(DeskBench.phoneOfLi()).as(RosterEntry.class);
        bench.touch.publish(li, new RosterEntry(WANG, wang.name(), wang.branch(), List.of(new CardHash(hash)), 1));
        assertThat(member.bind()).containsInstanceOf(OwnReply.Opened.class);
        assertThat(bench.bench.facts(Fact.CardBound.class)).hasSize(1);
    }

    @Test
    void whatIsNoCardOfASchoolIsRefusedAsAlways() {
        bench.openedByPass();
        member.choose(Errand.CARD);
        assertThat(bench.reads(new byte[] {8, 1, 2, 3})).isEqualTo(new Decision.Refused(RefusalReason.RANDOM_CARD));
        assertThat(bench.read(new Shown.CardUnreadable("pulled early")))
                .as("pulled early, or two at once")
                .isEqualTo(new Decision.Refused(RefusalReason.UNREADABLE_CARD));
        assertThat(bench.read(Shown.code("0652147431", Shown.Source.SCANNER)))
                .as("typed by a reader whose encoding nobody said")
                .isEqualTo(new Decision.Refused(RefusalReason.FOREIGN_CODE));
        assertThat(bench.bench.facts(Fact.CardBound.class)).isEmpty();
    }

    @Test
    void onlyOneCardIsBoundAtATime() {
        bindByPass();
        assertThat(bench.reads(new byte[] {4, 1, 1, 1})).isEqualTo(new Decision.Refused(RefusalReason.UNKNOWN_CARD));
        assertThat(bench.last).isEmpty();
    }

    @Test
    void whoeverWentAwayBindsNothing() {
        bench.openedByPass();
        member.choose(Errand.CARD);
        member.leave();
        assertThat(bench.reads(NEW_CARD)).isEqualTo(new Decision.Refused(RefusalReason.UNKNOWN_CARD));
        bench.openedByPass();
        member.choose(Errand.CARD);
        assertThat(member.menu()).isPresent();
        assertThat(bench.reads(NEW_CARD)).isEqualTo(new Decision.Refused(RefusalReason.UNKNOWN_CARD));
    }

    @Test
    void numberAndPinBindOnlyWithSomebodyInCharge() {
        assertThat(member.number(TouchBench.LI_NUMBER)).isInstanceOf(Reply.PinWanted.class);
        OwnReply.Opened alone = own(bench.touch.pin(TouchBench.LI_PIN), OwnReply.Opened.class);
        assertThat(alone.errands()).doesNotContain(Errand.CARD);
        assertThat(member.choose(Errand.CARD)).isEmpty();

        assertThat(TouchBench.decision(member.bindFor(TouchBench.LI_NUMBER)))
                .isEqualTo(new Decision.Refused(RefusalReason.NOT_IN_CHARGE));
        bench.touch.signIn();
        assertThat(member.bindFor(TouchBench.LI_NUMBER)).isInstanceOf(Reply.PinWanted.class);
        assertThat(bench.touch.pinDecision("000000")).isEqualTo(new Decision.Refused(RefusalReason.WRONG_PIN));
        assertThat(own(bench.touch.pin(TouchBench.LI_PIN), OwnReply.CardAwaited.class)
                        .confirmed())
                .isTrue();
        binds(NEW_CARD);
        assertThat(bound().confirmedBy()).isEqualTo(TouchBench.ZHAO);
        assertThat(bound().origin().credential()).isEqualTo(CredentialKind.PIN);
    }

    @Test
    void whoeverHasNoPinIsNotBoundByANumber() {
        bench.touch.signIn();
        bench.touch.publish(TouchBench.entry(WANG, "王*", DeskBench.FIRST_BRANCH, TouchBench.WANG_NUMBER, null, "wl"));
        assertThat(TouchBench.decision(member.bindFor(TouchBench.WANG_NUMBER)))
                .isEqualTo(new Decision.Refused(RefusalReason.NO_PIN));
    }

    @Test
    void aCardAloneDoesNotVouchForAnotherCard() {
        member.awaitRead();
        bench.reads(DeskBench.CARD_OF_WANG);
        assertThat(own(bench.last, OwnReply.Opened.class).errands()).doesNotContain(Errand.CARD);
    }

    @Test
    void withoutAKeyToSealForNothingIsOffered() {
        bench.bench.publish(
                DocumentName.KEYS,
                DocumentEntry.of(SiteKey.site(DeskBench.SITE)),
                DocumentEntry.of(SiteKey.card(1, new byte[32])));
        assertThat(bench.openedByPass().errands()).doesNotContain(Errand.CARD);
    }

    private void says(BindingEntry.Outcome outcome) {
        bench.bench.publish(
                DocumentName.bindingsAt(DeskBench.TERMINAL),
                DocumentEntry.of(new BindingEntry(bound().card(), outcome)));
    }
}
