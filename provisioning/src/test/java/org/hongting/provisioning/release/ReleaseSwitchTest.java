package org.hongting.provisioning.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.protocol.document.ReleaseEntry;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReleaseObstacle;
import org.hongting.protocol.release.RefusedRelease;
import org.hongting.protocol.release.ReleaseFile;
import org.hongting.protocol.release.ReleaseKeys;
import org.hongting.protocol.release.ReleaseSamples;
import org.hongting.provisioning.release.CuttingDisk.Ending;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseSwitchTest {
    private static final ReleaseSamples.Made OLD = ReleaseSamples.release("0.1.0");
    private static final ReleaseSamples.Made NEW = ReleaseSamples.release("0.2.0");
    private static final Digest NEXT = NEW.signed().digest();

    @TempDir
    private Path folder;

    private Path machine = Path.of("");
    private ReleaseKeys keys = ReleaseSamples.KEYS;
    private ReleaseOutlet outlet = (file, from, length) -> Optional.of(
            NEXT.equals(file)
                    ? NEW.signed().bytes()
                    : Arrays.copyOfRange(
                            NEW.content(file), (int) from, (int) Math.min(NEW.content(file).length, from + length)));

    @BeforeEach
    void aMachineThatRunsWhatItsPackageBrought() throws IOException {
        aMachine("one");
    }

    private void aMachine(String name) throws IOException {
        machine = folder.resolve(name);
        Path jars = Files.createDirectories(machine.resolve("packaged/jars"));
        for (ReleaseFile file : OLD.signed().manifest().filesFor("arm64")) {
            Files.write(jars.resolve(file.name()), OLD.content(file.name()));
        }
        Files.writeString(machine.resolve("packaged/java.options"), "-cp\n");
    }

    private ReleaseSwitch.Place place() {
        return new ReleaseSwitch.Place(
                machine.resolve("root"),
                machine.resolve("inbox"),
                machine.resolve("packaged"),
                ReleaseSamples.MACHINE,
                keys);
    }

    private static ReleaseEntry wanted(int attempt) {
        return new ReleaseEntry(
                ReleaseEntry.WANTED,
                "0.2.0",
                NEXT,
                Base64.getEncoder().encodeToString(NEW.signed().signature()),
                1,
                attempt,
                null,
                null);
    }

    /// Goes on until nothing is left to do: the kiosk and the switching program in turns, as on a machine.
    ///
    /// @param isWell whether the new version comes to work
    private void goOn(ReleaseDisk disk, int attempt, boolean isWell) throws IOException {
        ReleaseInbox inbox = new ReleaseInbox(machine.resolve("inbox"), disk);
        for (int turn = 0; turn < 40; turn++) {
            ReleaseSwitch program = ReleaseSwitch.open(place(), disk);
            ReleaseState state = program.state();
            if (state.isRunning(NEXT) || state.hasRefused(NEXT, attempt)) {
                return;
            }
            if (state.isTrying(NEXT)) {
                say(inbox, isWell ? ReleaseWord.Kind.WELL : ReleaseWord.Kind.BACK, attempt);
                program.heed();
                if (!isWell) {
                    program.start();
                }
            } else if (state.isPrepared(NEXT)) {
                say(inbox, ReleaseWord.Kind.GO, attempt);
                program.start();
            } else if (download(disk, program).step(wanted(attempt))) {
                say(inbox, ReleaseWord.Kind.PREPARE, attempt);
                program.heed();
            }
        }
        throw new AssertionError("it came to no end");
    }

    private ReleaseDownload download(ReleaseDisk disk, ReleaseSwitch program) {
        return new ReleaseDownload(
                new ReleaseInbox(machine.resolve("inbox"), disk),
                outlet,
                new ReleaseDownload.Here(ReleaseSamples.MACHINE, keys, program.start()));
    }

    private static void say(ReleaseInbox inbox, ReleaseWord.Kind kind, int attempt) throws IOException {
        inbox.say(new ReleaseWord(
                kind, NEXT, attempt, kind == ReleaseWord.Kind.BACK ? ReleaseObstacle.NOT_WELL : null, true));
    }

    private Path started() throws IOException {
        return ReleaseSwitch.open(place(), CuttingDisk.never()).start();
    }

    private ReleaseState state() throws IOException {
        return ReleaseSwitch.open(place(), CuttingDisk.never()).state();
    }

    /// Everything that the folder is to hold is there, byte for byte.
    private void assertWhole(Path home) throws IOException {
        ReleaseSamples.Made made = home.equals(machine.resolve("packaged")) ? OLD : NEW;
        for (ReleaseFile file : made.signed().manifest().filesFor("arm64")) {
            assertThat(home.resolve("jars").resolve(file.name())).hasBinaryContent(made.content(file.name()));
        }
        assertThat(home.resolve("java.options")).isNotEmptyFile();
    }

    @Test
    void aReleaseIsFetchedPutBesideTriedAndKept() throws IOException {
        goOn(CuttingDisk.never(), 1, true);

        Path home = started();
        assertThat(home).isEqualTo(machine.resolve("root/versions").resolve(NEXT.hex()));
        assertWhole(home);
        assertThat(Files.readAllLines(home.resolve("java.options")))
                .startsWith("-Dfile.encoding=UTF-8", "-XX:+ExitOnOutOfMemoryError", "-cp")
                .last()
                .asString()
                .contains(home.resolve("jars/kiosk-app.jar") + ":", "javafx-arm64.jar")
                .doesNotContain("amd64", ".part");
        assertThat(inbox("sqlite.jar")).as("what runs already is not fetched").doesNotExist();
    }

    private Path inbox(String name) {
        return machine.resolve("inbox").resolve(Digest.of(NEW.content(name)).hex());
    }

    @ParameterizedTest
    @CsvSource({"CUT, true", "CUT_AND_LOST, true", "CUT_AND_LOST, false"})
    void whereverThePowerIsCutAWholeVersionStartsAndTheUpdateComesToItsEnd(Ending ending, boolean isWell)
            throws IOException {
        // What does not turn out well differs only once it is tried: a release is here and whole by then.
        int cuts = isWell ? 0 : 30;
        // Between two steps of the milder kind nothing lies that the stricter one does not meet at each.
        int stride = ending == Ending.CUT ? 2 : 1;
        for (boolean isCut = true; isCut; cuts += stride) {
            aMachine(ending + "-" + isWell + "-" + cuts);
            isCut = isCutAt(cuts + 1, ending, isWell);

            assertWhole(started());
            goOn(CuttingDisk.never(), 1, isWell);
            assertWhole(started());
            assertThat(started().endsWith(NEXT.hex())).isEqualTo(isWell);
            if (!isWell) {
                assertThat(state().obstacle()).isEqualTo(ReleaseObstacle.NOT_WELL);
            }
        }
        assertThat(cuts).isGreaterThan(40);
    }

    private boolean isCutAt(int step, Ending ending, boolean isWell) throws IOException {
        try {
            goOn(new CuttingDisk(step, ending), 1, isWell);
            return false;
        } catch (CuttingDisk.PowerCut e) {
            return true;
        }
    }

    @Test
    void aDiskThatIsFullFromAnyStepOnLeavesTheOldVersionOrTheWholeNewOne() throws IOException {
        int refused = 0;
        for (int step = 1; step < 60; step += 2) {
            aMachine("full-" + step);
            try {
                goOn(new CuttingDisk(step, Ending.FULL), 1, true);
            } catch (IOException | RefusedRelease e) {
                refused++;
            }
            assertWhole(started());

            goOn(CuttingDisk.never(), 2, true);
            assertThat(started()).as("once there is room").endsWithRaw(Path.of(NEXT.hex()));
        }
        assertThat(refused).isPositive();
    }

    @Test
    void aVersionThatGoesDownAgainAndAgainGivesWayAndIsNotTriedAgainUnasked() throws IOException {
        ReleaseDisk disk = CuttingDisk.never();
        ReleaseInbox inbox = prepared(disk);
        say(inbox, ReleaseWord.Kind.GO, 1);

        for (int start = 0; start < ReleaseSwitch.MOST_STARTS; start++) {
            assertThat(started()).endsWithRaw(Path.of(NEXT.hex()));
        }
        assertThat(started()).isEqualTo(machine.resolve("packaged"));
        assertThat(state().obstacle()).isEqualTo(ReleaseObstacle.WENT_DOWN);
        assertThat(state().wasTried()).isTrue();
        for (int start = 0; start < 5; start++) {
            assertThat(started()).isEqualTo(machine.resolve("packaged"));
        }
        say(inbox, ReleaseWord.Kind.PREPARE, 1);
        ReleaseSwitch.open(place(), disk).heed();
        assertThat(state().prepared()).isNull();
        say(inbox, ReleaseWord.Kind.PREPARE, 2);
        ReleaseSwitch.open(place(), disk).heed();
        assertThat(state().prepared()).isEqualTo(NEXT);
    }

    @Test
    void startsOfAVersionThatWasKeptAreNotCounted() throws IOException {
        goOn(CuttingDisk.never(), 1, true);

        for (int start = 0; start < 3 * ReleaseSwitch.MOST_STARTS; start++) {
            assertThat(started()).endsWithRaw(Path.of(NEXT.hex()));
        }
    }

    private ReleaseInbox prepared(ReleaseDisk disk) throws IOException {
        ReleaseInbox inbox = new ReleaseInbox(machine.resolve("inbox"), disk);
        ReleaseSwitch program = ReleaseSwitch.open(place(), disk);
        ReleaseDownload download = download(disk, program);
        while (!download.step(wanted(1))) {
            assertThat(state()).isEqualTo(ReleaseState.NEW);
        }
        say(inbox, ReleaseWord.Kind.PREPARE, 1);
        program.heed();
        return inbox;
    }

    @Test
    void whatTheKiosksUserHasChangedIsNotBelieved() throws IOException {
        ReleaseDisk disk = CuttingDisk.never();
        ReleaseSwitch program = ReleaseSwitch.open(place(), disk);
        ReleaseDownload download = download(disk, program);
        while (!download.step(wanted(1))) {}
        Path jar = inbox("kiosk-app.jar");
        byte[] bytes = Files.readAllBytes(jar);
        bytes[77] ^= 1;
        Files.write(jar, bytes);
        say(new ReleaseInbox(machine.resolve("inbox"), disk), ReleaseWord.Kind.PREPARE, 1);

        program.heed();

        assertThat(state().obstacle()).isEqualTo(ReleaseObstacle.WRONG_CONTENT);
        assertThat(started()).isEqualTo(machine.resolve("packaged"));

        Path manifest = machine.resolve("inbox").resolve(NEXT + ".manifest");
        Files.writeString(manifest, Files.readString(manifest, UTF_8).replace("0.2.0", "0.3.0"), UTF_8);
        say(new ReleaseInbox(machine.resolve("inbox"), disk), ReleaseWord.Kind.PREPARE, 2);
        ReleaseSwitch.open(place(), disk).heed();

        assertThat(state().obstacle()).isEqualTo(ReleaseObstacle.WRONG_SIGNATURE);
        try (Stream<Path> left = Files.list(machine.resolve("root/versions"))) {
            assertThat(left.filter(path -> !path.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        ReleaseDisk disk = CuttingDisk.never();
        prepared(disk);
        Path secret = Files.write(machine.resolve("secret"), NEW.content("kiosk-app.jar"));
        Files.delete(inbox("kiosk-app.jar"));
        Files.createSymbolicLink(inbox("kiosk-app.jar"), secret);
        Files.delete(machine.resolve("root/state.json"));
        say(new ReleaseInbox(machine.resolve("inbox"), disk), ReleaseWord.Kind.PREPARE, 3);

        ReleaseSwitch.open(place(), disk).heed();

        assertThat(state().obstacle()).isEqualTo(ReleaseObstacle.MISSING_FILE);
    }

    @Test
    void whereTheFileIsDamagedTheNewestVersionThatWasKeptRuns() throws IOException {
        goOn(CuttingDisk.never(), 1, true);
        Files.writeString(machine.resolve("root/state.json"), "{\"running\":");

        assertThat(started()).endsWithRaw(Path.of(NEXT.hex()));
        Files.delete(machine.resolve("root/versions").resolve(NEXT.hex()).resolve("java.options"));
        assertThat(started()).isEqualTo(machine.resolve("packaged"));
    }

    @Test
    void nothingIsFetchedOfAReleaseThatIsNotSignedOrDoesNotFit() throws IOException {
        ReleaseEntry wanted = wanted(1);
        keys = ReleaseKeys.NONE;
        assertRefused(wanted, ReleaseObstacle.NO_KEY);
        keys = ReleaseSamples.KEYS;
        assertRefused(
                new ReleaseEntry(wanted.id(), "0.2.0", NEXT, "AAAA", 1, 1, null, null),
                ReleaseObstacle.WRONG_SIGNATURE);
        ReleaseOutlet right = outlet;
        outlet = (file, from, length) -> right.fetch(file, from, length).map(bytes -> {
            byte[] other = bytes.clone();
            other[0] ^= 1;
            return other;
        });
        assertRefused(wanted, ReleaseObstacle.WRONG_CONTENT);
        outlet = (_, _, _) -> Optional.empty();
        assertRefused(wanted, ReleaseObstacle.MISSING_FILE);
        assertThat(machine.resolve("inbox"))
                .satisfiesAnyOf(
                        path -> assertThat(path).doesNotExist(),
                        path -> assertThat(path).isEmptyDirectory());
    }

    @Test
    void aStretchThatComesWithOtherBytesIsFetchedAnew() throws IOException {
        ReleaseOutlet right = outlet;
        List<Integer> answers = new ArrayList<>();
        outlet = (file, from, length) -> {
            answers.add(length);
            return right.fetch(file, from, length).map(bytes -> {
                byte[] other = bytes.clone();
                if (answers.size() == 2) {
                    other[0] ^= 1;
                }
                return other;
            });
        };
        ReleaseDownload download = download(CuttingDisk.never(), ReleaseSwitch.open(place(), CuttingDisk.never()));
        assertThat(download.step(wanted(1))).isFalse();

        assertThatThrownBy(() -> download.step(wanted(1)))
                .isInstanceOfSatisfying(
                        RefusedRelease.class, e -> assertThat(e.reason()).isEqualTo(ReleaseObstacle.WRONG_CONTENT));
        while (!download.step(wanted(1))) {}
        assertThat(inbox("kiosk-app.jar")).hasBinaryContent(NEW.content("kiosk-app.jar"));
    }

    private void assertRefused(ReleaseEntry wanted, ReleaseObstacle reason) throws IOException {
        ReleaseDownload download = download(CuttingDisk.never(), ReleaseSwitch.open(place(), CuttingDisk.never()));
        assertThatThrownBy(() -> download.step(wanted))
                .isInstanceOfSatisfying(
                        RefusedRelease.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
