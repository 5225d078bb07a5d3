package org.hongting.sync.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.wire.Acknowledgement.Watermark;
import org.hongting.protocol.wire.Hello.HeldEpoch;
import org.hongting.sync.journal.Retention.Reach;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.sync.testing.SetClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
    private static final TerminalId TERMINAL = new TerminalId("door-1");
    private static final StoreId STORE = new StoreId("store-1", 1);
    private static final Reach EVERYTHING = new Reach.Everything();

    private final SetClock clock = new SetClock();
    private final Random random = new Random(5);
    private SqliteDatabase database = SqliteDatabase.inMemory();
    private Journal journal = open();

    private Journal open() {
        return Journal.open(database, TERMINAL, clock, random, "0.1.0");
    }

    /// As a machine that stopped at this moment comes back.
    private void restart() {
        database = SqliteDatabase.ofImage(database.image());
        journal = open();
    }

    private Retention retention() {
        return new Retention(database, TERMINAL);
    }

    private void record(int facts) {
        for (int i = 0; i < facts; i++) {
            journal.write((transaction, appender) -> appender.append(new Fact.DeviceReturned("pcsc-0")));
        }
    }

    private Digest headAt(EpochId epoch, long seq) {
        return seq == 0
                ? Chain.start(TERMINAL, epoch)
                : database.reading(transaction -> EpochRow.find(transaction, TERMINAL, epoch)
                        .flatMap(row -> JournalTables.headAt(transaction, row.ordinal(), row.base(), seq))
                        .orElseThrow());
    }

    private void acknowledge(EpochId epoch, long upTo, long safe) {
        assertThat(journal.outbox().acknowledge(STORE, new Watermark(epoch, upTo, headAt(epoch, upTo), safe, 0)))
                .isTrue();
    }

    private int prune(Reach reach) {
        int all = 0;
        for (int some = retention().step(reach); some > 0; some = retention().step(reach)) {
            all += some;
        }
        return all;
    }

    private long onDisk() {
        return database.reading(transaction -> transaction
                .queryFirst("SELECT count(*) AS n FROM journal_record", row -> row.integer("n"))
                .orElseThrow());
    }

    @Test
    void onlyWhatIsAcknowledgedAndSafeAndOldGoes() {
        EpochId epoch = journal.epoch();
        record(9);
        clock.advance(Duration.ofDays(10));
        record(10);
        Reach all = new Reach.Before(Instant.MAX);
        assertThat(prune(all)).as("the centre has heard of nothing").isZero();
        acknowledge(epoch, 20, 0);
        assertThat(prune(all)).as("acknowledged, and in no backup").isZero();
        assertThat(prune(EVERYTHING)).as("however short the disk is").isZero();
        acknowledge(epoch, 20, 15);
        assertThat(prune(new Reach.Before(clock.read().wall().toInstant().minus(Duration.ofDays(11)))))
                .as("safe, and young")
                .isZero();
        assertThat(prune(new Reach.Before(clock.read().wall().toInstant().minus(Duration.ofDays(5)))))
                .isEqualTo(10);
        assertThat(prune(EVERYTHING)).as("safe, and the disk is short").isEqualTo(5);
        assertThat(onDisk()).isEqualTo(5);
        assertThat(journal.outbox().pending()).isZero();
        record(1);
        assertThat(journal.outbox().pending()).isOne();
        assertThat(journal.outbox().held())
                .extracting(HeldEpoch::oldest, HeldEpoch::newest)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(16L, 21L));
    }

    @Test
    void theLastRecordOfTheDiskStaysAndTheNextOneFollowsIt() {
        EpochId epoch = journal.epoch();
        record(4);
        acknowledge(epoch, 5, 5);
        assertThat(prune(EVERYTHING)).isEqualTo(4);
        record(3);
        restart();
        assertThat(journal.previousBreak()).isEmpty();
        assertThat(journal.epoch()).isNotEqualTo(epoch);
        assertThat(JournalFile.verify(database).isIntact()).isTrue();
        acknowledge(epoch, 8, 8);
        prune(EVERYTHING);
        JournalFile.Verdict verdict = JournalFile.verify(database);
        assertThat(verdict.isIntact()).isTrue();
        assertThat(verdict.pruned()).isEqualTo(8);
        assertThat(verdict.records()).isEqualTo(9);
        restart();
        assertThat(JournalFile.verify(database).isIntact())
                .as("the epoch of which nothing is left is still the one before")
                .isTrue();
    }

    @Test
    void aChangedByteBehindWhatWasPrunedIsFound() {
        EpochId epoch = journal.epoch();
        record(9);
        acknowledge(epoch, 10, 5);
        prune(EVERYTHING);
        database.inTransaction(
                transaction -> transaction.update("UPDATE journal_record SET envelope = body WHERE position = 6"));
        assertThat(JournalFile.verify(database).firstBreak())
                .contains(new ChainBreak(epoch, 6, ChainBreak.What.WRONG_CHAIN));
    }

    @Test
    void whatIsDamagedStaysForAPersonToLookAtAndOtherEpochsArePrunedAllTheSame() {
        EpochId first = journal.epoch();
        record(4);
        restart();
        record(4);
        acknowledge(first, 5, 5);
        acknowledge(journal.epoch(), 5, 5);
        database.inTransaction(
                transaction -> transaction.update("UPDATE journal_record SET head = x'00' WHERE position = 2"));
        assertThat(prune(EVERYTHING)).as("the second epoch's").isEqualTo(4);
        assertThat(onDisk()).isEqualTo(5 + 1);

        database.inTransaction(transaction -> transaction.update(
                "UPDATE journal_record SET head = zeroblob(32), envelope = x'00' WHERE position = 2"));
        assertThat(prune(new Reach.Before(Instant.MAX)))
                .as("up to the one whose age nobody can read")
                .isOne();
        assertThat(onDisk()).isEqualTo(4 + 1);
    }

    /// Pruning runs step by step; the machine stops after any of them.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aCrashAtAnyStepLosesNothingThatIsNotSafe(long seed) {
        Random chance = new Random(seed);
        List<EpochId> epochs = new ArrayList<>();
        List<Long> lasts = new ArrayList<>();
        List<Long> safes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            epochs.add(journal.epoch());
            int facts = chance.nextInt(500);
            record(facts);
            long safe = chance.nextLong(facts + 2L);
            lasts.add(facts + 1L);
            safes.add(safe);
            acknowledge(journal.epoch(), chance.nextLong(safe, facts + 2L), safe);
            restart();
        }
        boolean more = true;
        while (more) {
            more = retention().step(EVERYTHING) > 0;
            if (chance.nextInt(3) == 0) {
                restart();
            }
            assertThat(JournalFile.verify(database).isIntact()).isTrue();
            for (int i = 0; i < epochs.size(); i++) {
                // Every record behind what is safe can still be handed out, and follows on a known value.
                long safe = safes.get(i);
                long left = lasts.get(i) - safe;
                long handed = 0;
                while (handed < left) {
                    Slice slice = journal.outbox()
                            .next(epochs.get(i), safe + handed, 1_000_000, 512)
                            .orElseThrow();
                    assertThat(slice.first()).isEqualTo(safe + handed + 1);
                    assertThat(slice.prev()).isEqualTo(headAt(epochs.get(i), safe + handed));
                    handed += slice.records().size();
                }
            }
        }
        assertThat(JournalFile.verify(database).pruned())
                .isEqualTo(safes.stream().mapToLong(Long::longValue).sum());
        assertThat(journal.outbox().disputed()).isEmpty();
    }

    @Test
    void aNewerStoreIsAskedAboutEverythingAndFollowedWhereItHasLostWhatIsGoneHere() {
        EpochId first = journal.epoch();
        record(9);
        restart();
        record(5);
        EpochId second = journal.epoch();
        acknowledge(first, 10, 10);
        acknowledge(second, 6, 4);
        prune(EVERYTHING);
        Digest end = headAt(first, 10);

        StoreId restored = new StoreId("store-2", 2);
        assertThat(journal.outbox().adopt(restored)).isTrue();
        assertThat(prune(EVERYTHING)).as("what the old store called safe").isZero();
        assertThat(journal.outbox().greeting())
                .containsExactly(new HeldEpoch(first, 11, 10, end), new HeldEpoch(second, 5, 6, headAt(second, 6)));
        assertThat(journal.outbox().pending())
                .as("nobody can send what is gone")
                .isEqualTo(2);

        // It has the first from its backup, and not the second; what it has lost it says by the start of the chain.
        journal.outbox().acknowledge(restored, new Watermark(first, 10, end, 0, 0));
        journal.outbox().acknowledge(restored, new Watermark(second, 4, Chain.start(TERMINAL, second), 0, 0));
        assertThat(journal.outbox().disputed()).isEmpty();
        assertThat(journal.outbox().acknowledged(second)).isEqualTo(4);
        assertThat(journal.outbox()
                        .next(second, 4, 1_000_000, 512)
                        .orElseThrow()
                        .first())
                .isEqualTo(5);
        journal.outbox().acknowledge(restored, new Watermark(second, 6, headAt(second, 6), 0, 0));
        assertThat(journal.outbox().held()).isEmpty();
        assertThat(journal.outbox().acknowledge(STORE, new Watermark(second, 6, headAt(second, 6), 6, 0)))
                .as("the older store is not believed any more")
                .isFalse();
    }

    @Test
    void aHelloNamesWhatIsNotSafeYetAndFallsSilentOnceItIs() {
        EpochId epoch = journal.epoch();
        acknowledge(epoch, 1, 0);
        assertThat(journal.outbox().held()).isEmpty();
        assertThat(journal.outbox().greeting()).extracting(HeldEpoch::epoch).containsExactly(epoch);
        acknowledge(epoch, 1, 1);
        assertThat(journal.outbox().greeting()).isEmpty();
    }
}
