package org.hongting.central.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.claim.Inventory;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.claim.PairingBegun;
import org.hongting.protocol.claim.PairingRefused.Reason;
import org.hongting.protocol.claim.PairingShow;
import org.hongting.protocol.claim.PairingStart;
import org.hongting.protocol.claim.PairingWords;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.P256;
import org.hongting.provisioning.authority.SiteAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("both-stores")
class PairingsTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Inventory INVENTORY = new Inventory("raspberrypi", "Pi 5", "hongting 1");
    private static final String OPENING = "00112233445566778899aabbccddeeff";
    private static final String OTHER_OPENING = "ffeeddccbbaa99887766554433221100";

    @TempDir
    Path folder;

    private final KeyPair machine = P256.newKeyPair(RANDOM);
    private final KeyPair other = P256.newKeyPair(RANDOM);
    private Instant now = Instant.parse("2027-03-01T08:00:00Z");
    private final InstantSource clock = () -> now;
    private TestStore store;
    private SiteAuthority site;
    private Terminals terminals;
    private Pairings pairings;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        site = SiteAuthority.open(folder.resolve("keys"), null, now, RANDOM);
        terminals = new Terminals(store.database, clock, List.of());
        Placements placements = new Placements(() -> List.of(new MqttEndpoint("centre.example", 8883)));
        Enrolments enrolments = new Enrolments(store.database, site, terminals, placements, RANDOM);
        pairings = new Pairings(
                store.database,
                clock,
                site,
                enrolments,
                RANDOM,
                id -> Optional.of("https://console.example/terminals/pairings/" + id));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String begin(KeyPair key, String opening) {
        PairingBegun begun = ((Pairings.Answer.Begun)
                        pairings.begin(new PairingStart(PairingWords.commitment(key.getPublic(), opening), INVENTORY)))
                .begun();
        assertThat(begun.page()).endsWith("/terminals/pairings/" + begun.id());
        return begun.id();
    }

    private Pairings.Answer show(String id, KeyPair key, String opening) {
        return pairings.show(id, PairingShow.of(opening, RenewalsTest.request(key)));
    }

    private String waiting(KeyPair key) {
        String id = begin(key, OPENING);
        assertThat(show(id, key, OPENING)).isInstanceOf(Pairings.Answer.Waiting.class);
        return id;
    }

    private Pairing.Approval approve(String id, KeyPair key) {
        return approve(id, key, Optional.empty());
    }

    private Pairing.Approval approve(String id, KeyPair key, Optional<TerminalId> replaces) {
        return pairings.approve(
                id, new Pairing.Approved(Digest.of(key.getPublic().getEncoded()), " 301 ", "三楼", replaces), "admin");
    }

    private TerminalId welcomed(String id, KeyPair key) {
        Pairings.Answer answer = show(id, key, OPENING);
        assertThat(answer).isInstanceOf(Pairings.Answer.Welcome.class);
        return ((Pairings.Answer.Welcome) answer).response().terminal();
    }

    private void refused(Reason reason, Pairings.Answer answer) {
        assertThat(answer).isEqualTo(new Pairings.Answer.Refused(reason));
    }

    @Test
    void whoIsApprovedIsATerminalUnderTheNameThatWasGivenAndMayFetchItsIdentityAgain() {
        String id = waiting(machine);
        assertThat(pairings.waiting()).singleElement().satisfies(pairing -> {
            assertThat(pairing.words())
                    .isEqualTo(PairingWords.of(
                            site.authorityCertificate().getPublicKey(), machine.getPublic(), id, OPENING));
            assertThat(pairing.inventory()).isEqualTo(INVENTORY);
        });

        assertThat(approve(id, machine)).isEqualTo(Pairing.Approval.DONE);

        TerminalId terminal = welcomed(id, machine);
        assertThat(welcomed(id, machine)).isEqualTo(terminal);
        assertThat(terminals.admits(terminal, machine.getPublic())).isTrue();
        assertThat(terminals.find(terminal).orElseThrow().name()).isEqualTo("301");
        assertThat(store.texts("action", "audit WHERE subject = ?", terminal.value()))
                .containsExactly("terminal.paired");
        assertThat(pairings.waiting()).isEmpty();
        assertThat(approve(id, machine)).as("used once").isEqualTo(Pairing.Approval.GONE);
        now = now.plus(Pairings.FETCHING);
        refused(Reason.EXPIRED_PAIRING, show(id, machine, OPENING));
    }

    @Test
    void nobodyIsShownWhoHasNotShownWhatWasCommittedTo() {
        String id = begin(machine, OPENING);
        assertThat(pairings.waiting()).isEmpty();
        assertThat(pairings.find(id)).isEmpty();
        refused(Reason.OTHER_MACHINE, show(id, other, OPENING));
        refused(Reason.OTHER_MACHINE, show(id, machine, OTHER_OPENING));
        assertThat(approve(id, machine)).isEqualTo(Pairing.Approval.GONE);
    }

    @Test
    void anApprovalIsForTheKeyThatWasLookedAt() {
        String id = waiting(machine);
        assertThat(approve(id, other)).isEqualTo(Pairing.Approval.OTHER_MACHINE);
        assertThat(approve(id, machine)).isEqualTo(Pairing.Approval.DONE);
        refused(Reason.OTHER_MACHINE, show(id, other, OPENING));
    }

    @Test
    void aPairingThatIsOverUnknownForeignOrTurnedAwayComesToNothing() {
        refused(Reason.UNKNOWN_PAIRING, show(OPENING, machine, OPENING));
        refused(Reason.UNKNOWN_PAIRING, show("../" + "x".repeat(400), machine, OPENING));
        refused(Reason.BAD_REQUEST, pairings.show(OPENING, PairingShow.of(OPENING, new byte[] {1})));
        String id = waiting(machine);
        assertThat(pairings.turnAway(id, "admin")).isTrue();
        assertThat(pairings.turnAway(id, "admin")).isFalse();
        refused(Reason.TURNED_AWAY, show(id, machine, OPENING));
        assertThat(approve(id, machine)).isEqualTo(Pairing.Approval.GONE);
        String late = waiting(other);
        now = now.plus(Pairings.LIFE);
        refused(Reason.EXPIRED_PAIRING, show(late, other, OPENING));
        assertThat(approve(late, other)).isEqualTo(Pairing.Approval.GONE);
        assertThat(store.texts("action", "audit")).containsExactly("pairing.turned-away");
    }

    @Test
    void aMachineThatLostItsCertificateGetsTheSameTerminalBackAndOneThatWasShutOutGetsNone() {
        String first = waiting(machine);
        approve(first, machine);
        TerminalId terminal = welcomed(first, machine);
        String again = waiting(machine);
        assertThat(pairings.find(again).orElseThrow().known()).contains(terminal);
        assertThat(approve(again, machine)).isEqualTo(Pairing.Approval.DONE);
        assertThat(welcomed(again, machine)).isEqualTo(terminal);

        terminals.revoke(terminal, "admin");

        refused(Reason.TURNED_AWAY, show(again, machine, OPENING));
        assertThat(approve(waiting(machine), machine)).isEqualTo(Pairing.Approval.SHUT_OUT);
    }

    @Test
    void aMachineTakesTheNameAndPlaceOfAnotherWhichIsShutOutAndToldOf() {
        String first = waiting(machine);
        approve(first, machine);
        TerminalId old = welcomed(first, machine);
        String second = waiting(other);

        assertThat(approve(second, other, Optional.of(old))).isEqualTo(Pairing.Approval.DONE);

        TerminalId fresh = welcomed(second, other);
        assertThat(fresh).isNotEqualTo(old);
        assertThat(terminals.find(fresh).orElseThrow().name()).isEqualTo("301");
        assertThat(terminals.find(fresh).orElseThrow().place()).isEqualTo("三楼");
        assertThat(terminals.admits(old, machine.getPublic())).isFalse();
        assertThat(store.texts("replaced_by", "terminal WHERE id = ?", old.value()))
                .containsExactly(fresh.value());
        assertThat(approve(waiting(P256.newKeyPair(RANDOM)), machine, Optional.of(old)))
                .isEqualTo(Pairing.Approval.OTHER_MACHINE);
    }

    @Test
    void aFloodOfPairingsIsRefusedAndForgotten() {
        store.database.inTransaction(transaction -> {
            for (int i = 0; i < Pairings.MOST_WAITING; i++) {
                transaction.update(
                        "INSERT INTO pairing (id, commitment, hostname, model, software, created_at, expires_at)"
                                + " VALUES (?, ?, '', '', '', '2027-03-01T07:59:00.000Z', '2027-03-01T08:09:00.000Z')",
                        String.format("%032x", i),
                        new byte[32]);
            }
            return null;
        });
        PairingStart start = new PairingStart(PairingWords.commitment(machine.getPublic(), OPENING), INVENTORY);
        refused(Reason.TOO_MANY, pairings.begin(start));
        now = now.plus(Duration.ofMinutes(10));
        assertThat(pairings.begin(start)).isInstanceOf(Pairings.Answer.Begun.class);
        now = now.plus(Duration.ofDays(3));
        pairings.begin(start);
        assertThat(store.count("pairing")).isEqualTo(1);
    }
}
