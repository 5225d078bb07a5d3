package org.hongting.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Fact;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.journal.JournalFile;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.sync.testing.SetClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CopyCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter people = new StringWriter();

    private Path file() {
        return folder.resolve("terminal.db");
    }

    private Path target() {
        return folder.resolve("copy.db");
    }

    private static Journal open(SqliteDatabase database) {
        return Journal.open(database, new TerminalId("door-1"), new SetClock(), new Random(), "0.1.0");
    }

    private static void record(Journal journal, int facts) {
        for (int i = 0; i < facts; i++) {
            journal.write((transaction, appender) -> appender.append(new Fact.DeviceReturned("pcsc-0")));
        }
    }

    private int copy(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = file().toString();
        System.arraycopy(options, 0, arguments, 1, options.length);
        return new CommandLine(new CopyCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(people))
                .execute(arguments);
    }

    @Test
    void aCopyIsOneStateOfAFileInUseAndWhatWasPendingIsPendingInIt() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        try (SqliteDatabase database = SqliteDatabase.open(file())) {
            Journal journal = open(database);
            record(journal, 50);
            Thread writer = Thread.ofPlatform().start(() -> {
                while (!enough.get()) {
                    record(journal, 1);
                }
            });
            assertThat(copy("--to", target().toString(), "--json")).isZero();
            enough.set(true);
            writer.join();
        }
        assertThat(out.toString()).contains("{\"verdict\":\"intact\"", "\"epochs\":1}");
        assertThat(Files.getPosixFilePermissions(target())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(folder.resolve("copy.db.unfinished")).doesNotExist();
        long records = JournalFile.verify(target()).records();
        assertThat(records).isGreaterThanOrEqualTo(51);
        try (SqliteDatabase copied = SqliteDatabase.open(target())) {
            Journal journal = open(copied);
            assertThat(journal.previousBreak()).isEmpty();
            assertThat(journal.outbox().pending()).isEqualTo(records + 1);
        }
    }

    @Test
    void nothingIsWrittenOverAndAHalfCopyOfBeforeIsInNobodysWay() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(file())) {
            record(open(database), 2);
        }
        Files.writeString(folder.resolve("copy.db.unfinished"), "half");
        assertThat(copy("--to", target().toString())).isZero();
        byte[] first = Files.readAllBytes(target());
        assertThat(copy("--to", target().toString())).isEqualTo(2);
        assertThat(people.toString()).contains("is there already");
        assertThat(Files.readAllBytes(target())).isEqualTo(first);
        assertThat(copy("--to", file().toString())).as("onto itself").isEqualTo(2);
    }

    @Test
    void aBrokenJournalIsCopiedAsItIsAndCalledBroken() {
        try (SqliteDatabase database = SqliteDatabase.open(file())) {
            record(open(database), 9);
            database.inTransaction(
                    transaction -> transaction.update("UPDATE journal_record SET envelope = body WHERE position = 4"));
        }
        assertThat(copy("--to", target().toString())).isEqualTo(1);
        assertThat(out.toString()).contains("broken");
        assertThat(JournalFile.verify(target()).isIntact()).isFalse();
    }

    @Test
    void whatIsNoJournalAndWhereNothingCanBeWrittenMakesNoCopy() throws Exception {
        assertThat(copy("--to", target().toString())).as("there is none").isEqualTo(2);
        Files.writeString(file(), "not a database, but long enough to be read as one".repeat(99));
        assertThat(copy("--to", target().toString())).isEqualTo(2);
        assertThat(people.toString()).contains("could not be copied");
        assertThat(copy("--to", folder.resolve("none/copy.db").toString())).isEqualTo(2);
        assertThat(copy()).as("no --to").isEqualTo(2);
        assertThat(target()).doesNotExist();
        assertThat(folder.resolve("copy.db.unfinished")).doesNotExist();
        assertThat(copy("--help")).isZero();
        assertThat(out.toString()).contains("Exit codes", "there is no copy");
    }
}
