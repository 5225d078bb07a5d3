package org.hongting.central.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.hongting.protocol.identity.TerminalId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutTest {
    private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofHours(26);

    private Instant now = START;

    private static TerminalId terminal(int number) {
        return new TerminalId("t-" + number);
    }

    /// Kiosks of so many buildings, all of which work.
    private static List<Kiosk> kiosks(int count, int buildings) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Kiosk(terminal(number), "building " + number % buildings, true))
                .toList();
    }

    /// The first terminals are the canary, the next tenth comes after, then all others.
    private static Rollout rollout(int count, int canary, List<Stage> stages) {
        List<Place> places = IntStream.range(0, count)
                .mapToObj(number -> new Place(
                        terminal(number),
                        number < canary ? 0 : number < canary + count / 10 ? 1 : 2,
                        Place.Progress.WAITING,
                        START))
                .toList();
        return new Rollout(stages, Standing.RUNNING, 0, places);
    }

    private static List<Stage> stages(int failPercent, int atOnce) {
        Stage stage = new Stage(failPercent, PATIENCE, 1, atOnce, false);
        return List.of(stage, stage, stage);
    }

    private static List<Integer> told(Rollout rollout) {
        return rollout.places().stream()
                .filter(place -> place.progress() == Place.Progress.TOLD)
                .map(place -> Integer.parseInt(place.terminal().value().substring(2)))
                .toList();
    }

    private static long count(Rollout rollout, Place.Progress progress) {
        return IntStream.range(0, rollout.stages().size())
                .mapToLong(stage -> rollout.count(stage, progress))
                .sum();
    }

    /// Everybody who was told answers within the hour, one after the other, until nothing moves any more.
    private Rollout runs(Rollout begun, List<Kiosk> kiosks, IntPredicate fails) {
        Rollout rollout = begun.step(now, kiosks);
        while (rollout.standing() == Standing.RUNNING) {
            now = now.plus(Duration.ofHours(1));
            for (int number : told(rollout)) {
                if (rollout.standing() == Standing.RUNNING) {
                    Rollout.Outcome outcome = fails.test(number) ? Rollout.Outcome.FAILED : Rollout.Outcome.DONE;
                    rollout = rollout.heard(terminal(number), outcome, now).step(now, kiosks);
                }
            }
        }
        return rollout;
    }

    @Test
    void aThousandTerminalsWithAThresholdOfTenPercentStopWhereTheyShould() {
        List<Kiosk> kiosks = kiosks(1000, 100);
        // The canary and the tenth after it are well; of the 880 others every fifth fails.
        Rollout rollout = runs(rollout(1000, 20, stages(10, 50)), kiosks, number -> number >= 120 && number % 5 == 0);

        assertThat(rollout.standing()).isEqualTo(Standing.STOPPED);
        assertThat(rollout.stage()).isEqualTo(2);
        assertThat(rollout.count(2, Place.Progress.FAILED))
                .as("10 % of 880, and not one more")
                .isEqualTo(88);
        assertThat(rollout.count(2, Place.Progress.DONE)).isLessThan(5 * 88);
        assertThat(count(rollout, Place.Progress.TOLD))
                .as("on the way, and no longer told")
                .isLessThan(50);
        assertThat(rollout.step(now.plus(Duration.ofDays(9)), kiosks)).isEqualTo(rollout);
    }

    @Test
    void aReleaseThatFailsEverywhereIsSeenByTheCanaryAlone() {
        Rollout rollout = runs(rollout(1000, 20, stages(10, 1)), kiosks(1000, 100), _ -> true);

        assertThat(rollout.standing()).isEqualTo(Standing.STOPPED);
        assertThat(count(rollout, Place.Progress.FAILED)).isEqualTo(2);
        assertThat(count(rollout, Place.Progress.WAITING)).isEqualTo(998);
    }

    @Test
    void fewerFailuresThanTheThresholdStopNothing() {
        // One of the canary's twenty and of everybody else every eleventh at most.
        Rollout rollout = runs(rollout(1000, 20, stages(10, 50)), kiosks(1000, 100), number -> number % 13 == 7);

        assertThat(rollout.standing()).isEqualTo(Standing.FINISHED);
        assertThat(count(rollout, Place.Progress.DONE) + count(rollout, Place.Progress.FAILED))
                .isEqualTo(1000);
    }

    @Test
    void whoeverIsSilentCountsAsFailedOnceItsTimeIsOver() {
        List<Kiosk> kiosks = kiosks(30, 30);
        Rollout rollout = rollout(30, 3, stages(40, 10)).step(START, kiosks);
        rollout =
                rollout.heard(terminal(0), Rollout.Outcome.DONE, START).heard(terminal(1), Rollout.Outcome.DONE, START);

        Rollout before = rollout.step(START.plus(PATIENCE).minusSeconds(1), kiosks);
        assertThat(before.stage()).isZero();
        Rollout after = rollout.step(START.plus(PATIENCE), kiosks);
        assertThat(after.count(0, Place.Progress.SILENT)).isEqualTo(1);
        assertThat(after.stage()).as("one of three is less than 40 %").isEqualTo(1);
        assertThat(after.heard(terminal(2), Rollout.Outcome.DONE, now).count(0, Place.Progress.DONE))
                .as("it came late")
                .isEqualTo(3);
        assertThat(rollout(30, 3, stages(30, 10))
                        .step(START, kiosks)
                        .step(START.plus(PATIENCE), kiosks)
                        .standing())
                .isEqualTo(Standing.STOPPED);
    }

    @Test
    void aBuildingKeepsItsLeastNumberOfWorkingKiosksAndOneThatHasNoMoreThanThatIsUpdatedAllTheSame() {
        List<Kiosk> kiosks = List.of(
                new Kiosk(terminal(0), "north", true),
                new Kiosk(terminal(1), "north", true),
                new Kiosk(terminal(2), "north", false),
                new Kiosk(terminal(3), "south", true),
                new Kiosk(terminal(4), "west", true),
                new Kiosk(terminal(5), "west", true));
        List<Place> places = IntStream.range(0, 6)
                .mapToObj(number -> new Place(terminal(number), 0, Place.Progress.WAITING, START))
                .toList();
        Rollout rollout = new Rollout(List.of(new Stage(50, PATIENCE, 1, 9, false)), Standing.RUNNING, 0, places);

        Rollout first = rollout.step(START, kiosks);
        assertThat(told(first)).containsExactly(0, 2, 3, 4);
        Rollout second = first.heard(terminal(0), Rollout.Outcome.DONE, START).step(START, kiosks);
        assertThat(told(second)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void peoplePauseResumeAbortAndTryAgain() {
        List<Kiosk> kiosks = kiosks(30, 30);
        Rollout paused = rollout(30, 3, stages(10, 10)).decided(Standing.PAUSED);
        assertThat(paused.step(START, kiosks)).isEqualTo(paused);
        Rollout running = paused.decided(Standing.RUNNING).step(START, kiosks);
        assertThat(told(running)).hasSize(3);

        Rollout stopped =
                running.heard(terminal(1), Rollout.Outcome.FAILED, START).step(START, kiosks);
        assertThat(stopped.standing()).isEqualTo(Standing.STOPPED);
        assertThatThrownBy(() -> stopped.decided(Standing.RUNNING)).isInstanceOf(IllegalStateException.class);
        Rollout again = stopped.again(START).step(START, kiosks);
        assertThat(again.standing()).isEqualTo(Standing.RUNNING);
        assertThat(told(again)).containsExactly(0, 1, 2);

        Rollout aborted = stopped.decided(Standing.ABORTED);
        assertThatThrownBy(() -> aborted.again(START)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStageThatWaitsIsFollowedByTheNextOnlyOnceSomebodySaysSo() {
        List<Kiosk> kiosks = kiosks(30, 30);
        Stage next = new Stage(10, PATIENCE, 1, 50, false);
        List<Stage> stages = List.of(new Stage(10, PATIENCE, 1, 50, true), next, next);

        Rollout rollout = runs(rollout(30, 3, stages), kiosks, _ -> false);
        assertThat(rollout.standing()).isEqualTo(Standing.PAUSED);
        assertThat(count(rollout, Place.Progress.DONE)).isEqualTo(3);
        assertThat(runs(rollout.decided(Standing.RUNNING), kiosks, _ -> false).standing())
                .isEqualTo(Standing.FINISHED);
    }

    @Test
    void aTerminalThatIsDecommissionedOnTheWayHoldsNothingUp() {
        List<Kiosk> kiosks = kiosks(30, 30);
        List<Kiosk> fewer = kiosks.subList(0, 29);

        assertThat(runs(rollout(30, 3, stages(10, 50)), fewer, _ -> false).standing())
                .isEqualTo(Standing.FINISHED);
    }

    /// Terminals that answer late, never, or twice, go down and come back by chance: whatever the seed, no rule breaks.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whateverHappensNoRuleBreaks(int seed) {
        Random random = new Random(seed);
        int percent = 1 + random.nextInt(30);
        int atOnce = 1 + random.nextInt(40);
        int least = random.nextInt(3);
        double bad = random.nextDouble() * 0.3;
        double mute = random.nextDouble() * 0.1;
        Stage stage = new Stage(percent, PATIENCE, least, atOnce, false);
        Rollout rollout = rollout(300, 5, List.of(stage, stage, stage));
        Set<Integer> answered = new HashSet<>();
        List<Kiosk> kiosks = kiosks(300, 40);

        for (int hour = 0; hour < 4000 && rollout.standing() == Standing.RUNNING; hour++) {
            now = now.plus(Duration.ofHours(1));
            kiosks = kiosks.stream()
                    .map(kiosk -> random.nextInt(40) == 0
                            ? new Kiosk(kiosk.terminal(), kiosk.building(), !kiosk.isWorking())
                            : kiosk)
                    .toList();
            Set<Integer> before = new HashSet<>(told(rollout));
            rollout = rollout.step(now, kiosks);
            assertBudget(rollout, before, kiosks, least, atOnce);
            for (int number : told(rollout)) {
                double fate = new Random(seed * 1000L + number).nextDouble();
                boolean isMute = fate < mute;
                if (!isMute && (random.nextInt(3) == 0 || answered.contains(number))) {
                    answered.add(number);
                    rollout = rollout.heard(
                            terminal(number), fate < mute + bad ? Rollout.Outcome.FAILED : Rollout.Outcome.DONE, now);
                }
            }
        }

        assertThat(rollout.standing()).isIn(Standing.FINISHED, Standing.STOPPED);
        for (int number = 0; number <= rollout.stage(); number++) {
            long failed = rollout.count(number, Place.Progress.FAILED) + rollout.count(number, Place.Progress.SILENT);
            boolean isStopHere = rollout.standing() == Standing.STOPPED && number == rollout.stage();
            assertThat(failed > 0 && failed * 100 >= (long) percent * rollout.size(number))
                    .as("stage %d: %d of %d failed", number, failed, rollout.size(number))
                    .isEqualTo(isStopHere);
            assertThat(failed).isLessThanOrEqualTo((long) rollout.size(number) * percent / 100 + atOnce + 1);
        }
        for (int number = rollout.stage() + 1; number < 3; number++) {
            assertThat(rollout.count(number, Place.Progress.WAITING)).isEqualTo(rollout.size(number));
        }
    }

    /// Of those that were told in this step, no building gave more than it could spare.
    private static void assertBudget(Rollout rollout, Set<Integer> before, List<Kiosk> kiosks, int least, int atOnce) {
        Set<Integer> told = new HashSet<>(told(rollout));
        assertThat(told.size()).isLessThanOrEqualTo(Math.max(atOnce, before.size()));
        Map<String, List<Integer>> buildings = new HashMap<>();
        for (int number = 0; number < kiosks.size(); number++) {
            buildings
                    .computeIfAbsent(kiosks.get(number).building(), _ -> new ArrayList<>())
                    .add(number);
        }
        buildings.forEach((building, numbers) -> {
            boolean tookOne = numbers.stream()
                    .anyMatch(number -> told.contains(number)
                            && !before.contains(number)
                            && kiosks.get(number).isWorking());
            long working = numbers.stream()
                    .filter(number -> kiosks.get(number).isWorking() && !told.contains(number))
                    .count();
            if (tookOne) {
                assertThat(working).as(building).isGreaterThanOrEqualTo(Math.min(least, numbers.size() - 1));
            }
        });
    }
}
