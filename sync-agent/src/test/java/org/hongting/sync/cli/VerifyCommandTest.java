package org.hongting.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.ReadFact;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.sync.testing.SetClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    private SqliteDatabase database() {
        return SqliteDatabase.open(folder.resolve("terminal.db"));
    }

    private static void write(SqliteDatabase database, int facts) {
        Journal journal = Journal.open(database, new TerminalId("door-1"), new SetClock(), new SecureRandom(), "0.1.0");
        for (int i = 0; i < facts; i++) {
            journal.write((transaction, appender) -> appender.append(new Fact.DeviceReturned("pcsc-0")));
        }
    }

    private int verify(String... options) {
        CommandLine line = new CommandLine(new VerifyCommand()).setOut(new PrintWriter(out));
        String[] arguments = new String[options.length + 1];
        arguments[0] = folder.resolve("terminal.db").toString();
        System.arraycopy(options, 0, arguments, 1, options.length);
        return line.execute(arguments);
    }

    @Test
    void anIntactJournalIsCalledIntactWhetherItIsInUseOrNot() {
        try (SqliteDatabase database = database()) {
            write(database, 600);
            write(database, 2);
            assertThat(verify()).isZero();
        }
        assertThat(verify("--json")).isZero();
        assertThat(out.toString())
                .contains("intact: 604 records in 2 epochs")
                .contains("{\"verdict\":\"intact\",\"records\":604,\"pruned\":0,\"epochs\":2}");
    }

    @Test
    void theFirstChangedRecordIsNamed() {
        try (SqliteDatabase database = database()) {
            write(database, 10);
            database.inTransaction(transaction ->
                    transaction.update("UPDATE journal_record SET envelope = body WHERE position IN (4, 7)"));
        }
        assertThat(verify()).isEqualTo(1);
        assertThat(verify("--json")).isEqualTo(1);
        assertThat(out.toString())
                .contains("record 4: the envelope was changed")
                .contains("\"brokenSeq\":4,\"what\":\"WRONG_CHAIN\"");
    }

    @Test
    void anEndThatWasCutOffAnOlderEpochIsSeenByTheEpochAfterIt() {
        try (SqliteDatabase database = database()) {
            write(database, 3);
            write(database, 1);
            database.inTransaction(transaction -> {
                transaction.update("DELETE FROM journal_record WHERE position = 4");
                transaction.update("UPDATE journal_record SET position = position - 1 WHERE position > 4");
                transaction.update("UPDATE journal_epoch SET base = 3 WHERE ordinal = 2");
                return null;
            });
        }
        assertThat(verify()).isEqualTo(1);
        assertThat(out.toString()).contains("the epoch before it ended differently");
    }

    @Test
    void aTombstoneInPlaceOfAnEpochsBeginningDoesNotHideHowTheOneBeforeItEnded() {
        try (SqliteDatabase database = database()) {
            write(database, 3);
            write(database, 1);
            database.inTransaction(transaction -> {
                transaction.update("DELETE FROM journal_record WHERE position = 4");
                transaction.update("UPDATE journal_record SET position = position - 1 WHERE position > 4");
                transaction.update("UPDATE journal_epoch SET base = 3 WHERE ordinal = 2");
                transaction.update(
                        "UPDATE journal_record SET body = ? WHERE position = 4", (Object) ReadFact.TOMBSTONE.bytes());
                return null;
            });
        }
        assertThat(verify()).isEqualTo(1);
    }

    @Test
    void theOldestEpochIsMissedByTheOneAfterIt() {
        try (SqliteDatabase database = database()) {
            write(database, 3);
            write(database, 1);
            database.inTransaction(transaction -> {
                transaction.update("DELETE FROM journal_record WHERE position <= 4");
                transaction.update("DELETE FROM journal_epoch WHERE ordinal = 1");
                return null;
            });
        }
        assertThat(verify()).isEqualTo(1);
        assertThat(out.toString()).contains("record 1: the epoch before it ended differently or is gone");
    }

    @Test
    void recordsWithoutTheirEpochDoNotPassForAnEmptyJournal() {
        try (SqliteDatabase database = database()) {
            write(database, 3);
            database.inTransaction(transaction -> transaction.update("DELETE FROM journal_epoch"));
        }
        assertThat(verify()).isEqualTo(2);
        assertThat(out.toString()).contains("records that belong to no epoch");
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aNamedPipeIsNotWaitedFor() throws IOException, InterruptedException {
        Path pipe = folder.resolve("terminal.db");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(verify()).isEqualTo(2);
    }

    @Test
    void whatIsNoJournalIsUnreadable() throws IOException {
        assertThat(verify("--json")).isEqualTo(2);
        Files.writeString(
                folder.resolve("terminal.db"), "not a database, but long enough to be read as one".repeat(99));
        assertThat(verify()).isEqualTo(2);
        assertThat(out.toString()).contains("unreadable");
    }
}
