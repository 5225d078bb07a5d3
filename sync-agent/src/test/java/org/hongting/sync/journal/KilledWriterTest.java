package org.hongting.sync.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.sync.testing.SetClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWriterTest {
    @TempDir
    Path folder;

    @Test
    void whatAKilledProcessCalledDurableIsInTheJournal() throws IOException, InterruptedException {
        Path file = folder.resolve("terminal.db");
        Random random = new Random();
        for (int round = 0; round < 3; round++) {
            Process writer = new ProcessBuilder(writer(file, 10))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            long durable = 0;
            EpochId epoch;
            try (BufferedReader said = writer.inputReader(StandardCharsets.UTF_8)) {
                epoch = new EpochId(said.readLine().substring("epoch ".length()));
                int until = 20 + random.nextInt(100);
                String line;
                while ((line = said.readLine()) != null) {
                    durable = Long.parseLong(line);
                    if (durable == until) {
                        // Through the handle: Process itself would close the stream that is still being read.
                        writer.toHandle().destroyForcibly();
                    }
                }
            }
            writer.waitFor();

            assertThat(durable).isGreaterThanOrEqualTo(20);
            JournalFile.Verdict verdict = JournalFile.verify(file);
            assertThat(verdict.isIntact()).isTrue();
            JournalFile.VerifiedEpoch last = verdict.epochs().getLast();
            assertThat(last.epoch()).isEqualTo(epoch);
            assertThat(last.records()).isBetween(durable, durable + 1);
        }
        try (SqliteDatabase database = SqliteDatabase.open(file)) {
            Journal next = Journal.open(database, new TerminalId("door-1"), new SetClock(), new Random(1), "0.1.0");
            assertThat(next.previousBreak()).isEmpty();
        }
    }

    /// A limit on the size of files makes the kernel refuse writes to the write-ahead log: a real fault of the disk.
    @Test
    void afterARealWriteFaultTheJournalReopensItsFileAndGoesOnWhereTheDiskStands()
            throws IOException, InterruptedException {
        Path file = folder.resolve("limited.db");
        String java = String.join("' '", writer(file, 4_000));
        Process writer = new ProcessBuilder("bash", "-c", "ulimit -f 3500; exec '" + java + "'")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> said;
        try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
            said = lines.lines().toList();
        }
        writer.waitFor();

        assertThat(said).contains("fault INPUT_OUTPUT");
        List<Long> durable = said.stream()
                .filter(line -> Character.isDigit(line.charAt(0)))
                .map(Long::valueOf)
                .toList();
        assertThat(durable).doesNotHaveDuplicates().isSorted();
        JournalFile.Verdict verdict = JournalFile.verify(file);
        assertThat(verdict.isIntact()).isTrue();
        assertThat(verdict.epochs()).hasSize(1);
        assertThat(verdict.records()).isEqualTo(durable.getLast());
    }

    private static List<String> writer(Path file, int bytes) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                WriterProcess.class.getName(),
                file.toString(),
                Integer.toString(bytes));
    }
}
