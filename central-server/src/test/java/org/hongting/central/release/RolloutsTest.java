package org.hongting.central.release;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.rollout.Kiosk;
import org.hongting.central.rollout.Place;
import org.hongting.central.rollout.Stage;
import org.hongting.central.rollout.Standing;
import org.hongting.central.testing.MovingClock;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.document.CourseDelivery.DailyWindow;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.ReleaseEntry;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReleaseFact;
import org.hongting.protocol.record.ReleaseObstacle;
import org.hongting.protocol.release.RefusedRelease;
import org.hongting.protocol.release.ReleaseKeys;
import org.hongting.protocol.release.ReleaseManifest;
import org.hongting.protocol.release.ReleaseSamples;
import org.hongting.protocol.release.SignedRelease;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("both-stores")
class RolloutsTest {
    private static final KeyPair SERVER = P256.newKeyPair(new SecureRandom());
    private static final ReleaseSamples.Made MADE = ReleaseSamples.release("0.2.0");
    private static final Digest RELEASE = MADE.signed().digest();
    private static final DailyWindow NIGHT = new DailyWindow(LocalTime.of(22, 0), LocalTime.of(6, 0));

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-24T01:00:00Z"), ZoneId.of("UTC"));
    private final List<TestTerminal> terminals = IntStream.range(0, 4)
            .mapToObj(number -> TestTerminal.named("kiosk-" + number, new Random(number)))
            .toList();
    private TestStore store;
    private Releases releases;
    private Rollouts rollouts;

    @BeforeEach
    void open() throws IOException {
        store = new TestStore(folder);
        terminals.forEach(store::enrol);
        AuditLog audit = new AuditLog(store.database, clock);
        Path keys = folder.resolve("release-keys");
        Files.writeString(keys, ReleaseKeys.line(ReleaseSamples.PAIR.getPublic()) + "\n", US_ASCII);
        releases = new Releases(store.database, audit, clock, new ReleaseFiles(folder.resolve("releases"), 0), keys);
        rollouts = new Rollouts(
                store.database,
                audit,
                clock,
                new Random(3),
                () -> terminals.stream()
                        .map(terminal -> new Kiosk(terminal.id(), "building", true))
                        .toList());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private <T> T doing(Function<Transaction, T> act) {
        return store.database.inTransaction(act::apply);
    }

    private void staged() throws IOException {
        releases.stage(new ByteArrayInputStream(MADE.packaged()), "admin");
    }

    /// The first terminal, then the three others.
    private RolloutRow begun(int failPercent) {
        Stage stage = new Stage(failPercent, Duration.ofHours(26), 1, 2, false);
        return doing(transaction -> rollouts.begin(
                transaction,
                new RolloutWish(
                        RELEASE,
                        List.of(
                                new RolloutWish.Part(
                                        stage, List.of(terminals.getFirst().id())),
                                new RolloutWish.Part(
                                        stage,
                                        terminals.stream()
                                                .skip(1)
                                                .map(TestTerminal::id)
                                                .toList())),
                        Optional.of(NIGHT)),
                "admin"));
    }

    private Optional<ReleaseEntry> told(int number) {
        List<DocumentEntry> entries = store.database
                .reading(transaction -> rollouts.contents(
                        transaction, terminals.get(number).id().value()))
                .getOrDefault(DocumentName.releaseOf(terminals.get(number).id()), List.of());
        return entries.stream().map(entry -> entry.as(ReleaseEntry.class)).findFirst();
    }

    private boolean mayInstall(int number) {
        return told(number).filter(entry -> entry.from() != null).isPresent();
    }

    private void hear(int number, ReleaseFact... facts) {
        TestTerminal terminal = terminals.get(number);
        Stream.of(facts).forEach(terminal::append);
        new Ingest(store.database, store.id, Signer.of(SERVER), clock, new Random(3), List.of(rollouts))
                .take(List.of(terminal.hello("0f1e2d3c4b5a69788796a5b4c3d2e1f0", 1), terminal.all()), Duration.ZERO);
    }

    private static ReleaseFact kept(int attempt) {
        return new ReleaseFact.ReleaseKept("0.2.0", RELEASE, attempt);
    }

    private static ReleaseFact returned(int attempt) {
        return new ReleaseFact.ReleaseReturned("0.2.0", RELEASE, attempt, ReleaseObstacle.NOT_WELL, "0.1.0");
    }

    private RolloutRow now(RolloutRow row) {
        return doing(transaction -> rollouts.find(transaction, row.id())).orElseThrow();
    }

    @Test
    void aReleaseGoesOutStageByStageByWhatTerminalsSay() throws IOException {
        staged();
        RolloutRow row = begun(34);
        rollouts.turn();

        assertThat(told(0)).hasValueSatisfying(entry -> {
            assertThat(entry.manifest()).isEqualTo(RELEASE);
            assertThat(entry.daily()).isEqualTo(NIGHT);
            assertThat(entry.signatureBytes()).isEqualTo(MADE.signed().signature());
        });
        assertThat(mayInstall(0)).isTrue();
        assertThat(told(1)).as("it fetches").isPresent();
        assertThat(mayInstall(1)).isFalse();

        hear(0, new ReleaseFact.ReleaseReady("0.2.0", RELEASE, 1), kept(1));
        rollouts.turn();
        assertThat(IntStream.range(1, 4).filter(this::mayInstall))
                .as("two at once")
                .containsExactly(1, 2);

        hear(1, returned(1));
        hear(2, kept(1));
        rollouts.turn();
        assertThat(now(row).state().standing()).as("one of three is 33 %").isEqualTo(Standing.RUNNING);
        assertThat(told(1)).as("it is not asked again").isEmpty();
        assertThat(mayInstall(3)).isTrue();
        hear(3, new ReleaseFact.ReleaseRefused("0.2.0", RELEASE, 1, ReleaseObstacle.NOT_NEWER));
        rollouts.turn();
        assertThat(now(row).state().standing()).as("it runs there already").isEqualTo(Standing.FINISHED);
        assertThat(told(0)).isEmpty();
    }

    @Test
    void aRolloutThatStoppedTellsNobodyAndIsTriedAgainUnderAHigherNumber() throws IOException {
        staged();
        RolloutRow row = begun(10);
        rollouts.turn();
        hear(0, returned(1));
        rollouts.turn();

        assertThat(now(row).state().standing()).isEqualTo(Standing.STOPPED);
        assertThat(IntStream.range(0, 4).mapToObj(this::told)).allMatch(Optional::isEmpty);
        assertThatThrownBy(() -> begun(10))
                .isInstanceOfSatisfying(
                        RolloutRefusal.class, e -> assertThat(e.reason()).isEqualTo(RolloutRefusal.Reason.UNDER_WAY));
        assertThatThrownBy(() -> doing(transaction -> {
                    rollouts.resume(transaction, row.id(), "admin");
                    return true;
                }))
                .isInstanceOf(RolloutRefusal.class);
        doing(transaction -> {
            rollouts.again(transaction, row.id(), "admin");
            return true;
        });
        rollouts.turn();
        assertThat(told(0).orElseThrow().attempt()).isEqualTo(2);
        assertThat(mayInstall(0)).isTrue();
        hear(0, returned(1));
        assertThat(now(row).state().count(0, Place.Progress.TOLD))
                .as("that was the first time")
                .isEqualTo(1);
        hear(0, kept(2));
        assertThat(now(row).state().count(0, Place.Progress.DONE)).isEqualTo(1);
    }

    @Test
    void aPausedRolloutLetsTerminalsFetchAndNotInstallAndAnAbortedOneNeither() throws IOException {
        staged();
        RolloutRow row = begun(10);
        rollouts.turn();
        doing(transaction -> {
            rollouts.pause(transaction, row.id(), "admin");
            return true;
        });

        assertThat(told(0)).isPresent();
        assertThat(mayInstall(0)).isFalse();
        assertThat(releases.fileFor(terminals.getFirst().id(), RELEASE)).isPresent();
        doing(transaction -> {
            rollouts.abort(transaction, row.id(), "admin");
            return true;
        });
        assertThat(told(0)).isEmpty();
        assertThat(releases.fileFor(terminals.getFirst().id(), RELEASE)).isEmpty();
        assertThat(begun(10).attempt()).as("another rollout of it asks anew").isEqualTo(2);
    }

    @Test
    void whoeverIsSilentForTooLongHasFailed() throws IOException {
        staged();
        RolloutRow row = begun(10);
        rollouts.turn();
        clock.pass(Duration.ofHours(26));
        rollouts.turn();

        assertThat(now(row).state().standing()).isEqualTo(Standing.STOPPED);
        assertThat(now(row).state().count(0, Place.Progress.SILENT)).isEqualTo(1);
    }

    @Test
    void onlyWhatAPinnedKeyHasSignedIsStagedAndOnlyWhole() throws IOException {
        SignedRelease foreign = SignedRelease.sign(
                MADE.signed().manifest(), P256.newKeyPair(new SecureRandom()).getPrivate());
        isRefused(new ReleaseSamples.Made(foreign, MADE.contents()).packaged(), ReleaseObstacle.WRONG_SIGNATURE);
        isRefused(Arrays.copyOf(MADE.packaged(), 12_000), ReleaseObstacle.MALFORMED);
        ReleaseManifest manifest = MADE.signed().manifest();
        ReleaseManifest server = new ReleaseManifest(
                "hongting-server",
                manifest.version(),
                manifest.architectures(),
                manifest.built(),
                manifest.oldest(),
                manifest.store(),
                manifest.options(),
                manifest.files());
        isRefused(ReleaseSamples.signed(server, "0.2.0").packaged(), ReleaseObstacle.OTHER_MACHINE);
        assertThatThrownBy(() -> begun(10))
                .isInstanceOfSatisfying(
                        RolloutRefusal.class, e -> assertThat(e.reason()).isEqualTo(RolloutRefusal.Reason.NO_SUCH));

        staged();
        staged();
        List<StagedRelease> all = doing(releases::all);
        assertThat(all).extracting(staged -> staged.version().value()).containsExactly("0.2.0");
        Files.delete(folder.resolve("release-keys"));
        isRefused(MADE.packaged(), ReleaseObstacle.NO_KEY);
    }

    private void isRefused(byte[] packaged, ReleaseObstacle reason) throws IOException {
        assertThatThrownBy(() -> releases.stage(new ByteArrayInputStream(packaged), "admin"))
                .isInstanceOfSatisfying(
                        RefusedRelease.class, e -> assertThat(e.reason()).isEqualTo(reason));
        List<Path> unfinished = new ArrayList<>();
        if (Files.isDirectory(folder.resolve("releases"))) {
            try (Stream<Path> files = Files.list(folder.resolve("releases"))) {
                files.filter(file -> file.toString().endsWith(".unfinished")).forEach(unfinished::add);
            }
        }
        assertThat(unfinished).isEmpty();
    }

    @Test
    void nobodyIsInTwoStagesAndNoStageIsEmpty() throws IOException {
        staged();
        Stage stage = new Stage(10, Duration.ofHours(26), 1, 2, false);
        RolloutWish.Part first =
                new RolloutWish.Part(stage, List.of(terminals.getFirst().id()));
        for (List<RolloutWish.Part> parts : List.of(
                List.of(first, first),
                List.of(first, new RolloutWish.Part(stage, List.of())),
                List.<RolloutWish.Part>of())) {
            assertThatThrownBy(() -> doing(transaction ->
                            rollouts.begin(transaction, new RolloutWish(RELEASE, parts, Optional.empty()), "admin")))
                    .isInstanceOfSatisfying(
                            RolloutRefusal.class, e -> assertThat(e.reason()).isEqualTo(RolloutRefusal.Reason.STAGES));
        }
    }
}
