package org.hongting.central.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.claim.Farewell;
import org.hongting.protocol.claim.IdentityAsk;
import org.hongting.protocol.claim.IdentityWord;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.claim.RenewalRefused.Reason;
import org.hongting.protocol.claim.Standing;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.FarewellEntry;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.provisioning.authority.SiteAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Terminals that leave in order, as the centre sees them, on a real store.
@Tag("both-stores")
class FarewellsTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TerminalId HALL = new TerminalId("hall-1");

    @TempDir
    Path folder;

    private final KeyPair hall = P256.newKeyPair(RANDOM);
    private final List<TerminalId> dutiesDone = new ArrayList<>();
    private final List<TerminalId> closed = new ArrayList<>();
    private Instant now = Instant.parse("2027-03-01T08:00:00Z");
    private final InstantSource clock = () -> now;
    private TestStore store;
    private SiteAuthority site;
    private Renewals renewals;
    private Farewells farewells;

    @BeforeEach
    void enrol() {
        store = new TestStore(folder);
        site = SiteAuthority.open(folder.resolve("keys"), null, now, RANDOM);
        store.execute(
                "INSERT INTO terminal (id, name, place, public_key, claimed_at) VALUES (?, 'Kiosk', 'Hall', ?, '')",
                HALL.value(),
                hall.getPublic().getEncoded());
        Terminals terminals =
                new Terminals(store.database, clock, List.of((_, terminal, _) -> dutiesDone.add(terminal)));
        terminals.onRevocation(closed::add);
        Placements placements = new Placements(() -> List.of(new MqttEndpoint("centre.example", 8883)));
        renewals = new Renewals(store.database, clock, site, placements, RANDOM);
        farewells = new Farewells(store.database, clock, terminals, renewals);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private byte[] word(KeyPair key) {
        return renewals.word(IdentityAsk.of(HALL, Signer.of(key).key(), new Random(1)));
    }

    private Standing standing() {
        return IdentityWord.open(word(hall), site.serverKeys()).standing();
    }

    private Standing afterFarewell() {
        Farewells.Answer answer =
                farewells.hear(HALL, Farewell.of(HALL, word(hall)).seal(Signer.of(hall)));
        return IdentityWord.open(renewals.word(((Farewells.Answer.Heard) answer).ask()), site.serverKeys())
                .standing();
    }

    private void refused(Reason reason, byte[] body) {
        assertThat(farewells.hear(HALL, body)).isEqualTo(new Farewells.Answer.Refused(reason));
        assertThat(closed).isEmpty();
    }

    private List<FarewellEntry> told() {
        return store
                .database
                .reading(transaction -> farewells.contents(transaction, HALL.value()))
                .getOrDefault(DocumentName.farewellOf(HALL), List.of())
                .stream()
                .map(entry -> entry.as(FarewellEntry.class))
                .toList();
    }

    @Test
    void whoWasAskedAndHasBroughtEverythingIsLetGoOnceAndHearsTheSameAgain() {
        assertThat(farewells.ask(HALL, true, "li")).isTrue();
        assertThat(farewells.ask(HALL, true, "li")).isFalse();
        assertThat(told()).containsExactly(new FarewellEntry(true));
        assertThat(store.texts("document", "publication_due")).contains("farewell/hall-1");

        assertThat(afterFarewell()).isEqualTo(Standing.RELEASED);
        assertThat(afterFarewell()).isEqualTo(Standing.RELEASED);
        assertThat(standing()).isEqualTo(Standing.RELEASED);
        assertThat(closed).containsExactly(HALL);
        assertThat(dutiesDone).containsExactly(HALL);
        assertThat(farewells.find(HALL).orElseThrow().released()).contains(now);
        assertThat(store.texts("action", "audit ORDER BY id"))
                .containsExactly("farewell.asked", "terminal.revoked", "terminal.released");
    }

    @Test
    void whoWasNotAskedStays() {
        assertThat(afterFarewell()).isEqualTo(Standing.ENROLLED);
        farewells.ask(HALL, false, "li");
        assertThat(farewells.cancel(HALL, "wang")).isTrue();
        assertThat(farewells.cancel(HALL, "wang")).isFalse();

        assertThat(told()).isEmpty();
        assertThat(afterFarewell()).isEqualTo(Standing.ENROLLED);
        assertThat(closed).isEmpty();
    }

    @Test
    void whatTheCentreKnowsOfAndHasNotGotKeepsATerminalFromLeaving() {
        farewells.ask(HALL, false, "li");
        store.execute(
                "INSERT INTO told_epoch (terminal, epoch, newest, told, told_at) VALUES ('hall-1', 'e1', 7, 1, '')");
        assertThat(afterFarewell()).isEqualTo(Standing.ENROLLED);

        store.execute("UPDATE told_epoch SET newest = 0");
        assertThat(afterFarewell()).isEqualTo(Standing.RELEASED);
    }

    @Test
    void aForgedAnOldAndAForeignFarewellAreRefusedAndChangeNothing() {
        farewells.ask(HALL, false, "li");
        KeyPair stranger = P256.newKeyPair(RANDOM);
        refused(Reason.BAD_REQUEST, Farewell.of(HALL, word(hall)).seal(Signer.of(stranger)));
        refused(Reason.BAD_REQUEST, new byte[20_000]);
        refused(Reason.STALE_WORD, Farewell.of(HALL, word(stranger)).seal(Signer.of(hall)));
        refused(
                Reason.STALE_WORD,
                Farewell.of(new TerminalId("hall-2"), word(hall)).seal(Signer.of(hall)));
        byte[] old = Farewell.of(HALL, word(hall)).seal(Signer.of(hall));
        now = now.plus(Duration.ofMinutes(6));
        refused(Reason.STALE_WORD, old);
        assertThat(farewells.hear(new TerminalId("nobody"), old))
                .isEqualTo(new Farewells.Answer.Refused(Reason.NOT_ENROLLED));

        assertThat(standing()).isEqualTo(Standing.ENROLLED);
    }

    @Test
    void whoWasRevokedMeanwhileIsNotToldToForget() {
        farewells.ask(HALL, false, "li");
        store.execute("UPDATE terminal SET revoked_at = '2027-03-01T08:00:00.000Z' WHERE id = 'hall-1'");

        assertThat(afterFarewell()).isEqualTo(Standing.REVOKED);
        assertThat(farewells.cancel(HALL, "wang")).isFalse();
        assertThat(farewells.ask(HALL, false, "li")).isFalse();
    }
}
