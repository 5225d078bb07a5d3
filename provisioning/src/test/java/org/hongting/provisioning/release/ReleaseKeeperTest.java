package org.hongting.provisioning.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.protocol.document.ReleaseEntry;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReleaseFact;
import org.hongting.protocol.record.ReleaseObstacle;
import org.hongting.protocol.release.ReleaseFile;
import org.hongting.protocol.release.ReleaseSamples;
import org.hongting.provisioning.release.ReleaseKeeper.Next;
import org.hongting.provisioning.release.ReleaseKeeper.Now;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kiosk and the switching program, as they go on over starts of a machine.
class ReleaseKeeperTest {
    private static final ReleaseSamples.Made OLD = ReleaseSamples.release("0.1.0");
    private static final ReleaseSamples.Made NEW = ReleaseSamples.release("0.2.0");
    private static final Digest RELEASE = NEW.signed().digest();

    @TempDir
    private Path machine;

    private final List<String> facts = new ArrayList<>();
    private Optional<ReleaseEntry> wanted = Optional.of(entry(1));

    @BeforeEach
    void aMachineThatRunsWhatItsPackageBrought() throws IOException {
        Path jars = Files.createDirectories(machine.resolve("packaged/jars"));
        for (ReleaseFile file : OLD.signed().manifest().filesFor("arm64")) {
            Files.write(jars.resolve(file.name()), OLD.content(file.name()));
        }
    }

    private static ReleaseEntry entry(int attempt) {
        return new ReleaseEntry(
                ReleaseEntry.WANTED,
                "0.2.0",
                RELEASE,
                Base64.getEncoder().encodeToString(NEW.signed().signature()),
                1,
                attempt,
                OffsetDateTime.parse("2026-11-24T01:00:00Z"),
                null);
    }

    private ReleaseSwitch program() throws IOException {
        return ReleaseSwitch.open(
                new ReleaseSwitch.Place(
                        machine.resolve("root"),
                        machine.resolve("inbox"),
                        machine.resolve("packaged"),
                        ReleaseSamples.MACHINE,
                        ReleaseSamples.KEYS),
                CuttingDisk.never());
    }

    /// A start of the kiosk's process.
    private ReleaseKeeper started() throws IOException {
        program().start();
        return new ReleaseKeeper(machine.resolve("root"), machine.resolve("inbox"), CuttingDisk.never());
    }

    private static Now now(long minutes, boolean isReady, boolean isOnline, boolean mayRestart) {
        return new Now(Duration.ofMinutes(minutes), isReady, isOnline, mayRestart);
    }

    private Next look(ReleaseKeeper keeper, Now now) throws IOException {
        Next next = keeper.look(wanted, now);
        tell(keeper);
        return next;
    }

    private void tell(ReleaseKeeper keeper) throws IOException {
        Optional<ReleaseFact> fact = keeper.untold("0.1.0");
        if (fact.isPresent()) {
            facts.add(fact.get().getClass().getSimpleName());
            keeper.told();
        }
    }

    private void fetchAll(ReleaseKeeper keeper) throws IOException {
        ReleaseDownload download = new ReleaseDownload(
                new ReleaseInbox(machine.resolve("inbox"), CuttingDisk.never()),
                (file, from, length) -> Optional.of(
                        RELEASE.equals(file)
                                ? NEW.signed().bytes()
                                : Arrays.copyOfRange(NEW.content(file), (int) from, (int)
                                        Math.min(NEW.content(file).length, from + length))),
                new ReleaseDownload.Here(ReleaseSamples.MACHINE, ReleaseSamples.KEYS, machine.resolve("packaged")));
        while (look(keeper, now(1, true, true, false)) == Next.FETCH) {
            keeper.fetch(wanted.orElseThrow(), download::step);
        }
        program().heed();
    }

    /// Up to the start that is one of the new version.
    private ReleaseKeeper tried() throws IOException {
        ReleaseKeeper keeper = started();
        fetchAll(keeper);
        assertThat(look(keeper, now(2, true, true, true))).isEqualTo(Next.RESTART);
        return started();
    }

    @Test
    void aReleaseIsFetchedTriedKeptAndToldOfOnceEach() throws IOException {
        ReleaseKeeper keeper = started();
        fetchAll(keeper);
        assertThat(look(keeper, now(2, true, true, false)))
                .as("somebody is there")
                .isEqualTo(Next.REST);
        assertThat(look(keeper, now(3, true, true, true))).isEqualTo(Next.RESTART);

        keeper = started();
        assertThat(look(keeper, now(0, false, false, false))).isEqualTo(Next.REST);
        assertThat(look(keeper, now(1, true, false, false))).isEqualTo(Next.REST);
        program().heed();
        assertThat(program().state().isTrying(RELEASE))
                .as("it was online before")
                .isTrue();
        look(keeper, now(2, true, true, false));
        program().heed();
        look(keeper, now(3, true, true, false));
        look(keeper, now(4, true, true, true));

        assertThat(program().state().isRunning(RELEASE)).isTrue();
        assertThat(facts).containsExactly("ReleaseReady", "ReleaseTried", "ReleaseKept");
        try (Stream<Path> left = Files.list(machine.resolve("inbox"))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("word.json", "told.json");
        }
        look(started(), now(1, true, true, true));
        assertThat(facts).hasSize(3);
    }

    @Test
    void oneThatDoesNotReachTheCentreAgainGoesBackAndIsAskedForAnewUnderAHigherNumberAlone() throws IOException {
        ReleaseKeeper keeper = tried();
        look(keeper, now(1, true, false, false));
        assertThat(look(keeper, now(5, true, false, false))).isEqualTo(Next.RESTART);

        keeper = started();
        assertThat(look(keeper, now(1, true, true, true))).isEqualTo(Next.REST);
        assertThat(facts).containsExactly("ReleaseReady", "ReleaseTried", "ReleaseReturned");
        assertThat(program().state().obstacle()).isEqualTo(ReleaseObstacle.NOT_WELL);
        wanted = Optional.of(entry(2));
        assertThat(look(keeper, now(2, true, true, true))).isEqualTo(Next.FETCH);
    }

    @Test
    void oneThatWasOfflineBeforeNeedNotBeOnlineAfter() throws IOException {
        ReleaseKeeper keeper = started();
        fetchAll(keeper);
        assertThat(look(keeper, now(2, true, false, true))).isEqualTo(Next.RESTART);
        keeper = started();
        look(keeper, now(0, true, false, false));
        look(keeper, now(0, true, false, false));
        program().heed();

        assertThat(program().state().isRunning(RELEASE)).isTrue();
    }

    @Test
    void oneThatIsNeverReadyGoesBackAlsoWhereTheRolloutWasEndedMeanwhile() throws IOException {
        ReleaseKeeper keeper = tried();
        wanted = Optional.empty();
        assertThat(look(keeper, now(5, false, true, false))).isEqualTo(Next.RESTART);
        look(started(), now(1, true, true, false));

        assertThat(facts).containsExactly("ReleaseReady", "ReleaseTried", "ReleaseReturned");
    }

    @Test
    void whatIsNotBelievedIsToldOnceAndNotFetchedAgain() throws IOException {
        ReleaseEntry entry = entry(1);
        wanted = Optional.of(
                new ReleaseEntry(entry.id(), entry.version(), entry.manifest(), "AAAA", 1, 1, entry.from(), null));
        ReleaseKeeper keeper = started();
        fetchAll(keeper);

        assertThat(facts).containsExactly("ReleaseRefused");
        assertThat(look(keeper, now(1, true, true, true))).isEqualTo(Next.REST);
        assertThat(look(started(), now(1, true, true, true))).isEqualTo(Next.REST);
        assertThat(facts).hasSize(1);
    }
}
