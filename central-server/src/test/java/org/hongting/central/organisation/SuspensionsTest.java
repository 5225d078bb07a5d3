package org.hongting.central.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.testing.MovingClock;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Phones and cards that a terminal let in, after that terminal was lost.
class SuspensionsTest {
    private static final TerminalId LOST = new TerminalId("kiosk-1");
    private static final TerminalId OTHER = new TerminalId("kiosk-2");
    private static final CardUid CARD = uid("51E69621");
    private static final CardUid SECOND_CARD = uid("26DEFAE7");

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-22T01:00:00Z"), ZoneOffset.UTC);
    private final Random random = new Random(3);
    private final Cards cards = new Cards(new CardVault(new byte[32]), clock);
    private final Members members = new Members(random, clock);
    private final Phones phones = new Phones(clock);
    private TestStore store;
    private Suspensions suspensions;
    private Terminals terminals;
    private Member li;
    private Member wang;

    /// The keys of a site of which only the card key matters.
    private static final class Keys implements SiteKeys {
        @Override
        public int site() {
            return 1;
        }

        @Override
        public int badgeKeyNumber() {
            return 1;
        }

        @Override
        public Signer badgeSigner() {
            throw new UnsupportedOperationException("no badge is made here");
        }

        @Override
        public SiteKey cardKey(Transaction transaction) {
            return SiteKey.card(1, new byte[32]);
        }
    }

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        store.enrol(TestTerminal.named(LOST.value(), random));
        store.enrol(TestTerminal.named(OTHER.value(), random));
        suspensions = new Suspensions(phones, cards, new AuditLog(store.database, clock));
        terminals = new Terminals(store.database, clock, List.of(suspensions));
        Branch branch = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, "支部"));
        li = store.database.inTransaction(transaction -> members.add(transaction, "李雷", "1", branch.id(), false));
        wang = store.database.inTransaction(transaction -> members.add(transaction, "王芳", "2", branch.id(), false));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static CardUid uid(String hexadecimal) {
        return new CardUid(HexFormat.of().parseHex(hexadecimal));
    }

    private void later() {
        clock.pass(Duration.ofMinutes(1));
    }

    private Phones.Phone phone(Member member, Phones.Way way, String vouchedBy) {
        later();
        return store.database.inTransaction(transaction -> phones.enrol(
                transaction,
                member.id(),
                new Phones.Applicant(P256.newKeyPair(new SecureRandom()).getPublic(), "Pixel 9", way, vouchedBy)));
    }

    private void card(Member member, CardUid uid, String by) {
        later();
        store.database.inTransaction(transaction -> cards.add(transaction, member.id(), uid, by));
    }

    private RosterEntry roster(Member member) {
        RosterSource source = new RosterSource(
                members,
                cards,
                new TouchOffice(new CardVault(new byte[32]), new PinyinInitials(), new SecureRandom(), clock),
                new Keys());
        return store.database.reading(transaction -> source.contents(transaction, "site")).values().stream()
                .flatMap(List::stream)
                .map(entry -> entry.as(RosterEntry.class))
                .filter(entry -> entry.id().equals(member.id()))
                .findFirst()
                .orElseThrow();
    }

    private List<Integer> phonesInTheRoster(Member member) {
        return roster(member).enrolledPhones().stream()
                .map(phone -> phone.number())
                .toList();
    }

    private Suspensions.Held held() {
        return store.database.reading(transaction -> suspensions.of(transaction, LOST));
    }

    private boolean concerns(Member member) {
        return store.database.reading(transaction -> Suspensions.concern(transaction, member.id()));
    }

    @Test
    void whatALostTerminalAloneVouchedForCountsNoMore() {
        phone(li, Phones.Way.LINK, "admin");
        phone(li, Phones.Way.KIOSK, LOST.value());
        card(li, CARD, LOST.value());
        phone(wang, Phones.Way.KIOSK, OTHER.value());
        card(wang, SECOND_CARD, "admin");
        assertThat(phonesInTheRoster(li)).containsExactly(0, 1);

        terminals.revoke(LOST, "admin");

        assertThat(phonesInTheRoster(li)).containsExactly(0);
        assertThat(roster(li).cards()).isEmpty();
        assertThat(phonesInTheRoster(wang)).containsExactly(0);
        assertThat(roster(wang).cards()).hasSize(1);
        assertThat(held().phones()).extracting(Phones.Phone::number).containsExactly(1);
        assertThat(held().cards()).extracting(Suspensions.HeldCard::member).containsExactly(li.id());
        assertThat(store.texts("document", "publication_due")).contains("roster/site");
        assertThat(store.texts("subject || ' ' || detail", "audit WHERE action = 'member.suspend'"))
                .containsExactly(li.id() + " terminal kiosk-1: 2");
        assertThat(concerns(li)).isTrue();
        assertThat(concerns(wang)).isFalse();
    }

    @Test
    void whatOtherTerminalsVouchedForSinceWaitsTooAndWhatWasThereBeforeDoesNot() {
        phone(li, Phones.Way.KIOSK, OTHER.value());
        Phones.Phone first = phone(li, Phones.Way.KIOSK, LOST.value());
        card(li, CARD, OTHER.value());
        store.database.inTransaction(transaction -> {
            phones.remove(transaction, first, li.id().value());
            return null;
        });
        terminals.revoke(LOST, "admin");
        assertThat(phonesInTheRoster(li)).containsExactly(0);
        assertThat(roster(li).cards())
                .as("bound elsewhere by a pass of the phone that may have been a stranger's")
                .isEmpty();
    }

    @Test
    void whatAnAccountConfirmsCountsAgainAndStaysWhenTheNextTerminalIsLost() {
        Phones.Phone phone = phone(li, Phones.Way.KIOSK, LOST.value());
        card(li, CARD, LOST.value());
        terminals.revoke(LOST, "admin");
        String index = held().cards().getFirst().card().blindIndex();

        store.database.inTransaction(transaction -> suspensions.confirmPhone(transaction, LOST, phone.id(), "admin"));
        store.database.inTransaction(transaction -> suspensions.confirmCard(transaction, LOST, index, "admin"));

        assertThat(phonesInTheRoster(li)).containsExactly(0);
        assertThat(roster(li).cards()).hasSize(1);
        assertThat(held().size()).isZero();
        assertThat(concerns(li)).isFalse();
        phone(li, Phones.Way.KIOSK, OTHER.value());
        terminals.revoke(OTHER, "admin");
        assertThat(phonesInTheRoster(li)).containsExactly(0);
        assertThat(roster(li).cards()).hasSize(1);
        boolean again = store.database.inTransaction(
                transaction -> suspensions.confirmPhone(transaction, LOST, phone.id(), "admin"));
        assertThat(again).as("decided already").isFalse();
    }

    @Test
    void aCardThatAnAccountEntersOnceMoreIsConfirmedByThat() {
        card(li, CARD, LOST.value());
        store.database.inTransaction(transaction -> new People(cards)
                .addCard(transaction, li, new People.NewCard("51E69621", CardEncoding.HEX, ""), "admin"));
        terminals.revoke(LOST, "admin");
        assertThat(roster(li).cards()).hasSize(1);
    }

    @Test
    void whatIsEndedIsGoneAndStandsInTheHistory() {
        Phones.Phone phone = phone(li, Phones.Way.KIOSK, LOST.value());
        card(li, CARD, LOST.value());
        terminals.revoke(LOST, "admin");
        String index = held().cards().getFirst().card().blindIndex();
        store.database.inTransaction(transaction -> suspensions.endPhone(transaction, LOST, phone.id(), "admin"));
        store.database.inTransaction(transaction -> suspensions.endCard(transaction, LOST, index, "admin"));
        assertThat(phonesInTheRoster(li)).isEmpty();
        assertThat(owner()).isEmpty();
        assertThat(store.count("card_past WHERE ended_by = 'admin'")).isEqualTo(1);
        assertThat(held().size()).isZero();
    }

    private Optional<MemberId> owner() {
        return store.database.reading(transaction -> cards.ownerOf(transaction, CARD));
    }

    @Test
    void allAreConfirmedAtOnceWhereTheTerminalWasInNobodysHands() {
        phone(li, Phones.Way.KIOSK, LOST.value());
        card(wang, CARD, LOST.value());
        terminals.revoke(LOST, "admin");
        assertThat(held().size()).isEqualTo(2);
        store.database.inTransaction(transaction -> {
            suspensions.confirmAll(transaction, LOST, "admin");
            return null;
        });
        assertThat(held().size()).isZero();
        assertThat(phonesInTheRoster(li)).containsExactly(0);
        assertThat(roster(wang).cards()).hasSize(1);
    }
}
