package org.hongting.sync.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.record.RecordTooLong;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.sync.testing.FaultyDatabase;
import org.hongting.sync.testing.SetClock;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final TerminalId TERMINAL = new TerminalId("door-1");

    private final SetClock clock = new SetClock();
    private final Random random = new Random(7);

    private Journal open(Database database) {
        return Journal.open(database, TERMINAL, clock, random, "0.1.0");
    }

    private static Entry lose(Journal journal, String device) {
        return journal.write((transaction, appender) -> appender.append(new Fact.DeviceLost(device, "unplugged")));
    }

    private static List<Fact> facts(Journal journal) {
        return journal.outbox().held().stream()
                .flatMap(epoch -> journal.outbox().next(epoch.epoch(), 0, 1_000_000, 512).stream())
                .flatMap(slice -> slice.records().stream())
                .map(JournalTest::factOf)
                .toList();
    }

    private static Fact factOf(RecordLines lines) {
        return switch (ReadFact.of(Envelope.ofLine(lines.envelope()), lines.body())) {
            case ReadFact.Known known -> known.fact();
            case ReadFact other -> throw new AssertionError(other);
        };
    }

    @Test
    void everyOpeningBeginsAnEpochThatNamesTheEndOfTheOneBefore() {
        SqliteDatabase database = SqliteDatabase.inMemory();
        Journal first = open(database);
        Entry last = lose(first, "pcsc-0");

        Journal second = open(database);

        assertThat(second.epoch()).isNotEqualTo(first.epoch());
        assertThat(second.previousBreak()).isEmpty();
        assertThat(facts(second))
                .containsExactly(
                        new Fact.EpochOpened(null, "0.1.0"),
                        new Fact.DeviceLost("pcsc-0", "unplugged"),
                        new Fact.EpochOpened(new Fact.PreviousEpoch(first.epoch(), 2, last.head()), "0.1.0"));
    }

    @Test
    void aMarkAndItsFactAreWrittenTogetherOrNotAtAll() {
        SqliteDatabase database = SqliteDatabase.inMemory();
        Journal journal = open(database);
        database.inTransaction(transaction -> transaction.update("CREATE TABLE mark (id TEXT PRIMARY KEY) STRICT"));

        assertThatThrownBy(() -> journal.write((transaction, appender) -> {
                    transaction.update("INSERT INTO mark VALUES ('a')");
                    appender.append(new Fact.DeviceReturned("pcsc-0"));
                    throw new IllegalStateException("the desk changed its mind");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(journal.outbox().pending()).isEqualTo(1);

        Entry entry = journal.write((transaction, appender) -> {
            transaction.update("INSERT INTO mark VALUES ('a')");
            return appender.append(new Fact.DeviceReturned("pcsc-0"));
        });
        assertThat(entry.seq()).isEqualTo(2);
        assertThat(journal.outbox().pending()).isEqualTo(2);
    }

    @Test
    void aFactThatFitsNoLineIsRefusedBeforeAnythingIsWritten() {
        Journal journal = open(SqliteDatabase.inMemory());

        assertThatThrownBy(() -> lose(journal, "x".repeat(20_000))).isInstanceOf(RecordTooLong.class);

        assertThat(lose(journal, "pcsc-0").seq()).isEqualTo(2);
    }

    @Test
    void aFailedCommitIsNotRecordedAndTheNextOneTakesItsNumber() {
        FaultyDatabase database = new FaultyDatabase(SqliteDatabase.inMemory());
        Journal journal = open(database);

        database.failNextBeforeCommit(DatabaseFault.Kind.INPUT_OUTPUT);
        assertThatThrownBy(() -> lose(journal, "lost"))
                .isInstanceOfSatisfying(
                        JournalFault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(DatabaseFault.Kind.INPUT_OUTPUT));

        assertThat(lose(journal, "kept").seq()).isEqualTo(2);
        assertThat(facts(journal)).hasSize(2).contains(new Fact.DeviceLost("kept", "unplugged"));
    }

    @Test
    void aCommitThatFailedAndIsOnTheDiskAfterAllIsGoneOnFrom() {
        FaultyDatabase database = new FaultyDatabase(SqliteDatabase.inMemory());
        Journal journal = open(database);

        database.failNextAfterCommit(DatabaseFault.Kind.INPUT_OUTPUT);
        assertThatThrownBy(() -> lose(journal, "there after all")).isInstanceOf(JournalFault.class);

        assertThat(lose(journal, "next").seq()).isEqualTo(3);
        assertThat(facts(journal)).hasSize(3);
        assertThat(journal.outbox().pending()).isEqualTo(3);
    }

    @Test
    void aDiskThatLostCommittedRecordsGetsANewEpochAndNoNumberTwice() {
        SqliteDatabase database = SqliteDatabase.inMemory();
        Journal journal = open(database);
        lose(journal, "a");
        lose(journal, "b");
        var epoch = journal.epoch();
        database.inTransaction(transaction -> transaction.update("DELETE FROM journal_record WHERE position = 3"));

        Entry entry = lose(journal, "c");

        assertThat(entry.epoch()).isNotEqualTo(epoch);
        assertThat(entry.seq()).isEqualTo(2);
        assertThat(journal.outbox().held()).extracting(held -> held.newest()).containsExactly(2L, 2L);
    }

    @Test
    void aTornEndOfThePreviousEpochIsReportedAndTheJournalGoesOn() {
        SqliteDatabase database = SqliteDatabase.inMemory();
        Journal first = open(database);
        lose(first, "a");
        lose(first, "b");
        database.inTransaction(transaction ->
                transaction.update("UPDATE journal_record SET body = ? WHERE position = 2", new byte[] {'{', '}'}));

        Journal second = open(database);

        assertThat(second.previousBreak()).contains(new ChainBreak(first.epoch(), 2, ChainBreak.What.WRONG_BODY));
        assertThat(lose(second, "c").seq()).isEqualTo(2);
    }

    @Test
    void aBodyInWhichAByteBecameALineBreakHoldsUpNothingBehindIt() {
        SqliteDatabase database = SqliteDatabase.inMemory();
        Journal journal = open(database);
        lose(journal, "a");
        lose(journal, "b");
        database.inTransaction(transaction -> transaction.update(
                "UPDATE journal_record SET body = CAST(replace(CAST(body AS TEXT), 'unplugged', 'un' || char(10) || 'lugged')"
                        + " AS BLOB) WHERE position = 2"));

        List<RecordLines> sent = journal.outbox()
                .next(journal.epoch(), 0, 1_000_000, 512)
                .orElseThrow()
                .records();

        assertThat(sent).hasSize(3);
        assertThat(ReadFact.of(
                        Envelope.ofLine(sent.get(1).envelope()), sent.get(1).body()))
                .isInstanceOf(ReadFact.Bad.class);
        assertThat(factOf(sent.get(2))).isEqualTo(new Fact.DeviceLost("b", "unplugged"));
        assertThat(open(database).previousBreak())
                .contains(new ChainBreak(journal.epoch(), 2, ChainBreak.What.WRONG_BODY));
    }

    @Test
    void whatWasCommittedBeforeACrashIsThereAfterIt() {
        SqliteDatabase database = SqliteDatabase.inMemory();
        Journal journal = open(database);
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            lose(journal, "device-" + i);
            images.add(database.image());
        }

        for (int i = 0; i < images.size(); i++) {
            Journal after = open(SqliteDatabase.ofImage(images.get(i)));
            assertThat(after.previousBreak()).isEmpty();
            assertThat(facts(after)).hasSize(i + 3).contains(new Fact.DeviceLost("device-" + i, "unplugged"));
        }
    }

    @Test
    void theListenerHearsOfEveryCommitWithWhatIsPending() {
        Journal journal = open(SqliteDatabase.inMemory());
        List<Long> heard = new ArrayList<>();
        journal.listen(heard::add);

        lose(journal, "a");
        journal.write((transaction, appender) -> appender.now());
        lose(journal, "b");

        assertThat(heard).containsExactly(2L, 3L);
    }

    @Test
    void aListenerThatThrowsDoesNotMakeADurableFactLookLost() {
        Journal journal = open(SqliteDatabase.inMemory());
        journal.listen(pending -> {
            throw new IllegalStateException("a bug");
        });

        assertThat(lose(journal, "a").seq()).isEqualTo(2);
    }
}
