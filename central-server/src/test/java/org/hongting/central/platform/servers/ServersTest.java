package org.hongting.central.platform.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hongting.central.platform.broker.LineState;
import org.hongting.central.platform.lease.LeaseTable;
import org.hongting.central.platform.lease.ServerId;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.wire.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two servers over one database, by its clock.
@Tag("both-stores")
class ServersTest {
    private static final Instant NINE = Instant.parse("2026-11-24T01:00:00Z");
    private static final LineState UP = new LineState("mqtt-1.example.edu:8883", true, NINE, 0, "", null);
    private static final LineState DOWN =
            new LineState("mqtt-1.example.edu:8883", false, NINE, 3, "ConnectException: Connection refused", null);
    private static final LineState MIXED =
            new LineState("mqtt-2.example.edu:8883", true, NINE, 1, "", new LineState.Trial(NINE, true, false));

    @TempDir
    Path folder;

    private TestStore store;
    private long now = NINE.toEpochMilli();
    private List<LineState> lines = List.of(UP);

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        store.enrol(TestTerminal.named("kiosk-1", new Random(1)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private LeaseTable leases(String id) {
        return new LeaseTable(
                store.database,
                _ -> now,
                new LeaseTable.Member(new ServerId(id), "machine-" + id, LeaseTable.Broker.EXTERNAL));
    }

    private Servers server(String id, boolean isShared) {
        return new Servers(
                store.database,
                new Servers.Self(new ServerId(id), "host-" + id, "/srv/hongting", "0.1.0", NINE),
                () -> lines,
                isShared ? Optional.of(new ServerBook(store.database, _ -> now)) : Optional.empty(),
                () -> NINE);
    }

    @Test
    void eachServerIsShownWithWhatItHasAndOneLeads() {
        Servers a = server("a", true);
        Servers b = server("b", true);
        a.tell();
        lines = List.of(DOWN, MIXED);
        b.tell();
        leases("a").turn(true);
        leases("b").turn(true);
        leases("a").turn(true);
        leases("b").turn(true);

        Overview seen = a.look();
        assertThat(seen).isEqualTo(b.look());
        assertThat(seen.alone()).isFalse();
        assertThat(seen.isAlarming()).isFalse();
        assertThat(seen.isMixed()).isTrue();
        assertThat(seen.servers()).extracting(ServerState::host).containsExactly("host-a", "host-b");
        assertThat(seen.servers()).allSatisfy(server -> {
            assertThat(server.standing()).isEqualTo(ServerState.Standing.HERE);
            assertThat(server.shards()).hasSize(Topic.SHARDS / 2);
            assertThat(server.begun()).isEqualTo(NINE);
            assertThat(server.software()).isEqualTo("0.1.0");
        });
        assertThat(seen.servers()).extracting(ServerState::leads).containsExactly(true, false);
        assertThat(seen.servers().getLast().lines()).containsExactly(DOWN, MIXED);
    }

    @Test
    void shardsOfAServerThatDiedAreNobodysUntilAnotherHasThemAndItsTerminalsAreNamed() {
        Servers a = server("a", true);
        Servers b = server("b", true);
        a.tell();
        b.tell();
        leases("b").turn(true);
        now += ServerBook.SILENT.toMillis() + 1;
        a.tell();

        Overview seen = a.look();
        assertThat(seen.isAlarming()).isTrue();
        assertThat(seen.unheld()).hasSize(Topic.SHARDS);
        assertThat(seen.unheardTerminals()).isEqualTo(1);
        assertThat(seen.unheard()).extracting(Overview.Unheard::id).containsExactly("kiosk-1");
        assertThat(seen.servers())
                .extracting(ServerState::standing)
                .containsExactly(ServerState.Standing.HERE, ServerState.Standing.SILENT);

        leases("a").turn(true);
        assertThat(a.look().isAlarming()).isFalse();
        assertThat(a.look().unheard()).isEmpty();
    }

    @Test
    void whoWasStoppedIsShownAsStoppedForADay() {
        Servers a = server("a", true);
        Servers b = server("b", true);
        b.tell();
        b.leave();
        a.tell();
        assertThat(a.look().servers())
                .extracting(ServerState::standing)
                .containsExactly(ServerState.Standing.HERE, ServerState.Standing.ENDED);
        now += ServerBook.SHOWN.toMillis() + 1;
        a.tell();
        assertThat(a.look().servers()).hasSize(1);
    }

    @Test
    void aServerThatCanHaveNoOtherKnowsOfItselfAndWritesNothing() {
        Servers alone = server("a", false);
        alone.tell();
        Overview seen = alone.look();
        assertThat(seen.alone()).isTrue();
        assertThat(seen.isAlarming()).isFalse();
        assertThat(seen.servers())
                .singleElement()
                .satisfies(server -> assertThat(server.shards()).hasSize(Topic.SHARDS));
        lines = List.of(DOWN);
        assertThat(alone.look().isDeaf()).isTrue();
        assertThat(alone.look().isAlarming()).isTrue();
        assertThat(store.count("server_status")).isZero();
    }

    @Test
    void whatAServerOfAnotherVersionTellsIsShownWithoutItsLines() {
        Servers a = server("a", true);
        a.tell();
        store.execute("UPDATE server_status SET lines = '{\"otherwise\":1}'");
        assertThat(a.look().servers())
                .singleElement()
                .satisfies(server -> assertThat(server.lines()).isEmpty());
    }

    @Test
    void shardsAreWrittenAsRanges() {
        assertThat(ranges()).isEmpty();
        assertThat(ranges(7)).isEqualTo("7");
        assertThat(ranges(0, 1, 2, 5, 7, 8)).isEqualTo("0–2, 5, 7–8");
        assertThat(ranges(IntStream.range(0, 64).toArray())).isEqualTo("0–63");
    }

    private static String ranges(int... shards) {
        Set<Integer> all = IntStream.of(shards).boxed().collect(Collectors.toSet());
        return new ServerState(
                        new ServerId("a"),
                        "",
                        "",
                        "",
                        NINE,
                        NINE,
                        ServerState.Standing.HERE,
                        true,
                        new TreeSet<>(all),
                        List.of())
                .shardRanges();
    }
}
