package org.hongting.kiosk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.provisioning.config.ConfigurationTrial;
import org.hongting.provisioning.storage.FileOperations;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.testing.VirtualScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalConfigurationTest {
    private static final Configuration LOUD = of(1, Map.of("sound.volume", "90"));
    private static final Configuration CAMERA = of(2, Map.of("sound.volume", "90", "reader.camera", "pi"));

    @TempDir
    Path folder;

    private VirtualScheduler scheduler = new VirtualScheduler();
    private final SqliteDatabase database = SqliteDatabase.inMemory();
    private final Journal journal = Journal.open(
            database, new TerminalId("kiosk-test"), TerminalConfigurationTest::reading, new Random(1), "test");
    private final Machine machine = new Machine();
    private List<DocumentEntry> said = List.of();

    private static Configuration of(long version, Map<String, String> values) {
        return new Configuration(version, new TreeMap<>(values));
    }

    private static ClockReading reading() {
        return new ClockReading(
                OffsetDateTime.parse("2026-11-22T09:00:00+08:00"), ClockQuality.SYNCED, new BootId("boot"), 1);
    }

    /// Screen and devices, which do as they are told, or not.
    private static final class Machine implements TerminalConfiguration.Machine {
        private final List<Configuration> made = new ArrayList<>();
        private final List<Consumer<Boolean>> waiting = new ArrayList<>();
        private int restarts;
        private boolean inUse;

        @Override
        public void whenAsked(Consumer<Boolean> free) {
            free.accept(!inUse);
        }

        @Override
        public void configure(Configuration configuration, Consumer<Boolean> ready) {
            made.add(configuration);
            waiting.add(ready);
        }

        @Override
        public void restart() {
            restarts++;
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    /// The process before has gone, and its timers with it.
    private TerminalConfiguration begin() {
        scheduler = new VirtualScheduler();
        TerminalConfiguration configuration = new TerminalConfiguration(
                new TerminalConfiguration.Given(
                        ConfigurationTrial.begin(folder.resolve("configuration"), FileOperations.real()),
                        Map.of("reader.serial", "/dev/ttyUSB0")),
                journal,
                () -> said,
                scheduler,
                machine);
        configuration.start();
        scheduler.pass(Duration.ZERO);
        return configuration;
    }

    private void say(TerminalConfiguration terminal, Configuration configuration) {
        said = configuration.entries();
        look(terminal);
    }

    private void look(TerminalConfiguration terminal) {
        terminal.look();
        scheduler.pass(Duration.ZERO);
    }

    private void answer(boolean worked) {
        machine.waiting.removeFirst().accept(worked);
        scheduler.pass(Duration.ZERO);
    }

    private List<String> facts() {
        return database.reading(transaction -> transaction.query(
                "SELECT body FROM journal_record WHERE instr(CAST(envelope AS TEXT), 'configuration.') > 0 ORDER BY position",
                row -> new String(row.bytes("body"), UTF_8)));
    }

    @Test
    void whatIsSaidIsMadeProvedAndToldOnce() {
        TerminalConfiguration terminal = begin();
        say(terminal, LOUD);
        assertThat(machine.made).containsExactly(LOUD);
        assertThat(facts()).isEmpty();
        answer(true);
        look(terminal);

        assertThat(facts()).singleElement().asString().contains("\"version\":1", "\"local\":[\"reader.serial\"]");
        assertThat(machine.made).hasSize(1);
        begin();
        assertThat(facts()).hasSize(1);
    }

    @Test
    void nothingChangesUnderTheHandsOfWhoeverUsesTheScreen() {
        machine.inUse = true;
        TerminalConfiguration terminal = begin();
        say(terminal, LOUD);
        scheduler.pass(TerminalConfiguration.PROOF);
        assertThat(machine.made).isEmpty();
        machine.inUse = false;
        look(terminal);
        look(terminal);
        assertThat(machine.made).containsExactly(LOUD);
    }

    @Test
    void whatFailsIsTakenBackAndToldWithWhatIsToBlame() {
        TerminalConfiguration terminal = begin();
        say(terminal, LOUD);
        answer(true);
        say(terminal, CAMERA);
        answer(false);

        assertThat(machine.made).containsExactly(LOUD, CAMERA, LOUD);
        answer(true);
        assertThat(facts().getLast()).contains("\"obstacle\":\"failed\"", "\"keys\":[\"reader.camera\"]", "\"kept\":1");
        scheduler.pass(TerminalConfiguration.PROOF.multipliedBy(3));
        assertThat(machine.made).as("not tried again").hasSize(3);
        assertThat(machine.restarts).isZero();
    }

    @Test
    void whatIsNotReadyInTimeIsTakenBackAndAnAnswerThatComesLaterCountsNoMore() {
        TerminalConfiguration terminal = begin();
        say(terminal, CAMERA);
        scheduler.pass(TerminalConfiguration.PROOF);
        assertThat(machine.made).containsExactly(CAMERA, Configuration.NONE);
        answer(true);

        assertThat(facts()).singleElement().asString().contains("\"obstacle\":\"not-ready\"", "\"kept\":0");
        answer(true);
        assertThat(machine.restarts).isZero();
    }

    @Test
    void whereNotEvenTheLastGoodOneComesBackTheProcessStartsAgain() {
        TerminalConfiguration terminal = begin();
        say(terminal, CAMERA);
        scheduler.pass(TerminalConfiguration.PROOF.multipliedBy(2));
        assertThat(machine.restarts).isEqualTo(1);
    }

    @Test
    void aStartUnderATrialProvesItWhenItIsReadyAndBeginsAgainWithoutItWhenNot() {
        say(begin(), CAMERA);
        TerminalConfiguration second = begin();
        assertThat(machine.made).as("devices were made with it before").hasSize(1);
        scheduler.pass(TerminalConfiguration.PROOF);
        assertThat(machine.restarts).isPositive();
        assertThat(facts()).singleElement().asString().contains("not-ready");
        second.ready();
        scheduler.pass(Duration.ZERO);
        assertThat(facts()).hasSize(1);

        say(begin(), of(3, CAMERA.values()));
        begin().ready();
        scheduler.pass(Duration.ZERO);
        assertThat(facts().getLast()).contains("\"version\":3", "\"unknown\":[]");
    }

    @Test
    void whatCannotBeReadChangesNothing() {
        TerminalConfiguration terminal = begin();
        said = List.of(DocumentEntry.of(new SettingEntry("version", "many")));
        look(terminal);
        said = List.of(
                DocumentEntry.of(new SettingEntry("version", "4")), DocumentEntry.of(new SettingEntry("No key", "")));
        look(terminal);
        said = List.of(DocumentEntry.ofLine(Line.of("{\"id\":\"sound.volume\",\"value\":7}".getBytes(UTF_8))));
        look(terminal);
        assertThat(machine.made).isEmpty();
        say(terminal, of(5, Map.of("sound.volume", "1000")));
        assertThat(machine.made).isEmpty();
        assertThat(facts()).singleElement().asString().contains("\"obstacle\":\"unfit\"", "sound.volume");
    }
}
