package org.hongting.central.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.document.SiteKeyDocument;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.publishing.Publisher;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.identity.BranchId;
import org.hongting.provisioning.authority.SiteAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardKeyRotationTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T01:00:00Z"), ZoneOffset.UTC);
    private static final CardUid CARD = new CardUid(HexFormat.of().parseHex("51e69621"));

    @TempDir
    Path folder;

    private final TestTerminal hall = TestTerminal.named("kiosk-1", new Random(1));
    private final TestTerminal library = TestTerminal.named("kiosk-2", new Random(2));
    private TestStore store;
    private SiteAuthority authority;
    private DocumentStore documents;
    private Terminals terminals;
    private CardKeyRotation rotation;
    private Publisher publisher;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        store.enrol(hall);
        store.enrol(library);
        authority = openAuthority();
        documents = new DocumentStore(store.database, store.id, Runnable::run);
        documents.replace(DocumentName.KEYS, SiteKeyDocument.of(authority));
        terminals = new Terminals(store.database, CLOCK, List.of());
        rotation = new CardKeyRotation(store.database, authority, documents, CLOCK);
        Members members = new Members(new Random(4), CLOCK);
        Cards cards = new Cards(new CardVault(new byte[32]), CLOCK);
        publisher = new Publisher(
                store.database,
                List.of(new RosterSource(
                        members,
                        cards,
                        new TouchOffice(new CardVault(new byte[32]), new PinyinInitials(), new SecureRandom(), CLOCK),
                        new AuthorityKeys(authority, documents))),
                (name, entries) -> documents.replace(name, entries),
                _ -> {});
        store.database.inTransaction(transaction -> {
            BranchId branch = new Branches(new Random(5))
                    .add(transaction, null, BranchKind.BRANCH, "支部")
                    .id();
            Member li = members.add(transaction, "李雷", "1", branch, false);
            return new People(cards)
                    .addCard(
                            transaction,
                            li,
                            new People.NewCard("0563537489", CardEncoding.REVERSED_DECIMAL, ""),
                            "admin");
        });
        turn();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private SiteAuthority openAuthority() {
        return SiteAuthority.open(folder.resolve("keys"), null, CLOCK.instant(), new SecureRandom());
    }

    /// As the publisher's loop does.
    private void turn() {
        rotation.turn();
        publisher.publishDue();
    }

    private List<CardHash> hashesInTheRoster() {
        return store.database.reading(transaction -> documents.entries(transaction, DocumentName.ROSTER)).stream()
                .flatMap(entry -> entry.as(RosterEntry.class).cards().stream())
                .toList();
    }

    private List<SiteKey> cardKeysOfTerminals() {
        return store.database.reading(transaction -> documents.entries(transaction, DocumentName.KEYS)).stream()
                .map(entry -> entry.as(SiteKey.class))
                .filter(key -> key.use() == SiteKey.Use.CARD)
                .toList();
    }

    private CardHash hashUnder(int number) {
        SiteKey key = authority.cardKeys().stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElseThrow();
        return CardHash.of(CARD, number, key.secretBytes());
    }

    @Test
    void aKioskIsGivenTheHashOfACardUnderTheSitesKeyAndNotItsNumber() {
        assertThat(hashesInTheRoster()).containsExactly(hashUnder(1));
        assertThat(cardKeysOfTerminals()).extracting(SiteKey::number).containsExactly(1);
    }

    @Test
    void aLostTerminalsRevocationPutsANewKeyInForceAndTheOldHashesVanish() {
        CardHash stolen = hashUnder(1);

        terminals.revoke(hall.id(), "admin");
        turn();

        assertThat(hashesInTheRoster()).containsExactly(hashUnder(2)).doesNotContain(stolen);
        assertThat(cardKeysOfTerminals())
                .as("the key before stays while a terminal may still hold the roster of before")
                .extracting(SiteKey::number)
                .containsExactly(1, 2);
        assertThat(store.texts("detail", "audit WHERE action = 'card-key.rotated' AND subject = 'kiosk-1'"))
                .containsExactly("card key 2");
    }

    @Test
    void oneLossIsAnsweredOnceAndTheNextOneTakesTheOldestKeyAway() {
        terminals.revoke(hall.id(), "admin");
        turn();
        turn();
        assertThat(authority.cardKeyNumber()).isEqualTo(2);

        terminals.revoke(library.id(), "admin");
        turn();

        assertThat(hashesInTheRoster()).containsExactly(hashUnder(3));
        assertThat(cardKeysOfTerminals()).extracting(SiteKey::number).containsExactly(2, 3);
    }

    @Test
    void twoTerminalsLostTogetherNeedOneNewKey() {
        terminals.revoke(hall.id(), "admin");
        terminals.revoke(library.id(), "admin");

        turn();

        assertThat(authority.cardKeyNumber()).isEqualTo(2);
        assertThat(store.count("card_key_rotation WHERE number = 2")).isEqualTo(2);
    }

    @Test
    void untilTheNewKeyIsPublishedRostersAreHashedWithTheOne() {
        authority.rotateCardKey();
        publisher.mark("roster", "site");
        publisher.publishDue();

        assertThat(hashesInTheRoster()).as("no terminal knows key 2 yet").containsExactly(hashUnder(1));
    }

    @Test
    void aServerThatDiedBetweenKeyAndDocumentGoesOnWithThatKey() {
        terminals.revoke(hall.id(), "admin");
        authority.rotateCardKey();
        authority = openAuthority();
        rotation = new CardKeyRotation(store.database, authority, documents, CLOCK);

        turn();

        assertThat(authority.cardKeyNumber()).isEqualTo(2);
        assertThat(hashesInTheRoster()).containsExactly(hashUnder(2));
    }
}
