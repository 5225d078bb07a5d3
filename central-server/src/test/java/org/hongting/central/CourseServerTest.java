package org.hongting.central;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hongting.central.course.Courses;
import org.hongting.central.course.build.SourceFolder;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.fleet.ClaimTokens;
import org.hongting.central.platform.SiteSettings;
import org.hongting.central.release.Releases;
import org.hongting.central.release.RolloutWish;
import org.hongting.central.release.Rollouts;
import org.hongting.central.rollout.Stage;
import org.hongting.central.testing.Enrolment;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.Limits;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.SignedManifest;
import org.hongting.protocol.document.CourseEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.ReleaseEntry;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.release.ReleaseKeys;
import org.hongting.protocol.release.ReleaseManifest;
import org.hongting.protocol.release.ReleaseSamples;
import org.hongting.protocol.release.SignedRelease;
import org.hongting.protocol.signing.Ed25519;
import org.hongting.protocol.wire.CourseFileAsk;
import org.hongting.protocol.wire.CourseReport;
import org.hongting.provisioning.authority.SiteAuthority;
import org.hongting.provisioning.claim.ClaimOutcome;
import org.hongting.provisioning.https.HttpsPost;
import org.hongting.provisioning.https.HttpsRange;
import org.hongting.provisioning.identity.Identity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.node.ObjectNode;

/// Courses from the command line to a real server, and from there to a terminal over its own listener.
class CourseServerTest {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static CentralServer server;
    private static Identity hall;
    private static Identity door;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        server = CentralServer.start(TestStore.serverOn(folder.resolve("data")));
        hall = enrolled("hall");
        door = enrolled("door");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Identity enrolled(String name) throws Exception {
        ClaimTokens.Minted minted =
                server.context().getBean(ClaimTokens.class).mint(name, "Hall", Duration.ofHours(1), "test");
        ClaimTicket ticket = new ClaimTicket(
                URI.create("https://localhost:" + server.ports().terminal()),
                minted.token().reveal(),
                server.context().getBean(SiteAuthority.class).fingerprint(),
                minted.expires());
        return ((ClaimOutcome.Claimed) Enrolment.claim(ticket, folder.resolve(name))).identity();
    }

    private ObjectNode run(int status, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--json";
        out.getBuffer().setLength(0);
        assertThat(CourseCommand.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(errors))
                        .execute(TestStore.command(folder.resolve("data"), all)))
                .as(errors.toString())
                .isEqualTo(status);
        return Json.readObject(out.toString().strip().getBytes(UTF_8));
    }

    @Test
    void theLedgerIsLookedAtBesideTheServerWhileItWritesAndInItsZone() {
        Database database = server.context().getBean(Database.class);
        assertThat(database.reading(SiteSettings::zone))
                .contains(server.context().getBean(ZoneId.class));
        database.inTransaction(transaction -> {
            transaction.update("INSERT INTO study_day (member, day, met, grouped, alone, off_site, proven)"
                    + " VALUES ('0011223344556677', 1, 0, 0, 1, 0, 0)");
            CommandLine command = new CommandLine(new StudyCommand()).setOut(new PrintWriter(out));
            assertThat(command.execute(TestStore.command(folder.resolve("data"))))
                    .as(out.toString())
                    .isZero();
            transaction.update("DELETE FROM study_day");
            return null;
        });
    }

    private static HttpResponse<byte[]> fetch(Identity as, CourseFileAsk ask, long from, int length) throws Exception {
        return fetch(as, CourseFileAsk.FOLDER, ask, from, length);
    }

    private static HttpResponse<byte[]> fetch(Identity as, String below, CourseFileAsk ask, long from, int length)
            throws Exception {
        return new HttpsRange(as.tls(InstantSource.system()), DEADLINE)
                .fetch(
                        URI.create("https://localhost:" + server.ports().terminal() + below + ask.terminal() + "/"
                                + ask.file().hex()),
                        CourseFileAsk.HEADER,
                        new CourseFileAsk(as.terminal(), ask.file()).seal(as.signer()),
                        from,
                        length);
    }

    private static List<CourseEntry> published(Identity terminal, int courses) throws InterruptedException {
        Instant until = Instant.now().plus(DEADLINE);
        DocumentStore documents = server.context().getBean(DocumentStore.class);
        while (true) {
            List<CourseEntry> entries = server.context()
                    .getBean(Database.class)
                    .reading(transaction ->
                            documents.entries(transaction, DocumentName.coursesOf(terminal.terminal())).stream()
                                    .map(entry -> entry.as(CourseEntry.class))
                                    .toList());
            if (entries.size() == courses || Instant.now().isAfter(until)) {
                return entries;
            }
            Thread.sleep(50);
        }
    }

    @Test
    void aCourseFromTheCommandLineReachesTerminalsByRangeAndTheyAlone() throws Exception {
        SourceFolder source = new SourceFolder(Files.createDirectory(folder.resolve("source")))
                .describe("constitution", 1)
                .text("a.md", "# 总纲\n\n<script>x</script>\n\n" + "文字".repeat(2000) + "\n");
        Path file = folder.resolve("built.htc");
        assertThat(run(0, "build", source.path().toString(), "--out", file.toString())
                        .path("notes")
                        .toString())
                .contains("a.md: HTML was removed", "\"html-removed\"");
        assertThat(run(0, "check", file.toString()).path("edition").asInt()).isEqualTo(1);
        run(0, "add", file.toString());

        CourseEntry entry = published(hall, 1).getFirst();
        CourseFileAsk askManifest = new CourseFileAsk(hall.terminal(), entry.manifest());
        byte[] manifest =
                fetch(hall, askManifest, 0, Limits.COURSE_MANIFEST_BYTES).body();
        List<PublicKey> keys = server.context().getBean(SiteAuthority.class).courseKeys().stream()
                .map(key -> Ed25519.publicKey(key.publicKeyBytes()))
                .toList();
        SignedManifest signed = SignedManifest.open(manifest, entry.signatureBytes(), keys);
        CourseFile text = signed.manifest().files().getFirst();
        CourseFileAsk ask = new CourseFileAsk(hall.terminal(), text.sha256());
        byte[] whole = fetch(hall, ask, 0, Limits.COURSE_CHUNK_BYTES).body();
        assertThat(Digest.of(whole)).isEqualTo(text.sha256());
        HttpResponse<byte[]> piece = fetch(hall, ask, 100, 50);
        assertThat(piece.statusCode()).isEqualTo(206);
        assertThat(piece.body()).isEqualTo(Arrays.copyOfRange(whole, 100, 150));

        assertThat(fetch(door, ask, 0, 10).statusCode())
                .as("with another's key")
                .isEqualTo(403);
        assertThat(fetch(hall, new CourseFileAsk(hall.terminal(), Digest.of(new byte[] {1})), 0, 10)
                        .statusCode())
                .isEqualTo(404);
        reportsAndWithdraws(entry, ask);
    }

    private void reportsAndWithdraws(CourseEntry entry, CourseFileAsk ask) throws Exception {
        CourseReport report = new CourseReport(
                hall.terminal(),
                List.of(new CourseReport.Line(
                        entry.id(), entry.edition(), entry.manifest(), 10, entry.bytes(), false, "no room")));
        assertThat(new HttpsPost(hall.tls(InstantSource.system()), DEADLINE, 100)
                        .send(
                                URI.create("https://localhost:" + server.ports().terminal() + CourseFileAsk.FOLDER
                                        + hall.terminal()),
                                "application/octet-stream",
                                report.seal(hall.signer()))
                        .statusCode())
                .isEqualTo(204);
        Courses courses = server.context().getBean(Courses.class);
        assertThat(courses.deliveries(courses.find(new CourseId("constitution")).orElseThrow()))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.problem()).contains("no room"));

        courses.withdraw(new CourseId("constitution"), "test");
        assertThat(published(hall, 0)).isEmpty();
        assertThat(fetch(hall, ask, 0, 10).statusCode()).isEqualTo(404);
    }

    @Test
    void aReleaseIsFetchedByTheTerminalsOfItsRolloutAndThemAlone() throws Exception {
        Files.writeString(
                folder.resolve("data/release-keys"), ReleaseKeys.line(ReleaseSamples.PAIR.getPublic()) + "\n");
        ReleaseSamples.Made made = ReleaseSamples.release("0.2.0");
        Digest release = server.context()
                .getBean(Releases.class)
                .stage(new ByteArrayInputStream(made.packaged()), "test")
                .release();
        Rollouts rollouts = server.context().getBean(Rollouts.class);
        Stage stage = new Stage(10, Duration.ofHours(26), 1, 5, false);
        RolloutWish wish = new RolloutWish(
                release, List.of(new RolloutWish.Part(stage, List.of(hall.terminal()))), Optional.empty());
        Database database = server.context().getBean(Database.class);
        String rollout = database.inTransaction(transaction -> rollouts.begin(transaction, wish, "test"))
                .id();

        ReleaseEntry told = toldToInstall();
        CourseFileAsk ask = new CourseFileAsk(hall.terminal(), told.manifest());
        byte[] manifest = fetch(hall, CourseFileAsk.RELEASES, ask, 0, ReleaseManifest.MOST_BYTES)
                .body();
        SignedRelease signed = SignedRelease.open(manifest, told.signatureBytes(), ReleaseSamples.KEYS);
        CourseFileAsk jar = new CourseFileAsk(
                hall.terminal(), signed.manifest().files().getFirst().sha256());
        HttpResponse<byte[]> piece = fetch(hall, CourseFileAsk.RELEASES, jar, 100, 50);
        assertThat(piece.statusCode()).isEqualTo(206);
        assertThat(piece.body()).isEqualTo(Arrays.copyOfRange(made.content("kiosk-app.jar"), 100, 150));

        assertThat(fetch(door, CourseFileAsk.RELEASES, jar, 0, 10).statusCode()).isEqualTo(403);
        CourseFileAsk others = new CourseFileAsk(door.terminal(), jar.file());
        assertThat(fetch(door, CourseFileAsk.RELEASES, others, 0, 10).statusCode())
                .isEqualTo(404);
        database.inTransaction(transaction -> {
            rollouts.abort(transaction, rollout, "test");
            return rollout;
        });
        assertThat(fetch(hall, CourseFileAsk.RELEASES, jar, 0, 10).statusCode()).isEqualTo(404);
    }

    /// The publisher steps the rollout and makes the document by itself.
    private static ReleaseEntry toldToInstall() throws InterruptedException {
        DocumentStore documents = server.context().getBean(DocumentStore.class);
        Instant until = Instant.now().plus(DEADLINE);
        while (Instant.now().isBefore(until)) {
            Optional<ReleaseEntry> told = server.context()
                    .getBean(Database.class)
                    .reading(transaction ->
                            documents.entries(transaction, DocumentName.releaseOf(hall.terminal())).stream()
                                    .map(entry -> entry.as(ReleaseEntry.class))
                                    .findFirst());
            if (told.filter(entry -> entry.from() != null).isPresent()) {
                return told.get();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("nobody is told to install");
    }

    @Test
    void whatIsWrongWithAFolderIsSaidWithStatusOne() throws Exception {
        SourceFolder source = new SourceFolder(Files.createDirectory(folder.resolve("wrong")))
                .describe("wrong", 1)
                .text("a.pdf", "none");

        assertThat(run(1, "add", source.path().toString()).path("problems").toString())
                .contains("a.pdf", "\"pdf-broken\"");
        Files.write(folder.resolve("rubbish.htc"), new byte[100]);
        assertThat(run(1, "check", folder.resolve("rubbish.htc").toString())
                        .path("done")
                        .asBoolean())
                .isFalse();
        assertThat(errors.toString()).contains("refused: a.pdf");
    }
}
