package org.hongting.central.platform.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.hongting.central.platform.lease.LeaseTable.Broker;
import org.hongting.central.platform.lease.LeaseTable.Held;
import org.hongting.central.platform.lease.LeaseTable.InTheWay;
import org.hongting.central.platform.lease.LeaseTable.Lead;
import org.hongting.central.platform.lease.LeaseTable.Member;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.wire.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("both-stores")
class LeaseTableTest {
    @TempDir
    Path folder;

    private TestStore store;
    private long now = 1_000_000;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private LeaseTable server(String id, String place, Broker broker) {
        return new LeaseTable(store.database, _ -> now, new Member(new ServerId(id), place, broker));
    }

    private LeaseTable server(String id) {
        return server(id, "machine-" + id, Broker.EXTERNAL);
    }

    private void passes(long millis) {
        now += millis;
    }

    private static final long LEASE = LeaseTable.LEASE.toMillis();
    private static final long TURN = LeaseTable.TURN.toMillis();
    private static final long HOUR = 3_600_000;

    @Test
    void oneServerHasAllShardsAndTwoHaveHalfOfThemEach() {
        LeaseTable a = server("a");
        LeaseTable b = server("b");
        assertThat(a.turn(true).shards()).hasSize(Topic.SHARDS);
        assertThat(b.turn(true).shards()).isEmpty();
        assertThat(a.turn(true).shards()).hasSize(Topic.SHARDS / 2);
        assertThat(b.turn(true).shards()).hasSize(Topic.SHARDS / 2);
    }

    @Test
    void aServerThatDoesNotHearYetHasNoShardAndCostsTheOthersNone() {
        LeaseTable a = server("a");
        LeaseTable b = server("b");
        assertThat(a.turn(true).shards()).hasSize(Topic.SHARDS);
        assertThat(b.enter()).isEmpty();
        assertThat(b.turn(false).shards()).isEmpty();
        Held before = a.turn(true);
        assertThat(before.shards()).hasSize(Topic.SHARDS);
        assertThat(before.servers()).isEqualTo(2);
        b.turn(true);
        a.turn(true);
        assertThat(b.turn(true).shards()).hasSize(Topic.SHARDS / 2);
        a.turn(false); // it has lost its line to the broker
        assertThat(b.turn(true).shards()).hasSize(Topic.SHARDS);
    }

    @Test
    void whatAKilledServerHadIsTakenOverWithinTenSeconds() {
        LeaseTable a = server("a");
        LeaseTable b = server("b");
        a.turn(true);
        b.turn(true);
        a.turn(true);
        passes(LEASE - 1);
        b.turn(true);
        passes(TURN);
        Held alone = b.turn(true);
        assertThat(alone.shards()).hasSize(Topic.SHARDS);
        assertThat(alone.lead()).isPresent();
        assertThat(LEASE + TURN).isLessThanOrEqualTo(10_000);
    }

    @Test
    void whatAKilledServerHadIsTakenOverAsSoonIfTheClockWasSetBack() {
        LeaseTable a = server("a");
        LeaseTable b = server("b");
        passes(HOUR);
        a.turn(true);
        b.turn(true);
        assertThat(a.turn(true).lead()).isPresent();
        assertThat(b.turn(true).shards()).hasSize(Topic.SHARDS / 2);
        passes(-HOUR);
        for (long passed = 0; passed < LEASE + TURN; passed += TURN) {
            b.turn(true);
            passes(TURN);
        }
        Held alone = b.turn(true);
        assertThat(alone.shards()).hasSize(Topic.SHARDS);
        assertThat(alone.lead()).isPresent();
        assertThat(alone.servers()).isOne();
    }

    @Test
    void whoIsInTheWayAndDeadIsGoneIfTheClockWasSetBack() {
        passes(HOUR);
        assertThat(server("a", "here", Broker.EMBEDDED).enter()).isEmpty();
        passes(-HOUR);
        passes(LEASE);
        assertThat(server("b", "there", Broker.EMBEDDED).enter()).isEmpty();
    }

    @Test
    void whoLivesGoesOnIfTheClockWasSetBack() {
        LeaseTable a = server("a");
        LeaseTable b = server("b");
        passes(HOUR);
        a.turn(true);
        b.turn(true);
        Held before = a.turn(true);
        b.turn(true);
        passes(-HOUR);
        Held after = a.turn(true);
        assertThat(after.shards()).containsAll(before.shards());
        assertThat(after.lead()).isPresent();
        b.turn(true);
        Held first = a.turn(true);
        Held second = b.turn(true);
        assertThat(first.shards()).hasSize(Topic.SHARDS / 2);
        assertThat(second.shards()).hasSize(Topic.SHARDS / 2).doesNotContainAnyElementsOf(first.shards());
        assertThat(first.lead()).isPresent();
        assertThat(second.lead()).isEmpty();
    }

    @Test
    void whoeverLeavesLeavesEverythingAtOnce() {
        LeaseTable a = server("a");
        LeaseTable b = server("b");
        a.turn(true);
        b.turn(true);
        assertThat(a.leave()).isOne();
        assertThat(b.turn(true).shards()).hasSize(Topic.SHARDS);
    }

    @Test
    void aLeaderThatWasStoppedWritesNothingOverWhatTheNextOneWrote() {
        FencedDatabase fenced = new FencedDatabase(store.database);
        LeaseTable a = server("a");
        LeaseTable b = server("b");
        Lead first = a.turn(true).lead().orElseThrow();
        passes(LEASE);
        Runnable step = () -> fenced.inTransaction(
                transaction -> transaction.update("INSERT INTO tiding (kind, stamp) VALUES ('written', 1)"));
        FencedDatabase.within(first, step); // nobody took it: it stands
        assertThat(store.count("tiding")).isOne();
        Lead second = b.turn(true).lead().orElseThrow();
        assertThatThrownBy(() -> FencedDatabase.within(first, step)).isInstanceOf(NoLeaderAnyMore.class);
        passes(LEASE);
        Lead third = a.turn(true).lead().orElseThrow();
        assertThat(third.term()).isGreaterThan(second.term());
        assertThatThrownBy(() -> FencedDatabase.within(first, step)).isInstanceOf(NoLeaderAnyMore.class);
    }

    @Test
    void aServerWithABrokerInsideIsAloneAndStartsAgainInItsPlaceAtOnce() {
        assertThat(server("a", "here", Broker.EMBEDDED).enter()).isEmpty();
        assertThat(server("a", "here", Broker.EMBEDDED).turn(true).shards()).hasSize(Topic.SHARDS);
        Optional<InTheWay> elsewhere = server("b", "there", Broker.EMBEDDED).enter();
        assertThat(elsewhere.map(InTheWay::place)).contains("here");
        assertThat(server("c", "there", Broker.EXTERNAL).enter()).isPresent();
        LeaseTable again = server("d", "here", Broker.EMBEDDED);
        assertThat(again.enter()).isEmpty();
        assertThat(again.turn(true).lead()).isPresent();
        passes(LEASE);
        assertThat(server("c", "there", Broker.EXTERNAL).enter()).isEmpty();
        assertThat(server("e", "elsewhere", Broker.EXTERNAL).enter()).isEmpty();
        assertThat(server("f", "here", Broker.EMBEDDED).enter()).isPresent();
    }

    @Test
    void theDatabaseHasAClock() {
        // Each of the two has another expression; both must come to this year.
        long read = store.database.reading(
                transaction -> StoreClock.of(store.millisNow()).millis(transaction));
        assertThat(Math.abs(read - System.currentTimeMillis())).isLessThan(600_000);
    }

    /// Servers come, go, are stopped for a while and killed, in drawn order. What two servers believe at one moment
    /// never overlaps, and what heals is whole.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noShardHasTwoServersAndEachIsFoundOne(long seed) {
        Random random = new Random(seed);
        Map<String, LeaseTable> running = new HashMap<>();
        Map<String, Held> believed = new HashMap<>();
        Map<String, Long> until = new HashMap<>();
        for (int step = 0; step < 60; step++) {
            passes(random.nextInt(3) * 700L);
            if (running.size() < 4 && random.nextInt(6) == 0) {
                String id = "server-" + random.nextInt(1000);
                running.put(id, server(id));
            }
            List<String> ids = new ArrayList<>(running.keySet());
            if (ids.isEmpty()) {
                continue;
            }
            String id = ids.get(random.nextInt(ids.size()));
            switch (random.nextInt(12)) {
                case 0 -> running.remove(id); // killed: it goes on believing for a while
                case 1 -> {
                    Objects.requireNonNull(running.remove(id)).leave();
                    believed.remove(id);
                }
                default -> {
                    believed.put(id, Objects.requireNonNull(running.get(id)).turn(true));
                    until.put(id, now + LEASE);
                }
            }
            Set<Integer> all = new HashSet<>();
            int leaders = 0;
            for (Map.Entry<String, Held> one : believed.entrySet()) {
                if (until.getOrDefault(one.getKey(), 0L) > now) {
                    for (int shard : one.getValue().shards()) {
                        assertThat(all.add(shard))
                                .as("shard %s in step %s", shard, step)
                                .isTrue();
                    }
                    leaders += one.getValue().lead().isPresent() ? 1 : 0;
                }
            }
            assertThat(leaders).isLessThanOrEqualTo(1);
        }
        running.putIfAbsent("last", server("last"));
        for (int round = 0; round < 6; round++) {
            passes(TURN);
            running.values().forEach(one -> one.turn(true));
        }
        List<Held> healed = running.values().stream().map(one -> one.turn(true)).toList();
        assertThat(healed.stream().flatMap(held -> held.shards().stream()))
                .doesNotHaveDuplicates()
                .hasSize(64);
        assertThat(healed)
                .allSatisfy(held -> assertThat(held.shards().size())
                        .isBetween(Topic.SHARDS / healed.size(), Topic.SHARDS / healed.size() + 1));
        assertThat(healed.stream().filter(held -> held.lead().isPresent())).hasSize(1);
    }
}
