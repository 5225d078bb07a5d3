package org.hongting.provisioning.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.hongting.protocol.claim.Inventory;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.claim.PairingBegun;
import org.hongting.protocol.claim.PairingRefused;
import org.hongting.protocol.claim.PairingShow;
import org.hongting.protocol.claim.PairingStart;
import org.hongting.protocol.claim.PairingWaiting;
import org.hongting.protocol.claim.PairingWords;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.P256;
import org.hongting.provisioning.CrashingFiles;
import org.hongting.provisioning.authority.CertificateRequest;
import org.hongting.provisioning.authority.Placement;
import org.hongting.provisioning.authority.SiteAuthority;
import org.hongting.provisioning.authority.TestSite;
import org.hongting.provisioning.claim.ClaimOutcome.Obstacle;
import org.hongting.provisioning.identity.IdentityStore;
import org.hongting.provisioning.identity.TimeFloor;
import org.hongting.provisioning.storage.FileOperations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairerTest {
    private static final Inventory INVENTORY = new Inventory("raspberrypi", "Pi", "hongting 1");
    private static final InstantSource CLOCK = InstantSource.fixed(TestSite.NOW);
    private static final String ID = "00112233445566778899aabbccddeeff";

    @TempDir
    Path folder;

    private SiteAuthority site;
    private SiteAuthority foreign;
    private HttpsServer server;
    private volatile boolean approved;
    private volatile SiteAuthority grants;
    private volatile byte[] refusal = new byte[0];
    private volatile Digest committed = Digest.of(new byte[0]);

    @BeforeEach
    void open() throws Exception {
        site = TestSite.open(folder.resolve("site"));
        foreign = TestSite.open(folder.resolve("foreign"));
        grants = site;
        serve(site, 0);
    }

    private void serve(SiteAuthority by, int port) throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(ClaimingCentre.context(by.serverTls(List.of("localhost"), TestSite.NOW))));
        server.createContext(PairingStart.PATH, this::handle);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (refusal.length > 0) {
                send(exchange, PairingRefused.Reason.TOO_MANY.status(), refusal);
            } else if (exchange.getRequestURI().getPath().equals(PairingStart.PATH)) {
                committed = PairingStart.read(body).commitment();
                send(exchange, 200, new PairingBegun(ID, 600, "https://console.example/p/" + ID).write());
            } else if (approved) {
                CertificateRequest request =
                        CertificateRequest.parse(PairingShow.read(body).csrBytes());
                Placement placement =
                        new Placement(new TerminalId("hall-1"), "一号机", "", new MqttEndpoint("localhost", 8883));
                send(
                        exchange,
                        200,
                        grants.welcome(request, placement, TestSite.NOW).write());
            } else {
                send(exchange, PairingWaiting.STATUS, new PairingWaiting(true, 1_000).write());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private Pairer pairer(FileOperations files, InstantSource time, String host) {
        return new Pairer(
                URI.create("https://" + host + ":" + server.getAddress().getPort()),
                IdentityStore.open(folder.resolve("terminal"), files),
                INVENTORY,
                time,
                new SecureRandom());
    }

    private Pairer pairer() {
        return pairer(FileOperations.real(), CLOCK, "localhost");
    }

    private static PairingOffer begun(Pairer pairer) throws InterruptedException {
        PairingOutcome outcome = pairer.begin();
        assertThat(outcome).isInstanceOf(PairingOutcome.Begun.class);
        return ((PairingOutcome.Begun) outcome).offer();
    }

    private PublicKey ownKey() throws IOException {
        return IdentityStore.open(folder.resolve("terminal"))
                .key(new SecureRandom())
                .pair()
                .getPublic();
    }

    @Test
    void anAddressAndAnApprovalBecomeAnIdentity() throws Exception {
        Pairer pairer = pairer();
        PairingOffer offer = begun(pairer);
        assertThat(committed).isEqualTo(PairingWords.commitment(ownKey(), offer.opening()));
        assertThat(offer.words())
                .isEqualTo(PairingWords.of(site.authorityCertificate().getPublicKey(), ownKey(), ID, offer.opening()));
        assertThat(offer.page()).contains("https://console.example/p/" + ID);
        assertThat(pairer.ask(offer)).isEqualTo(new PairingOutcome.Waiting(true, 1_000));

        approved = true;

        assertThat(pairer.ask(offer))
                .isInstanceOfSatisfying(
                        PairingOutcome.Paired.class,
                        paired -> assertThat(paired.identity().terminal()).hasToString("hall-1"));
        IdentityStore store = IdentityStore.open(folder.resolve("terminal"));
        assertThat(store.load()).isPresent();
        assertThat(store.centre()).isPresent();
    }

    @Test
    void whoeverStandsInTheMiddleMakesOtherWordsThanTheConsole() throws Exception {
        // The machine meets the attacker's authority; the attacker pairs at the real centre with a key of its own.
        int port = server.getAddress().getPort();
        server.stop(0);
        serve(foreign, port);
        PairingOffer onTheScreen = begun(pairer());
        PublicKey attacker = P256.newKeyPair(new SecureRandom()).getPublic();

        List<PairingWords.Word> inTheConsole =
                PairingWords.of(site.authorityCertificate().getPublicKey(), attacker, ID, onTheScreen.opening());

        assertThat(onTheScreen.words()).isNotEqualTo(inTheConsole);
        assertThat(onTheScreen.words())
                .isNotEqualTo(PairingWords.of(
                        site.authorityCertificate().getPublicKey(), ownKey(), ID, onTheScreen.opening()));
    }

    @Test
    void theAuthorityThatWasSeenFirstIsHeldOnToAndGrantsOfAnotherAreNotKept() throws Exception {
        Pairer pairer = pairer();
        PairingOffer offer = begun(pairer);
        approved = true;
        grants = foreign;
        assertThat(pairer.ask(offer)).isEqualTo(new PairingOutcome.Postponed(Obstacle.BAD_ANSWER));
        int port = server.getAddress().getPort();
        server.stop(0);
        serve(foreign, port);
        assertThat(pairer.ask(offer)).isEqualTo(new PairingOutcome.Postponed(Obstacle.UNTRUSTED));
        assertThat(IdentityStore.open(folder.resolve("terminal")).load()).isEmpty();
    }

    @Test
    void aWrongNameARefusalAndAClockOf1970AreAnsweredCalmly() throws Exception {
        assertThat(pairer(FileOperations.real(), CLOCK, "127.0.0.1").begin())
                .isEqualTo(new PairingOutcome.Postponed(Obstacle.UNTRUSTED));
        begun(pairer(FileOperations.real(), TimeFloor.ofBuild().over(InstantSource.fixed(Instant.EPOCH)), "localhost"));
        refusal = new PairingRefused(PairingRefused.Reason.TOO_MANY).write();
        assertThat(pairer().begin()).isEqualTo(new PairingOutcome.Over(PairingRefused.Reason.TOO_MANY));
        refusal = new byte[] {'?'};
        assertThat(pairer().begin()).isEqualTo(new PairingOutcome.Postponed(Obstacle.SERVER_FAULT));
        server.stop(0);
        assertThat(pairer().begin()).isEqualTo(new PairingOutcome.Postponed(Obstacle.UNREACHABLE));
    }

    @Test
    void aPowerCutAtAnyStepOfKeepingLeavesTheKeyAndNoHalfIdentity() throws Exception {
        approved = true;
        PublicKey key = ownKey();
        PairingOffer offer = begun(pairer());
        boolean cut = true;
        for (int step = 0; cut; step++) {
            try {
                pairer(CrashingFiles.cutBefore(step), CLOCK, "localhost").ask(offer);
                cut = false;
            } catch (CrashingFiles.PowerCut e) {
                assertThat(ownKey()).isEqualTo(key);
            }
        }
        assertThat(IdentityStore.open(folder.resolve("terminal")).load()).isPresent();
    }
}
