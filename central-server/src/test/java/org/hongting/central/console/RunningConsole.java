package org.hongting.central.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hongting.central.CentralOptions;
import org.hongting.central.CentralServer;
import org.hongting.central.attachment.Attachments;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.platform.security.FirstSignIn;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.wire.AttachmentPart;

/// A real server on a folder of its own, and a script's way to it.
final class RunningConsole implements AutoCloseable {
    private static final EpochId EPOCH = EpochId.draw(new Random(1));
    private static final ZoneId ZONE = ZoneId.systemDefault();

    final CentralServer server;
    final String address;
    final String password;
    private final HttpClient client = HttpClient.newHttpClient();
    private long seq;

    RunningConsole(Path data) throws IOException {
        this(TestStore.serverOn(data), data);
    }

    RunningConsole(CentralOptions options, Path data) throws IOException {
        server = CentralServer.start(options);
        address = "http://127.0.0.1:" + server.ports().console();
        password = Files.readAllLines(data.resolve(FirstSignIn.FILE)).get(1);
    }

    HttpResponse<String> ask(String method, String path, byte[] body, boolean signedIn) {
        return ask(method, path, body, signedIn, Map.of());
    }

    HttpResponse<String> ask(String method, String path, byte[] body, boolean signedIn, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept-Language", "zh-CN")
                // What curl says of every file it sends.
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (signedIn) {
            String basic = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(UTF_8));
            request.header("Authorization", "Basic " + basic);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return ask("GET", path, new byte[0], true);
    }

    HttpResponse<String> delete(String path) {
        return ask("DELETE", path, new byte[0], true);
    }

    HttpResponse<String> post(String path, String body) {
        return ask("POST", path, body.getBytes(UTF_8), true);
    }

    /// Lets a terminal report an arrival, through the projection as ingest calls it.
    void arrives(String meeting, String member, Instant at, ClockQuality quality, boolean simulated) {
        tells(
                new Fact.CheckInAdmitted(new MeetingId(meeting), new MemberId(member), card(simulated), false),
                at,
                quality);
    }

    void leaves(String meeting, String member, Instant at) {
        tells(new Fact.CheckedOut(new MeetingId(meeting), new MemberId(member), card(false)), at, ClockQuality.SYNCED);
    }

    private static Fact.Origin card(boolean simulated) {
        return new Fact.Origin(CredentialKind.CARD, "pcsc-0", simulated);
    }

    /// Lets a terminal report what somebody in charge did, now.
    void tells(Fact.MeetingLife fact) {
        tells(fact, Instant.now(), ClockQuality.SYNCED);
    }

    /// Lets a terminal upload some bytes of an attachment that a fact named.
    void uploads(byte[] bytes, int from, int to) {
        KeyPair pair = P256.newKeyPair(new SecureRandom());
        byte[] part = AttachmentPart.seal(
                new TerminalId("kiosk-1"),
                Digest.of(bytes),
                from,
                Arrays.copyOfRange(bytes, from, to),
                Signer.of(pair));
        server.context()
                .getBean(Attachments.class)
                .take(AttachmentPart.open(part, new TerminalId("kiosk-1"), id -> pair.getPublic()));
    }

    private void tells(Fact fact, Instant at, ClockQuality quality) {
        tells(
                fact,
                new ClockReading(
                        OffsetDateTime.ofInstant(at, ZONE), quality, new BootId("boot-1"), (seq + 1) * 1_000_000_000L));
    }

    /// Lets a terminal report anything, by its clocks.
    void tells(Fact fact, ClockReading clock) {
        seq++;
        FactType type = FactType.of(fact);
        Envelope envelope = new Envelope(seq, clock, type.typeName(), type.version(), Digest.of(new byte[0]));
        StoredFact stored = new StoredFact(new TerminalId("kiosk-1"), EPOCH, envelope, fact, Instant.now());
        database().inTransaction(transaction -> {
            server.context()
                    .getBeansOfType(FactProjection.class)
                    .values()
                    .forEach(projection -> projection.project(transaction, List.of(stored)));
            return null;
        });
    }

    /// As if it had been held four hours earlier.
    void endMeeting(String meeting) {
        Instant starts = Instant.now().minus(Duration.ofHours(4));
        database()
                .inTransaction(transaction -> transaction.update(
                        "UPDATE meeting SET starts_at = ?, opens_at = ?, late_from = ?, ends_at = ?, closes_at = ?,"
                                + " leaves_from = NULL, early_until = NULL, leaves_until = NULL WHERE id = ?",
                        UtcText.of(starts),
                        UtcText.of(starts.minus(Duration.ofMinutes(30))),
                        UtcText.of(starts),
                        UtcText.of(starts.plus(Duration.ofHours(2))),
                        UtcText.of(starts.plus(Duration.ofHours(2))),
                        meeting));
        database()
                .inTransaction(transaction -> transaction.update(
                        "UPDATE terminal SET online = 0, pending = 37, last_contact_at = ?", UtcText.of(starts)));
    }

    /// A terminal as claiming would have left it.
    void addTerminal(String id, String name) {
        database()
                .inTransaction(transaction -> transaction.update(
                        "INSERT INTO terminal (id, name, place, public_key, claimed_at, online, pending, clock)"
                                + " VALUES (?, ?, ?, ?, ?, 1, 0, 'SYNCED')",
                        id,
                        name,
                        "北校区 301",
                        id.getBytes(UTF_8),
                        "2026-01-01T00:00:00.000Z"));
    }

    <T> T bean(Class<T> type) {
        return server.context().getBean(type);
    }

    Database database() {
        return server.context().getBean(Database.class);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
