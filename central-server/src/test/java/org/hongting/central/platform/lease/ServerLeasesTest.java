package org.hongting.central.platform.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.wire.Topic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLeasesTest {
    @TempDir
    Path folder;

    private final SetScheduler scheduler = new SetScheduler();
    private TestStore store;
    private boolean broken;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /// Goes away and comes back.
    private final Database database = new Database() {
        @Override
        public <T extends @Nullable Object> T inTransaction(Work<T> work) {
            if (broken) {
                throw new DatabaseFault(DatabaseFault.Kind.OTHER, "as if");
            }
            return store.database.inTransaction(work);
        }

        @Override
        public <T extends @Nullable Object> T reading(Work<T> work) {
            return store.database.reading(work);
        }
    };

    private ServerLeases server(String id) {
        return new ServerLeases(
                new LeaseTable(
                        database,
                        _ -> Duration.ofNanos(scheduler.nanoTime()).toMillis(),
                        new LeaseTable.Member(new ServerId(id), id, LeaseTable.Broker.EXTERNAL)),
                scheduler);
    }

    @Test
    void aShardThatIsHandedOverIsListenedToUntilTheOtherOneHasIt() {
        List<Set<Integer>> told = new ArrayList<>();
        ServerLeases first = server("a");
        first.start();
        first.onShards(told::add, () -> true);
        scheduler.passes(LeaseTable.TURN);
        assertThat(told).last().satisfies(shards -> assertThat(shards).hasSize(Topic.SHARDS));

        List<Set<Integer>> toldSecond = new ArrayList<>();
        ServerLeases second = server("b");
        second.start();
        second.onShards(toldSecond::add, () -> true);
        scheduler.passes(LeaseTable.TURN.plus(LeaseTable.TURN));
        assertThat(first.held().shards()).hasSize(Topic.SHARDS / 2);
        assertThat(second.held().shards()).hasSize(Topic.SHARDS / 2);
        assertThat(toldSecond).last().isEqualTo(second.held().shards());
        assertThat(told).as("nothing was let go before").hasSize(1);

        scheduler.passes(ServerLeases.HANDING_OVER.plus(LeaseTable.TURN));
        assertThat(told).last().isEqualTo(first.held().shards());
    }

    @Test
    void aServerTakesShardsOnceItHearsAndGivesThemToOthersWhereItHearsNoMore() {
        boolean[] hears = new boolean[1];
        List<Set<Integer>> told = new ArrayList<>();
        ServerLeases first = server("a");
        first.start();
        scheduler.passes(LeaseTable.LEASE);
        assertThat(first.held().shards()).as("it is still starting").isEmpty();
        first.onShards(told::add, () -> hears[0]);
        scheduler.passes(LeaseTable.LEASE);
        assertThat(first.held().shards()).as("no line to the broker yet").isEmpty();
        assertThat(told).isEmpty();
        hears[0] = true;
        scheduler.passes(LeaseTable.TURN);
        assertThat(told).last().satisfies(shards -> assertThat(shards).hasSize(Topic.SHARDS));

        hears[0] = false;
        scheduler.passes(ServerLeases.DEAF.minus(LeaseTable.TURN));
        assertThat(first.held().shards()).as("a broker that was started anew").hasSize(Topic.SHARDS);
        ServerLeases second = server("b");
        second.start();
        second.onShards(_ -> {}, () -> true);
        scheduler.passes(ServerLeases.DEAF);
        assertThat(first.held().shards()).isEmpty();
        assertThat(second.held().shards()).hasSize(Topic.SHARDS);
    }

    @Test
    void whoCannotRenewBelievesInNothingAnyMoreAndComesBackByItself() {
        List<Set<Integer>> told = new ArrayList<>();
        ServerLeases server = server("a");
        server.start();
        server.onShards(told::add, () -> true);
        scheduler.passes(LeaseTable.TURN);
        assertThat(server.lead(() -> {})).isTrue();
        broken = true;
        scheduler.passes(LeaseTable.LEASE.plus(LeaseTable.TURN));
        assertThat(server.held().shards()).isEmpty();
        assertThat(server.lead(() -> {})).isFalse();
        assertThat(told).last().isEqualTo(Set.of());
        broken = false;
        scheduler.passes(LeaseTable.TURN);
        assertThat(server.held().shards()).hasSize(Topic.SHARDS);
        assertThat(told).last().isEqualTo(server.held().shards());
    }

    @Test
    void whatOneServerTellsTheOtherHearsOnceAndItselfNever() {
        List<String> heardByOne = new ArrayList<>();
        List<String> heardByOther = new ArrayList<>();
        Tidings one = new Tidings(database, scheduler);
        Tidings other = new Tidings(database, scheduler);
        one.tell("before it began");
        one.onTiding(heardByOne::add);
        other.onTiding(heardByOther::add);
        one.start();
        other.start();
        for (int i = 0; i < 3; i++) {
            one.tell("documents");
        }
        scheduler.passes(Duration.ofSeconds(1));
        assertThat(heardByOther).containsExactly("documents");
        one.tell("page/today");
        other.tell("documents"); // told in the same moment: neither hides the other
        scheduler.passes(Duration.ofSeconds(2));
        assertThat(heardByOther).containsExactly("documents", "page/today");
        assertThat(heardByOne).containsExactly("documents");
        broken = true;
        one.tell("terminals");
        scheduler.passes(Duration.ofSeconds(2));
        broken = false;
        scheduler.passes(Duration.ofSeconds(2));
        assertThat(heardByOther)
                .as("told again once it can be")
                .containsExactly("documents", "page/today", "terminals");
        assertThat(heardByOne).containsExactly("documents");
    }

    @Test
    void whatAListenerCouldNotTakeItIsToldAgainAndTheRestAtOnce() {
        List<String> heard = new ArrayList<>();
        boolean[] fails = {true};
        Tidings one = new Tidings(database, scheduler);
        Tidings other = new Tidings(database, scheduler);
        one.onTiding(kind -> {
            if (fails[0] && kind.equals("documents")) {
                throw new IllegalStateException("as if");
            }
            heard.add(kind);
        });
        one.start();
        other.start();
        other.tell("documents");
        other.tell("page/today");
        scheduler.passes(Duration.ofSeconds(1));
        assertThat(heard).containsExactly("page/today");
        one.tell("documents"); // its own word does not hide what it has not taken
        scheduler.passes(Duration.ofSeconds(1));
        fails[0] = false;
        scheduler.passes(Duration.ofSeconds(1));
        assertThat(heard).containsExactly("page/today", "documents");
    }

    @Test
    void whatChangesWhileAServerStartsIsHeardOnceItListensAndToldOnceItIsThere() {
        List<String> heard = new ArrayList<>();
        List<String> heardByOther = new ArrayList<>();
        Tidings other = new Tidings(database, scheduler);
        other.onTiding(heardByOther::add);
        other.start();
        other.tell("terminals"); // told before the one that starts is there
        scheduler.passes(Duration.ofSeconds(1));
        Tidings starting = new Tidings(database, scheduler);
        starting.start();
        starting.tell("documents");
        other.tell("page/today");
        scheduler.passes(Duration.ofSeconds(1));
        assertThat(heardByOther).containsExactly("documents");
        starting.onTiding(heard::add);
        scheduler.passes(Duration.ofSeconds(1));
        assertThat(heard).contains("terminals", "page/today").doesNotHaveDuplicates();
    }
}
