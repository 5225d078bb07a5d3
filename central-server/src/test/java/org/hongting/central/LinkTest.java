package org.hongting.central;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.hongting.central.attachment.Attachments;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.fleet.ClaimTokens;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.health.Fleet;
import org.hongting.central.health.SampleFleet;
import org.hongting.central.health.Watched;
import org.hongting.central.testing.Enrolment;
import org.hongting.central.testing.PostgresqlCluster;
import org.hongting.central.testing.TerminalClient;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.Limits;
import org.hongting.protocol.claim.ClaimRefused;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.protocol.claim.Standing;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.AttachmentPart;
import org.hongting.protocol.wire.AttachmentReceipt;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.DocumentPart;
import org.hongting.protocol.wire.Health;
import org.hongting.protocol.wire.RefusedMessage.Reason;
import org.hongting.protocol.wire.Topic;
import org.hongting.provisioning.authority.CertificateRequest;
import org.hongting.provisioning.authority.Placement;
import org.hongting.provisioning.authority.SiteAuthority;
import org.hongting.provisioning.claim.ClaimOutcome;
import org.hongting.provisioning.https.HttpsPost;
import org.hongting.provisioning.identity.Identity;
import org.hongting.provisioning.identity.IdentityStore;
import org.hongting.provisioning.identity.TerminalKey;
import org.hongting.provisioning.renewal.RenewalOutcome;
import org.hongting.provisioning.renewal.Renewer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real server, real broker, real TLS, real clients.
class LinkTest {
    private static final int REFUSED = 0x80;

    @TempDir
    static Path folder;

    private static final Random RANDOM = new Random(3);
    private static CentralServer server;
    private static int claims;

    @BeforeAll
    static void start() {
        server = CentralServer.start(TestStore.serverOn(folder.resolve("data")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ClaimTicket ticket() {
        ClaimTokens.Minted minted =
                server.context().getBean(ClaimTokens.class).mint("Kiosk", "Hall", Duration.ofHours(1), "test");
        return new ClaimTicket(
                URI.create("https://localhost:" + server.ports().terminal()),
                minted.token().reveal(),
                server.context().getBean(SiteAuthority.class).fingerprint(),
                minted.expires());
    }

    private static ClaimOutcome claim(ClaimTicket ticket) throws Exception {
        return Enrolment.claim(ticket, folder.resolve("terminal-" + claims++));
    }

    private static Identity enrolled() throws Exception {
        return ((ClaimOutcome.Claimed) claim(ticket())).identity();
    }

    private static String nonce() {
        byte[] drawn = new byte[16];
        RANDOM.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    private static TerminalClient connected(Identity identity) throws MqttException {
        TerminalClient client = TerminalClient.connect(identity);
        for (Channel channel : List.of(Channel.ACKNOWLEDGEMENT, Channel.DOCUMENT)) {
            assertThat(client.subscribe(new Topic(identity.terminal(), channel).text()))
                    .isLessThan(REFUSED);
        }
        return client;
    }

    private static Acknowledgement acknowledgement(TerminalClient client, Identity identity) throws Exception {
        return Acknowledgement.open(client.next(Channel.ACKNOWLEDGEMENT), identity.serverKeys());
    }

    /// The next transfer of that document with so many entries; others may come before it.
    private static DocumentPart document(TerminalClient client, Identity identity, DocumentName name, int entries)
            throws Exception {
        while (true) {
            DocumentPart part = DocumentPart.open(client.next(Channel.DOCUMENT), identity.serverKeys());
            if (part.header().result().document().equals(name) && part.entries().size() == entries) {
                return part;
            }
        }
    }

    private static Acknowledgement greet(TerminalClient client, Identity identity, TestTerminal journal)
            throws Exception {
        String nonce = nonce();
        client.publish(
                new Topic(identity.terminal(), Channel.HELLO),
                journal.hello(nonce, 1, List.of()).seal(identity.signer()));
        Acknowledgement ack = acknowledgement(client, identity);
        assertThat(ack.nonce()).isEqualTo(nonce);
        return ack;
    }

    private static HttpResponse<byte[]> post(Identity identity, String as, byte[] part) throws Exception {
        return new HttpsPost(identity.tls(InstantSource.system()), Duration.ofSeconds(20), 1024)
                .send(
                        URI.create("https://localhost:" + server.ports().terminal() + AttachmentPart.FOLDER + as),
                        "application/octet-stream",
                        part);
    }

    @Test
    void anAttachmentIsTakenOverHttpsFromTheTerminalThatNamesItAndFromNobodyElse() throws Exception {
        Identity identity = enrolled();
        Identity stranger = enrolled();
        byte[] text = "{}".getBytes(UTF_8);
        Digest hash = Digest.of(text);
        byte[] part = AttachmentPart.seal(identity.terminal(), hash, 0, text, identity.signer());
        assertThat(post(identity, identity.terminal().value(), part).statusCode())
                .as("no fact names it yet")
                .isEqualTo(404);
        server.context()
                .getBean(Database.class)
                .inTransaction(transaction -> transaction.update(
                        "INSERT INTO attachment (hash, terminal, size, media_type, named_at) VALUES (?, ?, 2, 'JSON',"
                                + " '')",
                        hash.hex(),
                        identity.terminal().value()));

        assertThat(post(stranger, stranger.terminal().value(), part).statusCode())
                .isEqualTo(403);
        assertThat(post(
                                stranger,
                                identity.terminal().value(),
                                AttachmentPart.seal(identity.terminal(), hash, 0, text, stranger.signer()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(identity, "nobody", part).statusCode()).isEqualTo(403);
        assertThat(post(identity, identity.terminal().value(), new byte[AttachmentPart.MAX_BYTES + 1])
                        .statusCode())
                .isEqualTo(403);
        Attachments attachments = server.context().getBean(Attachments.class);
        assertThat(attachments.read(hash)).isEmpty();

        HttpResponse<byte[]> taken = post(identity, identity.terminal().value(), part);
        assertThat(AttachmentReceipt.read(taken.body())).isEqualTo(new AttachmentReceipt(hash, 2));
        assertThat(attachments.read(hash)).contains(text);

        server.context().getBean(Terminals.class).revoke(identity.terminal(), "test");
        assertThat(post(identity, identity.terminal().value(), part).statusCode())
                .isEqualTo(403);
    }

    private static DocumentEntry member(String name) {
        return DocumentEntry.of(new RosterEntry(MemberId.draw(RANDOM), name, new BranchId("branch-1"), List.of(), 1));
    }

    @Test
    void aClaimedTerminalIsAcknowledgedAndSentItsDocumentsWholeAndThenInParts() throws Exception {
        Identity identity = enrolled();
        TestTerminal journal = TestTerminal.of(identity.terminal(), identity.signer(), RANDOM);
        journal.arrivals(20);
        try (TerminalClient client = connected(identity)) {
            assertThat(greet(client, identity, journal).epochs().getFirst().upTo())
                    .isZero();
            // A terminal that another test revoked has left a second card key.
            DocumentStore documents = server.context().getBean(DocumentStore.class);
            int keysThere = server.context()
                    .getBean(Database.class)
                    .reading(transaction ->
                            documents.entries(transaction, DocumentName.KEYS).size());
            DocumentPart keys = document(client, identity, DocumentName.KEYS, keysThere);
            assertThat(keys.entries().stream()
                            .map(entry -> entry.as(SiteKey.class).use()))
                    .contains(SiteKey.Use.BADGE, SiteKey.Use.CARD, SiteKey.Use.SITE);
            client.publish(new Topic(identity.terminal(), Channel.UP), journal.batch(1, 21));
            Acknowledgement ack = acknowledgement(client, identity);
            assertThat(ack.epochs().getFirst().upTo()).isEqualTo(21);
            assertThat(ack.epochs().getFirst().head()).isEqualTo(journal.head());
            documents.replace(DocumentName.ROSTER, List.of(member("张*"), member("王*"), member("李*")));
            DocumentPart whole = document(client, identity, DocumentName.ROSTER, 3);
            assertThat(whole.header().base()).isNull();
            documents.change(DocumentName.ROSTER, List.of(member("赵*")), List.of());
            DocumentPart change = document(client, identity, DocumentName.ROSTER, 1);
            assertThat(change.header().base()).isEqualTo(whole.header().result());
        }
    }

    @Test
    @Tag("postgresql")
    void aDatabaseThatEndsEveryConnectionCostsARepeatAndNothingElse() throws Exception {
        Identity identity = enrolled();
        TestTerminal journal = TestTerminal.of(identity.terminal(), identity.signer(), RANDOM);
        journal.arrivals(20);
        Topic up = new Topic(identity.terminal(), Channel.UP);
        try (TerminalClient client = connected(identity)) {
            greet(client, identity, journal);
            client.publish(up, journal.batch(1, 10));
            assertThat(acknowledgement(client, identity).epochs().getFirst().upTo())
                    .isEqualTo(10);
            PostgresqlCluster cluster = PostgresqlCluster.get();
            cluster.disconnect(cluster.databaseOf(folder.resolve("data")));
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (client.isEmpty(Channel.ACKNOWLEDGEMENT) && System.nanoTime() < deadline) {
                client.publish(up, journal.batch(11, 21));
                Thread.sleep(100);
            }
            assertThat(acknowledgement(client, identity).epochs().getFirst().upTo())
                    .isEqualTo(21);
            assertThat(numbers("SELECT count(*) AS n FROM record WHERE terminal = ?", identity.terminal()))
                    .containsExactly(21L);
        }
    }

    @Test
    void whoHasNoCertificateOrAForeignOneReachesNothing() throws Exception {
        Identity identity = enrolled();
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", identity.authority());
        trust.init(store);
        SSLContext bare = SSLContext.getInstance("TLSv1.3");
        bare.init(null, trust.getTrustManagers(), new SecureRandom());
        assertThatThrownBy(() -> TerminalClient.connect(
                        server.ports().mqtt(), identity.terminal().value(), bare))
                .isInstanceOf(MqttException.class);
    }

    @Test
    void oneTerminalCannotSpeakForAnotherNorHearIt() throws Exception {
        Identity mine = enrolled();
        Identity other = enrolled();
        assertThatThrownBy(() -> TerminalClient.connect(
                        server.ports().mqtt(), other.terminal().value(), mine.tls(InstantSource.system())))
                .isInstanceOf(MqttException.class);
        TestTerminal journal = TestTerminal.of(other.terminal(), other.signer(), RANDOM);
        try (TerminalClient client = connected(mine)) {
            byte[] stolen = journal.batch(1, 1);
            assertThat(client.publish(new Topic(other.terminal(), Channel.UP), stolen))
                    .isGreaterThanOrEqualTo(REFUSED);
            assertThat(client.publish(new Topic(mine.terminal(), Channel.ACKNOWLEDGEMENT), stolen))
                    .isGreaterThanOrEqualTo(REFUSED);
        }
        for (String filter : List.of(
                new Topic(other.terminal(), Channel.ACKNOWLEDGEMENT).text(),
                new Topic(other.terminal(), Channel.UP).text(),
                new Topic(mine.terminal(), Channel.UP).text(),
                "#",
                "ht/v1/+/+/up",
                Topic.treeOf(mine.terminal()) + "+",
                "$share/srv-in-up/ht/v1/+/+/up",
                "$share/srv-in-up/" + new Topic(mine.terminal(), Channel.ACKNOWLEDGEMENT).text(),
                "$SYS/#",
                "srv-in-up")) {
            // The broker closes the connection of whoever asks for what is not its own.
            try (TerminalClient client = connected(mine)) {
                assertThat(client.subscribe(filter)).as(filter).isGreaterThanOrEqualTo(REFUSED);
                client.awaitDisconnect();
            }
        }
        assertThat(numbers("SELECT count(*) AS n FROM record WHERE terminal = ?", other.terminal()))
                .containsExactly(0L);
        awaitRefused(mine, Reason.FOREIGN_TOPIC, 12);
        // The attempts have cost the centre no queue: honest terminals are still heard.
        try (TerminalClient client = connected(other)) {
            greet(client, other, journal);
            client.publish(new Topic(other.terminal(), Channel.UP), journal.batch(1, 1));
            assertThat(acknowledgement(client, other).epochs().getFirst().upTo())
                    .isEqualTo(1);
        }
    }

    @Test
    void whatATerminalSaysOfItselfIsKeptAndWhatAnotherSaysOfItIsNot() throws Exception {
        Identity mine = enrolled();
        Health health = new Health(mine.terminal(), new EpochId("1".repeat(32)), 1, true, SampleFleet.WELL);
        Fleet fleet = server.context().getBean(Fleet.class);
        try (TerminalClient client = connected(mine)) {
            Identity other = enrolled();
            client.publish(new Topic(mine.terminal(), Channel.HEALTH), health.seal(other.signer()));
            awaitRefused(mine, Reason.UNKNOWN_KEY, 1);
            client.publish(new Topic(mine.terminal(), Channel.HEALTH), health.seal(mine.signer()));
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (fleet.terminals().stream().noneMatch(terminal -> isWell(terminal, mine))
                    && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
            assertThat(fleet.terminals()).anyMatch(terminal -> isWell(terminal, mine));
        }
    }

    private static boolean isWell(Watched terminal, Identity identity) {
        return terminal.id().equals(identity.terminal().value())
                && terminal.vitals().equals(SampleFleet.WELL);
    }

    @Test
    void aPacketFarTooLargeIsCountedAndNeverHeldInMemory() throws Exception {
        Identity identity = enrolled();
        try (TerminalClient client = connected(identity)) {
            client.send(new Topic(identity.terminal(), Channel.UP), new byte[5 * Limits.MESSAGE_BYTES]);
            client.awaitDisconnect();
        }
        awaitRefused(identity, Reason.TOO_LARGE, 1);
        // The longest greeting that Artemis takes for one begins, of 2 MB: its first bytes are enough.
        try (SSLSocket socket = (SSLSocket) identity.tls(InstantSource.system())
                .getSocketFactory()
                .createSocket("localhost", server.ports().mqtt())) {
            SSLParameters named = socket.getSSLParameters();
            named.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(named);
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(HexFormat.of().parseHex("10ffff7f" + "00044d515454" + "05" + "02003c"));
            socket.getOutputStream().flush();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        awaitRefused(identity, Reason.TOO_LARGE, 2);
        try (TerminalClient client = connected(identity)) {
            greet(client, identity, TestTerminal.of(identity.terminal(), identity.signer(), RANDOM));
        }
    }

    private static void awaitRefused(Identity identity, Reason reason, long times) throws InterruptedException {
        String counted = "SELECT count AS n FROM refused_message WHERE terminal = ? AND reason = '" + reason + "'";
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!numbers(counted, identity.terminal()).equals(List.of(times)) && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(numbers(counted, identity.terminal())).containsExactly(times);
    }

    private static List<Long> numbers(String sql, TerminalId terminal) {
        return server.context()
                .getBean(Database.class)
                .reading(transaction -> transaction.query(sql, row -> row.integer("n"), terminal.value()));
    }

    @Test
    void aRevokedTerminalIsDisconnectedAtOnceAndDoesNotComeBack() throws Exception {
        Identity identity = enrolled();
        try (TerminalClient client = connected(identity)) {
            assertThat(server.context().getBean(Terminals.class).revoke(identity.terminal(), "test"))
                    .isTrue();
            client.awaitDisconnect();
            assertThatThrownBy(() -> TerminalClient.connect(identity)).isInstanceOf(MqttException.class);
        }
    }

    @Test
    void aTerminalRenewsByItsKeyIsLetInWithTheFreshCertificateAndHearsThatItIsShutOut() throws Exception {
        Identity identity = enrolled();
        IdentityStore store =
                IdentityStore.open(folder.resolve("terminal-" + (claims - 1)).resolve("identity"));
        SiteAuthority site = server.context().getBean(SiteAuthority.class);
        TerminalKey key = store.key(new SecureRandom());
        Identity old = store.keep(
                key,
                site.welcome(
                        CertificateRequest.parse(key.certificateRequest()),
                        new Placement(identity.terminal(), identity.name(), identity.place(), identity.mqtt()),
                        Instant.now().minus(Duration.ofDays(200))));
        Renewer renewer = new Renewer(store, InstantSource.system(), new SecureRandom());
        URI centre = store.centre().orElseThrow();
        RenewalOutcome outcome = renewer.renew(centre, old);

        assertThat(outcome).isInstanceOf(RenewalOutcome.Renewed.class);
        Identity fresh = store.load().orElseThrow();
        assertThat(fresh.certificate().getNotAfter()).isAfter(old.certificate().getNotAfter());
        TerminalClient.connect(fresh).close();
        server.context().getBean(Terminals.class).revoke(identity.terminal(), "test");
        assertThat(renewer.renew(centre, fresh))
                .isInstanceOfSatisfying(
                        RenewalOutcome.Told.class,
                        told -> assertThat(told.standing()).isEqualTo(Standing.REVOKED));
    }

    @Test
    void theOtherTerminalsAreSentANewCardKeyWhenOneIsLost() throws Exception {
        Identity lost = enrolled();
        Identity stays = enrolled();
        int before = server.context().getBean(SiteAuthority.class).cardKeyNumber();
        try (TerminalClient client = connected(stays);
                TerminalClient stolen = connected(lost)) {
            greet(client, stays, TestTerminal.of(stays.terminal(), stays.signer(), RANDOM));
            greet(stolen, lost, TestTerminal.of(lost.terminal(), lost.signer(), RANDOM));

            server.context().getBean(Terminals.class).revoke(lost.terminal(), "test");

            while (!cardKeysIn(DocumentPart.open(client.next(Channel.DOCUMENT), stays.serverKeys()))
                    .contains(before + 1)) {
                // what came before it
            }
            stolen.awaitDisconnect();
        }
        assertThat(server.context().getBean(SiteAuthority.class).cardKeyNumber())
                .isEqualTo(before + 1);
    }

    private static List<Integer> cardKeysIn(DocumentPart part) {
        if (!part.header().result().document().equals(DocumentName.KEYS)) {
            return List.of();
        }
        return part.entries().stream()
                .filter(entry -> !entry.removed())
                .map(entry -> entry.as(SiteKey.class))
                .filter(key -> key.use() == SiteKey.Use.CARD)
                .map(SiteKey::number)
                .toList();
    }

    @Test
    void aTokenBelongsToTheFirstKeyAndToNobodyElse() throws Exception {
        ClaimTicket ticket = ticket();
        assertThat(claim(ticket)).isInstanceOf(ClaimOutcome.Claimed.class);
        assertThat(claim(ticket).toString()).contains(ClaimRefused.Reason.NOT_FOR_THIS_KEY.name());
    }

    @Test
    void terminalPathsAreOnTheTerminalListenerAndNothingElseIs() throws Exception {
        Identity identity = enrolled();
        HttpClient http = HttpClient.newBuilder()
                .sslContext(identity.tls(InstantSource.system()))
                .build();
        HttpRequest.Builder post = HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString("{}"));
        URI console = URI.create("http://127.0.0.1:" + server.ports().console());
        URI terminals = URI.create("https://localhost:" + server.ports().terminal());
        assertThat(status(http, post.uri(console.resolve("/terminal/claim")).build()))
                .isEqualTo(404);
        assertThat(status(http, post.uri(terminals.resolve("/login")).build())).isEqualTo(404);
        assertThat(status(http, post.uri(terminals.resolve("/actuator/health")).build()))
                .isEqualTo(404);
        assertThat(status(http, post.uri(terminals.resolve("/terminal/claim")).build()))
                .isEqualTo(400);
        HttpRequest huge = HttpRequest.newBuilder(terminals.resolve("/terminal/claim"))
                .POST(HttpRequest.BodyPublishers.ofByteArray("x".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
                .build();
        assertThat(status(http, huge)).isEqualTo(400);
    }

    private static int status(HttpClient http, HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
