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
        first.onShards(told::add);
        scheduler.passes(Duration.ofSeconds(1));
        assertThat(told).last().satisfies(shards -> assertThat(shards).hasSize(Topic.SHARDS));

        List<Set<Integer>> toldSecond = new ArrayList<>();
        ServerLeases second = server("b");
        second.start();
        second.onShards(toldSecond::add);
        scheduler.passes(LeaseTable.TURN.plus(LeaseTable.TURN));
        assertThat(first.held().shards()).hasSize(Topic.SHARDS / 2);
        assertThat(second.held().shards()).hasSize(Topic.SHARDS / 2);
        assertThat(toldSecond).last().isEqualTo(second.held().shards());
        assertThat(told).as("nothing was let go before").hasSize(1);

        scheduler.passes(ServerLeases.HANDING_OVER.plus(LeaseTable.TURN));
        assertThat(told).last().isEqualTo(first.held().shards());
    }

    @Test
    void whoCannotRenewBelievesInNothingAnyMoreAndComesBackByItself() {
        List<Set<Integer>> told = new ArrayList<>();
        ServerLeases server = server("a");
        server.start();
        server.onShards(told::add);
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
}
