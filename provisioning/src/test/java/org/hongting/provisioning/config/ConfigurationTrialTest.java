package org.hongting.provisioning.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.record.ConfigurationFact;
import org.hongting.protocol.record.ConfigurationObstacle;
import org.hongting.provisioning.CrashingFiles;
import org.hongting.provisioning.storage.FileOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTrialTest {
    private static final Configuration QUIET = of(1, Map.of("sound.volume", "20"));
    private static final Configuration CAMERA = of(2, Map.of("sound.volume", "20", "reader.camera", "pi"));

    /// More than any act here takes.
    private static final int STEPS = 12;

    /// The steps that are looked at are those of [CrashingFiles]; before and after, nobody waits for a disk.
    private static final FileOperations UNFORCED = new FileOperations() {
        private final FileOperations real = FileOperations.real();

        @Override
        public void write(Path file, byte[] bytes) throws IOException {
            real.write(file, bytes);
        }

        @Override
        public void force(Path file) {}

        @Override
        public void move(Path from, Path to) throws IOException {
            real.move(from, to);
        }

        @Override
        public void forceDirectory(Path directory) {}

        @Override
        public void delete(Path file) throws IOException {
            real.delete(file);
        }
    };

    @TempDir
    Path folder;

    private static Configuration of(long version, Map<String, String> values) {
        return new Configuration(version, new TreeMap<>(values));
    }

    private ConfigurationTrial begin() {
        return ConfigurationTrial.begin(folder.resolve("configuration"), UNFORCED);
    }

    private ConfigurationTrial quiet() {
        ConfigurationTrial trial = begin();
        assertThat(trial.offer(QUIET)).isTrue();
        trial.proved();
        trial.told();
        return trial;
    }

    private static ConfigurationFact.ConfigurationRefused refusal(ConfigurationTrial trial) {
        return (ConfigurationFact.ConfigurationRefused) trial.untold(List.of()).orElseThrow();
    }

    @Test
    void whatIsToldIsTriedProvedAndKeptOverStarts() {
        ConfigurationTrial trial = begin();
        assertThat(trial.inForce()).isEqualTo(Configuration.NONE);
        assertThat(trial.offer(QUIET)).isTrue();
        assertThat(trial.isOnTrial()).isTrue();
        assertThat(trial.untold(List.of())).isEmpty();
        trial.proved();

        assertThat(trial.untold(List.of("reader.camera")))
                .contains(new ConfigurationFact.ConfigurationApplied(
                        1, QUIET.hash(), List.of(), List.of("reader.camera")));
        trial.told();
        assertThat(begin().inForce()).isEqualTo(QUIET);
        assertThat(begin().untold(List.of())).isEmpty();
        assertThat(begin().offer(QUIET)).isFalse();
    }

    @Test
    void whatFailsGivesWayToTheLastGoodOneAndIsNotTriedAgain() {
        ConfigurationTrial trial = quiet();
        assertThat(trial.offer(CAMERA)).isTrue();
        trial.giveUp(ConfigurationObstacle.NOT_READY);

        assertThat(trial.inForce()).isEqualTo(QUIET);
        ConfigurationTrial next = begin();
        assertThat(next.inForce()).isEqualTo(QUIET);
        assertThat(refusal(next))
                .isEqualTo(new ConfigurationFact.ConfigurationRefused(
                        2, CAMERA.hash(), ConfigurationObstacle.NOT_READY, List.of("reader.camera"), 1, QUIET.hash()));
        next.told();
        assertThat(begin().offer(CAMERA)).isFalse();
        assertThat(begin().offer(of(3, CAMERA.values())))
                .as("asked for once more")
                .isTrue();
    }

    @Test
    void aProcessThatGoesDownUnderItThreeTimesBeginsWithoutIt() {
        quiet().offer(CAMERA);
        assertThat(begin().inForce()).isEqualTo(CAMERA);
        assertThat(begin().inForce()).isEqualTo(CAMERA);

        ConfigurationTrial fourth = begin();
        assertThat(fourth.inForce()).isEqualTo(QUIET);
        assertThat(refusal(fourth).obstacle()).isEqualTo(ConfigurationObstacle.WENT_DOWN);
        assertThat(fourth.offer(CAMERA)).isFalse();
    }

    @Test
    void aStartThatIsReadyProvesWhatWasOnTrialWhenThePowerWent() {
        quiet().offer(CAMERA);
        ConfigurationTrial again = begin();
        again.proved();
        assertThat(begin().inForce()).isEqualTo(CAMERA);
        assertThat(begin().isOnTrial()).isFalse();
    }

    @Test
    void aValueOutsideItsRangeRefusesTheWholeAndNamesItselfAndAnUnknownKeyIsPassedOver() {
        ConfigurationTrial trial = quiet();
        Configuration unfit = of(5, Map.of("sound.volume", "400", "screen.language", "en"));
        assertThat(trial.offer(unfit)).isFalse();
        assertThat(trial.inForce()).isEqualTo(QUIET);
        assertThat(refusal(trial).keys()).containsExactly("sound.volume");
        assertThat(refusal(trial).kept()).isEqualTo(1);

        assertThat(trial.offer(of(6, Map.of("screen.later", "x", "screen.language", "en"))))
                .isTrue();
        trial.proved();
        assertThat(((ConfigurationFact.ConfigurationApplied)
                                trial.untold(List.of()).orElseThrow())
                        .unknown())
                .containsExactly("screen.later");
    }

    @Test
    void theSameValuesUnderAnotherVersionNeedNoTrial() {
        ConfigurationTrial trial = quiet();
        assertThat(trial.offer(of(9, QUIET.values()))).isFalse();
        assertThat(trial.inForce().version()).isEqualTo(9);
        assertThat(trial.untold(List.of())).isPresent();
    }

    @Test
    void aDamagedFileIsAsNoneAndTheNextOneIsWritten() throws IOException {
        quiet();
        Path file = folder.resolve("configuration/state.json");
        byte[] good = Files.readAllBytes(file);
        for (String damaged : List.of(
                "",
                "{",
                "null",
                "[]",
                "{\"good\":null}",
                new String(good, StandardCharsets.UTF_8).replace("\"20\"", "\"2000\""),
                "x".repeat(600 * 1024))) {
            Files.writeString(file, damaged);
            ConfigurationTrial trial = begin();
            assertThat(trial.inForce()).isEqualTo(Configuration.NONE);
            assertThat(trial.offer(QUIET)).isTrue();
            trial.proved();
            assertThat(begin().inForce()).isEqualTo(QUIET);
        }
    }

    /// At every step of every act: what is in force afterwards is the one before or the one that was told, and the
    /// terminal comes to rest with the told one.
    @Test
    void aPowerCutAtAnyStepLeavesTheOneBeforeOrTheOneThatWasTold() throws IOException {
        List<Consumer<ConfigurationTrial>> acts = List.of(
                trial -> {
                    trial.offer(CAMERA);
                    trial.giveUp(ConfigurationObstacle.FAILED);
                },
                trial -> {
                    trial.offer(CAMERA);
                    trial.proved();
                    trial.told();
                });
        for (Consumer<ConfigurationTrial> act : acts) {
            for (int step = 0; step < STEPS; step++) {
                for (boolean cut : new boolean[] {true, false}) {
                    empty();
                    quiet();
                    CrashingFiles files = cut ? CrashingFiles.cutBefore(step) : CrashingFiles.refusing(step);
                    Optional<ConfigurationTrial> lived = Optional.empty();
                    try {
                        ConfigurationTrial trial = ConfigurationTrial.begin(folder.resolve("configuration"), files);
                        act.accept(trial);
                        lived = Optional.of(trial);
                    } catch (CrashingFiles.PowerCut e) {
                        // The next start is what is looked at.
                    }
                    lived.ifPresent(ConfigurationTrial::writeAgain);
                    ConfigurationTrial next = begin();
                    assertThat(next.inForce()).isIn(QUIET, CAMERA);
                    next.offer(of(3, CAMERA.values()));
                    next.proved();
                    assertThat(next.inForce().values()).isEqualTo(CAMERA.values());
                    assertThat(begin().inForce()).isEqualTo(next.inForce());
                }
            }
        }
    }

    private void empty() throws IOException {
        Files.deleteIfExists(folder.resolve("configuration/state.json"));
    }

    @Test
    void whateverIsToldAndWhereverItStopsSomethingGoodIsInForceAndEveryOutcomeIsTold() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            Path own = folder.resolve("seed-" + seed);
            ConfigurationTrial trial = ConfigurationTrial.begin(own, UNFORCED);
            Configuration good = Configuration.NONE;
            for (int act = 0; act < 30; act++) {
                switch (random.nextInt(5)) {
                    case 0 -> trial.offer(of(1 + random.nextInt(6), Map.of("sound.volume", "" + random.nextInt(130))));
                    case 1 -> trial.proved();
                    case 2 -> trial.giveUp(ConfigurationObstacle.FAILED);
                    case 3 -> trial = ConfigurationTrial.begin(own, UNFORCED);
                    default -> trial.untold(List.of()).ifPresent(_ -> {});
                }
                if (!trial.isOnTrial()) {
                    good = trial.inForce();
                }
                assertThat(trial.inForce().unfit()).as("seed " + seed).isEmpty();
            }
            trial.giveUp(ConfigurationObstacle.FAILED);
            assertThat(trial.inForce()).as("seed " + seed).isEqualTo(good);
        }
    }
}
