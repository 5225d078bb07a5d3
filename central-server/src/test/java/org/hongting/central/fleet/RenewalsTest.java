package org.hongting.central.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.claim.IdentityAsk;
import org.hongting.protocol.claim.IdentityWord;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.claim.Renewal;
import org.hongting.protocol.claim.RenewalRefused.Reason;
import org.hongting.protocol.claim.Standing;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.provisioning.authority.SiteAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("both-stores")
class RenewalsTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TerminalId HALL = new TerminalId("hall-1");
    private static final TerminalId LIBRARY = new TerminalId("library-1");

    @TempDir
    Path folder;

    private final KeyPair hall = P256.newKeyPair(RANDOM);
    private final KeyPair library = P256.newKeyPair(RANDOM);
    private Instant now = Instant.parse("2027-03-01T08:00:00Z");
    private final InstantSource clock = () -> now;
    private TestStore store;
    private SiteAuthority site;
    private Renewals renewals;

    @BeforeEach
    void enrol() {
        store = new TestStore(folder);
        site = SiteAuthority.open(folder.resolve("keys"), null, now, RANDOM);
        renewals = renewals(site);
        insert(HALL, hall);
        insert(LIBRARY, library);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Renewals renewals(SiteAuthority by) {
        Placements placements = new Placements(() -> List.of(new MqttEndpoint("centre.example", 8883)));
        return new Renewals(store.database, clock, by, placements, RANDOM);
    }

    private void insert(TerminalId terminal, KeyPair key) {
        store.execute(
                "INSERT INTO terminal (id, name, place, public_key, claimed_at) VALUES (?, 'Kiosk', 'Hall', ?, '')",
                terminal.value(),
                key.getPublic().getEncoded());
    }

    static byte[] request(KeyPair key) {
        try {
            return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=terminal"), key.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                    .getEncoded();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private byte[] word(Renewals by, TerminalId terminal, KeyPair key) {
        return by.word(IdentityAsk.of(terminal, Signer.of(key).key(), new Random(1)));
    }

    private Standing standing(TerminalId terminal, KeyPair key) {
        IdentityAsk ask = IdentityAsk.of(terminal, Signer.of(key).key(), new Random(1));
        IdentityWord word = IdentityWord.open(renewals.word(ask), site.serverKeys(), ask);
        assertThat(word.at()).isEqualTo(now);
        return word.standing();
    }

    private static byte[] body(TerminalId terminal, byte[] word, KeyPair certified, KeyPair signs) {
        return Renewal.of(terminal, Base64.getEncoder().encodeToString(word), request(certified))
                .seal(Signer.of(signs));
    }

    private void refused(Reason reason, TerminalId terminal, byte[] body) {
        assertThat(renewals.renew(terminal, body)).isEqualTo(new Renewals.Answer.Refused(reason));
    }

    @Test
    void whoeverHasTheKeyGetsAFreshCertificateAndTheAuditLogSaysSo() {
        Renewals.Answer answer = renewals.renew(HALL, body(HALL, word(renewals, HALL, hall), hall, hall));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Renewals.Answer.Renewed.class,
                        renewed -> assertThat(renewed.response().terminal()).isEqualTo(HALL));
        assertThat(store.texts("action", "audit WHERE subject = 'hall-1'")).containsExactly("terminal.renewed");
        assertThat(store.texts("certificate_ends_at", "terminal WHERE id = 'hall-1'"))
                .containsExactly("2027-08-28T08:00:00.000Z");
    }

    @Test
    void aWordServesOneRenewalAndNoneThatWasGivenBeforeItServesAfterwards() {
        byte[] first = word(renewals, HALL, hall);
        now = now.plusMillis(1);
        byte[] second = word(renewals, HALL, hall);
        byte[] renewal = body(HALL, second, hall, hall);
        assertThat(renewals.renew(HALL, renewal)).isInstanceOf(Renewals.Answer.Renewed.class);

        refused(Reason.STALE_WORD, HALL, renewal);
        refused(Reason.STALE_WORD, HALL, body(HALL, first, hall, hall));
    }

    @Test
    void aWordThatIsOldOrOfAnotherTerminalOrAnotherCentreServesNothing() {
        byte[] old = word(renewals, HALL, hall);
        now = now.plus(Renewals.GOOD_FOR);
        refused(Reason.STALE_WORD, HALL, body(HALL, old, hall, hall));
        refused(Reason.STALE_WORD, HALL, body(HALL, word(renewals, LIBRARY, library), hall, hall));
        SiteAuthority foreign = SiteAuthority.open(folder.resolve("foreign"), null, now, RANDOM);
        refused(Reason.STALE_WORD, HALL, body(HALL, word(renewals(foreign), HALL, hall), hall, hall));
        refused(Reason.STALE_WORD, HALL, body(HALL, new byte[] {1, 2, 3}, hall, hall));
    }

    @Test
    void nobodyRenewsForAnotherAndNoOtherKeyIsCertified() {
        refused(Reason.BAD_REQUEST, HALL, body(HALL, word(renewals, HALL, hall), hall, library));
        refused(Reason.BAD_REQUEST, HALL, body(LIBRARY, word(renewals, HALL, hall), hall, hall));
        refused(Reason.OTHER_KEY, HALL, body(HALL, word(renewals, HALL, hall), library, hall));
        refused(Reason.BAD_REQUEST, HALL, new byte[Renewal.MAX_BYTES + 1]);
        refused(Reason.BAD_REQUEST, HALL, new byte[] {'{', '}'});
    }

    @Test
    void whoIsShutOutIsToldWhyAndRenewsNothing() {
        byte[] before = word(renewals, HALL, hall);
        store.execute("UPDATE terminal SET revoked_at = '2027-03-01T07:00:00.000Z' WHERE id = 'hall-1'");
        assertThat(standing(HALL, hall)).isEqualTo(Standing.REVOKED);
        refused(Reason.NOT_ENROLLED, HALL, body(HALL, before, hall, hall));

        store.execute("UPDATE terminal SET replaced_by = 'library-1' WHERE id = 'hall-1'");
        assertThat(standing(HALL, hall)).isEqualTo(Standing.REPLACED);
    }

    @Test
    void whoDoesNotKnowTheKeyIsToldNothing() {
        assertThat(standing(HALL, hall)).isEqualTo(Standing.ENROLLED);
        assertThat(standing(HALL, library)).isEqualTo(Standing.UNKNOWN);
        assertThat(standing(new TerminalId("nobody"), hall)).isEqualTo(Standing.UNKNOWN);
        refused(Reason.NOT_ENROLLED, new TerminalId("nobody"), body(HALL, word(renewals, HALL, hall), hall, hall));
    }

    @Test
    void anAddressThatAsksWithoutEndIsHeardTwentyTimesASecond() {
        AskingPace pace = new AskingPace(clock);
        int admitted = 0;
        while (pace.admits("192.0.2.1")) {
            admitted++;
        }
        assertThat(admitted).isEqualTo(AskingPace.BURST);
        assertThat(pace.admits("192.0.2.2")).isTrue();
        now = now.plus(Duration.ofSeconds(1));
        for (int i = 0; i < AskingPace.A_SECOND; i++) {
            assertThat(pace.admits("192.0.2.1")).isTrue();
        }
        assertThat(pace.admits("192.0.2.1")).isFalse();
    }
}
