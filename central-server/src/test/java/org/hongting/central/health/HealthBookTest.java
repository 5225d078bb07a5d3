package org.hongting.central.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.health.Ending;
import org.hongting.protocol.health.MachineHealth;
import org.hongting.protocol.health.Vitals;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Health;
import org.hongting.protocol.wire.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("both-stores")
class HealthBookTest {
    private static final EpochId FIRST = new EpochId("1".repeat(32));
    private static final EpochId SECOND = new EpochId("2".repeat(32));
    private static final Instant NOW = SampleFleet.NOW;
    private static final Vitals HOT = new Vitals(new MachineHealth(83, 0, 1, 1, 1), null, null, null, null, null, null);

    @TempDir
    Path folder;

    private final Random random = new Random(1);
    private final TestTerminal terminal = TestTerminal.named("kiosk-1", random);
    private final TestTerminal other = TestTerminal.named("kiosk-2", random);
    private final List<Runnable> steps = new ArrayList<>();
    private TestStore store;
    private HealthIntake intake;
    private Instant now = NOW;
    private Fleet fleet;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        store.enrol(terminal);
        store.enrol(other);
        Scheduler scheduler = new Scheduler() {
            @Override
            public void execute(Runnable step) {
                steps.add(step);
            }

            @Override
            public Cancellable after(Duration delay, Runnable step) {
                steps.add(step);
                return () -> {};
            }

            @Override
            public long nanoTime() {
                return 0;
            }
        };
        Clock clock = Clock.systemUTC();
        intake = new HealthIntake(
                store.database,
                new Terminals(store.database, clock, List.of()),
                new RefusalBook(store.database, scheduler, clock),
                new Alarms(random),
                scheduler,
                () -> now);
        fleet = new Fleet(store.database);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void arrives(EpochId run, long number, boolean whole, Vitals vitals) {
        intake.arrived(
                new Topic(terminal.id(), Channel.HEALTH),
                new Health(terminal.id(), run, number, whole, vitals).seal(terminal.signer()));
    }

    private void work() {
        while (!steps.isEmpty()) {
            steps.removeFirst().run();
        }
    }

    private Watched seen() {
        work();
        return fleet.terminals().stream()
                .filter(watched -> watched.id().equals("kiosk-1"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatChangedTakesItsPlaceInWhatWasSaidBefore() {
        arrives(FIRST, 1, true, SampleFleet.WELL);
        arrives(FIRST, 2, false, HOT);

        assertThat(seen().vitals()).isEqualTo(SampleFleet.WELL.with(HOT));
        assertThat(seen().heard().orElseThrow().heardAt()).isEqualTo(NOW);
        assertThat(intake.taken()).isEqualTo(2);
    }

    @Test
    void whatComesLateOrTwiceIsNoNews() {
        arrives(FIRST, 1, true, SampleFleet.WELL);
        arrives(FIRST, 3, false, HOT);
        arrives(FIRST, 2, true, SampleFleet.WELL);
        arrives(FIRST, 3, true, SampleFleet.WELL);
        assertThat(seen().vitals().machine()).isEqualTo(HOT.machine());

        arrives(SECOND, 1, true, SampleFleet.WELL);
        arrives(FIRST, 9, true, SampleFleet.WELL.with(HOT));
        assertThat(seen().vitals()).isEqualTo(SampleFleet.WELL);
    }

    private Optional<Instant> twoMachines() {
        return store.database.reading(transaction -> Clones.found(transaction, terminal.id(), now));
    }

    @Test
    void aRunThatSpeaksAgainAfterAnotherHasBegunIsASecondMachine() {
        arrives(FIRST, 1, true, SampleFleet.WELL);
        arrives(SECOND, 1, true, SampleFleet.WELL);
        arrives(FIRST, 2, true, SampleFleet.WELL);
        work();
        assertThat(store.count("alarm")).as("it may only have come late").isZero();

        for (int number = 3; number < 6; number++) {
            now = now.plus(Duration.ofMinutes(10));
            arrives(SECOND, number, true, SampleFleet.WELL);
            arrives(FIRST, number, true, SampleFleet.WELL);
            work();
        }
        assertThat(store.texts("detail", "alarm WHERE kind = 'two-machines' AND terminal = 'kiosk-1'"))
                .containsExactly(NOW.toString().substring(0, 10) + " 11111111 / 22222222");
        assertThat(twoMachines()).contains(NOW.plus(Duration.ofMinutes(10)));

        now = now.plus(Duration.ofDays(3));
        assertThat(twoMachines()).isEmpty();
    }

    @Test
    void aRunBeginsWithEverythingAndOwesNothingToTheOneBefore() {
        arrives(FIRST, 1, true, SampleFleet.WELL);
        arrives(SECOND, 2, false, HOT);
        assertThat(seen().vitals()).isEqualTo(SampleFleet.WELL);

        arrives(SECOND, 3, true, HOT);
        assertThat(seen().vitals()).isEqualTo(HOT);
    }

    @Test
    void eachRunIsKeptWithWhyItBeganAndHowItEnded() {
        arrives(FIRST, 1, true, SampleFleet.WELL);
        arrives(
                FIRST,
                2,
                false,
                new Vitals(null, null, null, null, null, null, SampleFleet.RUN.ending(Ending.STOPPED)));
        arrives(SECOND, 1, true, SampleFleet.WELL);
        work();

        List<HealthBook.Run> runs =
                store.database.reading(transaction -> HealthBook.runsSince(transaction, NOW.minusSeconds(1)));
        assertThat(runs).extracting(HealthBook.Run::begun).containsExactly("power-cut", "power-cut");
        assertThat(runs).filteredOn(run -> run.ending().isPresent()).hasSize(1);
        assertThat(store.database.reading(HealthBook::starts))
                .containsExactly(new HealthBook.Starts("kiosk-1", "power-cut", 2));
    }

    @Test
    void whoeverSpeaksForAnotherOrIsNotBelievedIsCountedAndKeepsNobodyWaiting() {
        byte[] others = new Health(other.id(), FIRST, 1, true, SampleFleet.WELL).seal(other.signer());
        intake.arrived(new Topic(terminal.id(), Channel.HEALTH), others);
        intake.arrived(new Topic(terminal.id(), Channel.HEALTH), new byte[] {1, 2, 3});
        arrives(FIRST, 1, true, SampleFleet.WELL);

        assertThat(seen().vitals()).isEqualTo(SampleFleet.WELL);
        assertThat(intake.taken()).isEqualTo(1);
        assertThat(store.count("terminal_health")).isEqualTo(1);
        assertThat(store.count("refused_message")).isEqualTo(2);
    }

    @Test
    void aFloodIsDroppedAndNotKept() {
        for (int i = 0; i < 10_050; i++) {
            intake.arrived(new Topic(terminal.id(), Channel.HEALTH), new byte[0]);
        }
        assertThat(intake.dropped()).isEqualTo(50);
        work();
        arrives(FIRST, 1, true, SampleFleet.WELL);
        assertThat(seen().vitals()).isEqualTo(SampleFleet.WELL);
    }
}
