package org.hongting.central.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hongting.central.health.Fleet;
import org.hongting.central.health.HealthBook;
import org.hongting.central.health.LineHistory;
import org.hongting.central.health.LineHistory.Stretch;
import org.hongting.central.health.SampleFleet;
import org.hongting.central.testing.MovingClock;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.health.MachineHealth;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.wire.Health;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("both-stores")
class AlertWatchTest {
    private static final Duration TICK = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock(SampleFleet.NOW, ZoneOffset.UTC);
    private final List<String> said = new ArrayList<>();
    private TestStore store;
    private AlertWatch watch;
    private long number;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        watch = newWatch();
        for (int room = 1; room <= 3; room++) {
            add("main-" + room, "Main · " + room);
        }
        add("north", "North");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private AlertWatch newWatch() {
        return new AlertWatch(
                store.database,
                new Fleet(store.database),
                (_, fired, cleared) -> {
                    fired.forEach(change -> said.add("+" + change.key().rule() + " " + change.name()));
                    cleared.forEach(change -> said.add("-" + change.key().rule() + " " + change.name()));
                },
                clock,
                new Random(1));
    }

    private void add(String id, String place) {
        store.execute(
                "INSERT INTO terminal (id, name, place, public_key, claimed_at, online, last_contact_at)"
                        + " VALUES (?, ?, ?, ?, ?, 1, ?)",
                id,
                id,
                place,
                new byte[] {1},
                "2026-01-01T00:00:00.000Z",
                "2026-11-23T02:00:00.000Z");
    }

    private void line(String id, boolean online) {
        store.execute("UPDATE terminal SET online = ? WHERE id = ?", online ? 1 : 0, id);
    }

    private void pass(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
            clock.pass(TICK);
            watch.look();
        }
    }

    private void celsius(String id, int degrees) {
        number++;
        store.database.inTransaction(transaction -> HealthBook.take(
                transaction,
                new Health(
                        new TerminalId(id),
                        new EpochId("1".repeat(32)),
                        number,
                        true,
                        SampleFleet.with(new MachineHealth(degrees, 0, 1, 1, 1))),
                clock.instant()));
    }

    @Test
    void aTerminalThatGoesIsSaidAfterTenMinutesAndItsReturnTwoMinutesAfterIt() {
        pass(AlertWatch.GRACE);
        line("north", false);
        pass(Duration.ofMinutes(10));
        assertThat(said).isEmpty();
        pass(TICK);
        assertThat(said).containsExactly("+OFFLINE north");
        line("north", true);
        pass(Duration.ofMinutes(3));
        assertThat(said).containsExactly("+OFFLINE north", "-OFFLINE north");
    }

    @Test
    void aBuildingIsOneAlertAndWhoStaysAwayAfterItIsSaidThen() {
        pass(AlertWatch.GRACE);
        line("main-1", false);
        line("main-2", false);
        pass(Duration.ofMinutes(30));
        assertThat(said).containsExactly("+BUILDING Main");
        line("main-2", true);
        pass(Duration.ofMinutes(3));
        assertThat(said).containsExactly("+BUILDING Main", "+OFFLINE main-1", "-BUILDING Main");
    }

    @Test
    void aRestartOfTheServerAlarmsNobodyAndForgetsNothing() {
        celsius("north", 95);
        pass(Duration.ofMinutes(6));
        assertThat(said).containsExactly("+TEMPERATURE north");

        store.execute("UPDATE terminal SET online = 0");
        watch = newWatch();
        pass(Duration.ofMinutes(5));
        store.execute("UPDATE terminal SET online = 1");
        pass(Duration.ofMinutes(10));

        assertThat(said).containsExactly("+TEMPERATURE north");
        List<AlertBook.Alert> firing = store.database.reading(AlertBook::firing);
        assertThat(firing).extracting(AlertBook.Alert::subject).containsExactly("north");
        List<Stretch> stretches = store.database.reading(
                transaction -> LineHistory.of(transaction, "north", SampleFleet.NOW, clock.instant()));
        assertThat(stretches).extracting(Stretch::online).containsExactly(true);
    }

    @Test
    void theHistoryHasEachComingAndGoing() {
        pass(AlertWatch.GRACE);
        Instant gone = clock.instant();
        line("north", false);
        pass(Duration.ofMinutes(2));
        line("north", true);
        pass(Duration.ofMinutes(1));

        Instant now = clock.instant();
        List<Stretch> stretches =
                store.database.reading(transaction -> LineHistory.of(transaction, "north", SampleFleet.NOW, now));
        assertThat(stretches).extracting(Stretch::online).containsExactly(true, false, true);
        assertThat(stretches.get(1).from()).isEqualTo(gone.plus(TICK));
        assertThat(stretches.get(1).length()).isEqualTo(Duration.ofMinutes(2));
        assertThat(stretches.getLast().to()).isEqualTo(now);

        store.database.inTransaction(transaction -> {
            LineHistory.forget(transaction, now.plus(Duration.ofDays(1)));
            return null;
        });
        assertThat(store.count("terminal_line WHERE terminal = 'north'")).isEqualTo(1);
    }

    @Test
    void somebodyLooksAfterAnAlertWithWordsAndOnlyOnce() {
        celsius("north", 95);
        pass(Duration.ofMinutes(6));
        String id = store.texts("id", "alert WHERE fired_at IS NOT NULL").getFirst();

        assertThatThrownBy(() -> acknowledge(id, " ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(acknowledge(id, "fan ordered")).isTrue();
        assertThat(acknowledge(id, "me too")).isFalse();
        assertThat(acknowledge("0".repeat(16), "none")).isFalse();
        AlertBook.Alert alert = store.database.reading(AlertBook::firing).getFirst();
        assertThat(alert.acknowledged().orElseThrow().words()).isEqualTo("fan ordered");
        assertThat(alert.detail()).isEqualTo("95");
        assertThat(store.count("audit WHERE action = 'alert.acknowledged'")).isEqualTo(1);
    }

    private boolean acknowledge(String id, String words) {
        return store.database.inTransaction(
                transaction -> AlertBook.acknowledge(transaction, id, "li", words, clock.instant()));
    }

    @Test
    void aRuleThatSomebodyChangedIsAppliedAtTheNextLook() {
        celsius("north", 75);
        pass(Duration.ofMinutes(6));
        assertThat(said).isEmpty();
        change(new AlertRule.Setting(true, Duration.ZERO, 70));
        pass(TICK);
        assertThat(said).containsExactly("+TEMPERATURE north");
        change(new AlertRule.Setting(false, Duration.ZERO, 70));
        pass(TICK);
        assertThat(said).containsExactly("+TEMPERATURE north", "-TEMPERATURE north");
        assertThatThrownBy(() -> change(new AlertRule.Setting(true, Duration.ZERO, 900)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void change(AlertRule.Setting setting) {
        store.database.inTransaction(transaction -> {
            AlertBook.change(transaction, AlertRule.TEMPERATURE, setting, "li", clock.instant());
            return null;
        });
    }
}
