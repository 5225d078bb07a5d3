package org.hongting.central.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.organisation.CardBinding.State;
import org.hongting.central.organisation.CardBinding.Why;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.card.SealedUid;
import org.hongting.protocol.document.BindingEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the centre makes of cards that were bound at terminals.
class CardBindingsTest {
    private static final TerminalId HERE = new TerminalId("hall-east-1");
    private static final TerminalId ELSEWHERE = new TerminalId("hall-west-2");
    private static final byte[] SECRET = new byte[32];
    private static final KeyPair SEAL = P256.newKeyPair(new SecureRandom());
    private static final KeyPair OLD_SEAL = P256.newKeyPair(new SecureRandom());
    private static final CardUid CARD = uid("51E69621");
    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
    private static final String ADMIN = "admin";

    @TempDir
    Path folder;

    private final Random random = new Random(3);
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Cards cards = new Cards(new CardVault(new byte[32]), clock);
    private final People people = new People(cards);
    private final Members members = new Members(random, clock);
    private TestStore store;
    private CardBindings bindings;
    private Member li;
    private Member wang;
    private long seq = 1;

    /// Two seal keys; of the card keys the third is in force, the second stands beside it, the first was
    /// given up.
    private static final class Keys implements BindingKeys {
        @Override
        public Optional<CardUid> open(Fact.Sealed sealed, SealedUid.Bound bound) {
            return switch (sealed.key()) {
                case 1 -> SealedUid.open(sealed, bound, OLD_SEAL);
                case 2 -> SealedUid.open(sealed, bound, SEAL);
                default -> Optional.empty();
            };
        }

        @Override
        public Optional<SiteKey> cardKey(int number) {
            return number == 2 || number == 3 ? Optional.of(SiteKey.card(number, SECRET)) : Optional.empty();
        }

        @Override
        public boolean gaveUp(int number) {
            return number == 1;
        }
    }

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        bindings = new CardBindings(
                cards, members, new Keys(), new Alarms(random), new AuditLog(store.database, clock), clock);
        BranchId branch = store.database.inTransaction(transaction -> new Branches(random)
                .add(transaction, null, BranchKind.BRANCH, "支部")
                .id());
        li = store.database.inTransaction(transaction -> members.add(transaction, "李雷", "1", branch, false));
        wang = store.database.inTransaction(transaction -> members.add(transaction, "王芳", "2", branch, false));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static CardUid uid(String hexadecimal) {
        return new CardUid(HexFormat.of().parseHex(hexadecimal));
    }

    private static Fact.CardBound fact(TerminalId terminal, MemberId member, CardUid uid, int cardKey) {
        CardHash hash = CardHash.of(uid, cardKey, SECRET);
        return new Fact.CardBound(
                member,
                new Fact.Origin(CredentialKind.PASS, "camera-0", false),
                hash.value(),
                SealedUid.seal(
                        uid,
                        new SealedUid.Bound(terminal, member, hash),
                        new SealedUid.SealKey(2, SEAL.getPublic()),
                        P256.newKeyPair(new SecureRandom())),
                null);
    }

    private void hear(TerminalId terminal, Fact fact) {
        ClockReading reading = new ClockReading(
                OffsetDateTime.parse("2026-11-22T08:59:00+08:00"), ClockQuality.SYNCED, new BootId("boot-1"), seq);
        RecordLines lines = RecordLines.of(seq++, reading, fact, random);
        StoredFact stored = new StoredFact(
                terminal,
                new EpochId("00112233445566778899aabbccddeeff"),
                Envelope.ofLine(lines.envelope()),
                fact,
                NOW);
        store.database.inTransaction(transaction -> {
            bindings.project(transaction, List.of(stored));
            return null;
        });
    }

    private void bind(Member member, CardUid uid) {
        hear(HERE, fact(HERE, member.id(), uid, 2));
    }

    private CardBinding latest() {
        return store.database.reading(transaction -> {
            List<CardBinding> open = bindings.open(transaction, 9);
            return open.isEmpty() ? bindings.decided(transaction, 9).getFirst() : open.getLast();
        });
    }

    private Optional<MemberId> ownerOf(CardUid uid) {
        return store.database.reading(transaction -> cards.ownerOf(transaction, uid));
    }

    private List<BindingEntry> told() {
        return store.database.reading(transaction -> new BindingsSource()
                .contents(transaction, HERE.value()).values().stream()
                        .flatMap(List<DocumentEntry>::stream)
                        .map(entry -> entry.as(BindingEntry.class))
                        .toList());
    }

    private boolean accept(String replaces) {
        long id = latest().id();
        return store.database.inTransaction(transaction -> bindings.accept(transaction, id, replaces, ADMIN));
    }

    private List<Cards.PastCard> past(Member member) {
        return store.database.reading(transaction -> cards.past(transaction, member.id()));
    }

    private void give(Member member, String card) {
        store.database.inTransaction(transaction ->
                people.addCard(transaction, member, new People.NewCard(card, CardEncoding.HEX, ""), ADMIN));
    }

    @Test
    void aCardThatNobodyContestsIsBoundAtOnce() {
        bind(li, CARD);
        assertThat(ownerOf(CARD)).contains(li.id());
        assertThat(latest().state()).isEqualTo(State.BOUND);
        assertThat(told())
                .containsExactly(new BindingEntry(CardHash.of(CARD, 2, SECRET).value(), BindingEntry.Outcome.BOUND));
        assertThat(store.texts("document", "publication_due")).contains("roster/site", "bindings/hall-east-1");
        assertThat(store.texts("detail", "audit WHERE action = 'card.bound'")).containsExactly("bound");
        assertThat(store.count("alarm")).isZero();
    }

    @Test
    void theSameCardBoundTwiceByItsMemberStaysTheirs() {
        bind(li, CARD);
        bind(li, CARD);
        assertThat(latest().state()).isEqualTo(State.BOUND);
        assertThat(store.count("card")).isEqualTo(1);
    }

    @Test
    void aSealOutOfAnotherRecordBindsNothingAndRaisesAnAlarm() {
        Fact.CardBound here = fact(HERE, li.id(), CARD, 2);
        hear(ELSEWHERE, here);
        assertThat(latest().why()).contains(Why.BROKEN_SEAL);
        hear(HERE, new Fact.CardBound(wang.id(), here.origin(), here.card(), here.sealed(), null));
        hear(
                HERE,
                new Fact.CardBound(
                        li.id(),
                        here.origin(),
                        here.card(),
                        new Fact.Sealed(
                                1, here.sealed().ephemeral(), here.sealed().box()),
                        null));
        hear(HERE, new Fact.CardBound(li.id(), here.origin(), "no hash", here.sealed(), null));
        assertThat(ownerOf(CARD)).isEmpty();
        assertThat(store.count("card")).isZero();
        assertThat(store.count("card_binding WHERE state = 'refused'")).isEqualTo(4);
        assertThat(store.count("alarm WHERE kind = 'card-seal'")).isEqualTo(4);
    }

    @Test
    void aSealThatHidesAnotherCardThanTheRecordSaysIsFound() {
        CardHash claimed = CardHash.of(uid("26DEFAE7"), 2, SECRET);
        Fact.Sealed other = SealedUid.seal(
                CARD,
                new SealedUid.Bound(HERE, li.id(), claimed),
                new SealedUid.SealKey(2, SEAL.getPublic()),
                P256.newKeyPair(new SecureRandom()));
        hear(
                HERE,
                new Fact.CardBound(
                        li.id(),
                        new Fact.Origin(CredentialKind.PASS, "camera-0", false),
                        claimed.value(),
                        other,
                        null));
        assertThat(latest().why()).contains(Why.BROKEN_SEAL);
        assertThat(ownerOf(CARD)).isEmpty();
    }

    @Test
    void aRecordOfBeforeARotationIsStillBoundAndOneOfLongBeforeIsProposed() {
        hear(HERE, fact(HERE, li.id(), CARD, 2));
        assertThat(latest().state()).isEqualTo(State.BOUND);
        hear(HERE, fact(HERE, wang.id(), uid("26DEFAE7"), 1));
        assertThat(latest().state()).isEqualTo(State.PROPOSED);
        assertThat(latest().why()).contains(Why.OLD_KEY);
        assertThat(store.count("alarm")).isZero();
    }

    @Test
    void aRecordUnderACardKeyOrASealKeyThatNeverWasIsRefusedAndRaisesAnAlarm() {
        Fact.CardBound good = fact(HERE, li.id(), CARD, 2);
        hear(HERE, fact(HERE, li.id(), CARD, 9));
        hear(
                HERE,
                new Fact.CardBound(
                        li.id(),
                        good.origin(),
                        good.card(),
                        new Fact.Sealed(
                                7, good.sealed().ephemeral(), good.sealed().box()),
                        null));
        assertThat(store.texts("state || ' ' || why", "card_binding"))
                .containsExactly("refused broken-seal", "refused broken-seal");
        assertThat(store.count("alarm WHERE kind = 'card-seal'")).isEqualTo(2);
        assertThat(ownerOf(CARD)).isEmpty();
    }

    @Test
    void forAMemberForWhomALostTerminalVouchedNothingIsBoundByItself() {
        bind(li, CARD);
        store.execute("UPDATE card SET suspended_for = ?", ELSEWHERE.value());
        bind(li, CARD);
        assertThat(latest().state()).isEqualTo(State.PROPOSED);
        assertThat(latest().why()).contains(Why.SUSPENDED);
        assertThat(told())
                .as("the terminal does not go on taking it meanwhile")
                .extracting(BindingEntry::outcome)
                .containsExactly(BindingEntry.Outcome.REFUSED);
        assertThat(accept("")).as("somebody says that it is theirs").isTrue();
        assertThat(told()).extracting(BindingEntry::outcome).containsExactly(BindingEntry.Outcome.BOUND);
        assertThat(store.count("card WHERE suspended_for IS NULL AND confirmed_by = 'admin'"))
                .isEqualTo(1);
    }

    @Test
    void aRandomCardAndSomebodyWhoLeftAreRefused() {
        hear(HERE, fact(HERE, li.id(), uid("08010203"), 2));
        assertThat(latest().why()).contains(Why.RANDOM_CARD);
        store.execute("UPDATE member SET status = 'left' WHERE id = ?", li.id().value());
        hear(HERE, fact(HERE, li.id(), CARD, 2));
        assertThat(store.count("card_binding WHERE why = 'unknown-member'")).isEqualTo(1);
        assertThat(ownerOf(CARD)).isEmpty();
        assertThat(told()).extracting(BindingEntry::outcome).containsOnly(BindingEntry.Outcome.REFUSED);
    }

    @Test
    void aCardOfSomebodyElseWaitsForADecisionAndThenMoves() {
        give(wang, "51E69621");
        bind(li, CARD);
        assertThat(latest().why()).contains(Why.CARD_OF_ANOTHER);
        assertThat(latest().owner()).contains(wang.id());
        assertThat(ownerOf(CARD)).contains(wang.id());
        assertThat(told()).as("the terminal is told nothing while it waits").isEmpty();
        assertThat(accept("")).isTrue();
        assertThat(ownerOf(CARD)).contains(li.id());
        assertThat(past(wang))
                .singleElement()
                .satisfies(past -> assertThat(past.endedBy()).isEqualTo(ADMIN));
        assertThat(told()).extracting(BindingEntry::outcome).containsExactly(BindingEntry.Outcome.BOUND);
        assertThat(store.database.reading(bindings::countOpen)).isZero();
    }

    @Test
    void aSecondCardOfAMemberWaitsAndMayTakeThePlaceOfTheFirst() {
        give(li, "26DEFAE7");
        bind(li, CARD);
        assertThat(latest().why()).contains(Why.OTHER_CARD);
        assertThat(accept(cards.index(uid("26DEFAE7")))).isTrue();
        assertThat(ownerOf(CARD)).contains(li.id());
        assertThat(ownerOf(uid("26DEFAE7"))).isEmpty();
        assertThat(past(li))
                .singleElement()
                .satisfies(past -> assertThat(past.replaced()).isTrue());
        bind(li, uid("26DEFAE7"));
        assertThat(latest().why()).as("it was replaced before").contains(Why.REPLACED_BEFORE);
    }

    @Test
    void whatIsRefusedIsToldToTheTerminalAndDecidedOnce() {
        give(wang, "51E69621");
        bind(li, CARD);
        long id = latest().id();
        assertThat(store.database.<Boolean>inTransaction(transaction -> bindings.refuse(transaction, id, ADMIN)))
                .isTrue();
        assertThat(store.database.<Boolean>inTransaction(transaction -> bindings.refuse(transaction, id, ADMIN)))
                .isFalse();
        assertThat(store.database.<Boolean>inTransaction(transaction -> bindings.accept(transaction, id, "", ADMIN)))
                .isFalse();
        assertThat(told()).extracting(BindingEntry::outcome).containsExactly(BindingEntry.Outcome.REFUSED);
        assertThat(ownerOf(CARD)).contains(wang.id());
        assertThat(store.texts("actor", "audit WHERE action = 'card.binding.refused'"))
                .containsExactly(ADMIN);
    }
}
