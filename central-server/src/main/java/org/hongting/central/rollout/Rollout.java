package org.hongting.central.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hongting.protocol.identity.TerminalId;

/// A release on its way to terminals, as a value: each step makes the next one of it.
///
/// @param stage at which it is, counted from 0
/// @param places in the order in which terminals are told
public record Rollout(List<Stage> stages, Standing standing, int stage, List<Place> places) {
    public Rollout {
        stages = List.copyOf(stages);
        places = List.copyOf(places);
        int count = stages.size();
        if (stage < 0
                || stage >= count
                || places.stream().anyMatch(place -> place.stage() < 0 || place.stage() >= count)) {
            throw new IllegalArgumentException("a rollout is at a stage of its own, and so is every terminal");
        }
    }

    /// What a terminal said of the release.
    public enum Outcome {
        DONE,
        FAILED
    }

    /// Takes what a terminal said. The last word counts, also of one that had fallen silent: a failure that comes after
    /// the end is a failure.
    public Rollout heard(TerminalId terminal, Outcome outcome, Instant now) {
        Place.Progress next = outcome == Outcome.DONE ? Place.Progress.DONE : Place.Progress.FAILED;
        return withPlaces(
                standing,
                place -> place.terminal().equals(terminal) && place.progress() != next ? place.at(next, now) : place);
    }

    /// Goes on as far as it may: sees who has fallen silent, stops where too many failed, begins the next stage, and
    /// tells the next terminals.
    ///
    /// @param kiosks all of the site
    public Rollout step(Instant now, List<Kiosk> kiosks) {
        if (!standing.isOpen()) {
            return this;
        }
        Rollout next = known(kiosks)
                .withPlaces(standing, place -> isSilent(place, now) ? place.at(Place.Progress.SILENT, now) : place);
        if (next.isTooMuch()) {
            return next.standing(Standing.STOPPED);
        }
        while (next.isStageOver()) {
            if (next.stage + 1 == stages.size()) {
                return next.standing(Standing.FINISHED);
            }
            Standing then = stages.get(next.stage).waits() ? Standing.PAUSED : Standing.RUNNING;
            next = new Rollout(stages, then, next.stage + 1, next.places);
            if (!then.isOpen()) {
                return next;
            }
        }
        return next.tellMore(now, kiosks);
    }

    /// Without terminals that were decommissioned on the way.
    private Rollout known(List<Kiosk> kiosks) {
        Set<TerminalId> known = new HashSet<>();
        kiosks.forEach(kiosk -> known.add(kiosk.terminal()));
        return new Rollout(
                stages,
                standing,
                stage,
                places.stream()
                        .filter(place -> place.progress().isEnd() || known.contains(place.terminal()))
                        .toList());
    }

    private boolean isSilent(Place place, Instant now) {
        return place.progress() == Place.Progress.TOLD
                && !now.isBefore(place.since().plus(stages.get(place.stage()).patience()));
    }

    /// Of every stage that has begun: one that ended well may get worse by what comes late.
    private boolean isTooMuch() {
        for (int number = 0; number <= stage; number++) {
            long failed = count(number, Place.Progress.FAILED) + count(number, Place.Progress.SILENT);
            if (stages.get(number).isTooMuch(failed, size(number))) {
                return true;
            }
        }
        return false;
    }

    private boolean isStageOver() {
        return places.stream()
                .allMatch(place -> place.stage() != stage || place.progress().isEnd());
    }

    private Rollout tellMore(Instant now, List<Kiosk> kiosks) {
        Stage current = stages.get(stage);
        Set<TerminalId> told = new HashSet<>();
        places.stream()
                .filter(place -> place.progress() == Place.Progress.TOLD)
                .forEach(place -> told.add(place.terminal()));
        Budget budget = new Budget(kiosks, told, current.leastWorking());
        List<Place> next = new ArrayList<>();
        int left = current.atOnce() - told.size();
        for (Place place : places) {
            boolean isNext = place.stage() == stage && place.progress() == Place.Progress.WAITING;
            if (isNext && left > 0 && budget.take(place.terminal())) {
                left--;
                next.add(place.at(Place.Progress.TOLD, now));
            } else {
                next.add(place);
            }
        }
        return new Rollout(stages, standing, stage, next);
    }

    /// Which kiosks a building can spare.
    private static final class Budget {
        private final Map<TerminalId, Kiosk> kiosks = new HashMap<>();
        private final Map<String, Integer> spare = new HashMap<>();

        Budget(List<Kiosk> all, Set<TerminalId> told, int leastWorking) {
            Map<String, Integer> count = new HashMap<>();
            for (Kiosk kiosk : all) {
                kiosks.put(kiosk.terminal(), kiosk);
                count.merge(kiosk.building(), 1, Integer::sum);
                boolean counts = kiosk.isWorking() && !told.contains(kiosk.terminal());
                spare.merge(kiosk.building(), counts ? 1 : 0, Integer::sum);
            }
            count.forEach((building, size) -> spare.merge(building, -Math.min(leastWorking, size - 1), Integer::sum));
        }

        /// One that does not work takes nothing from its building. One that nobody knows any more is not told.
        boolean take(TerminalId terminal) {
            Kiosk kiosk = kiosks.get(terminal);
            if (kiosk == null) {
                return false;
            }
            if (!kiosk.isWorking()) {
                return true;
            }
            int left = spare.getOrDefault(kiosk.building(), 0);
            if (left > 0) {
                spare.put(kiosk.building(), left - 1);
            }
            return left > 0;
        }
    }

    /// What people decide.
    ///
    /// @throws IllegalStateException if it is over, or is to go on although too many have failed: for that there is
    /// [#again]
    public Rollout decided(Standing next) {
        if (standing.isOver() || (standing == Standing.STOPPED && next != Standing.ABORTED)) {
            throw new IllegalStateException("a rollout that is over stays so, and one that stopped is tried again");
        }
        return standing(next);
    }

    /// Asks all that failed or fell silent once more, from the first of their stages on.
    ///
    /// @throws IllegalStateException if it is over
    public Rollout again(Instant now) {
        if (standing.isOver()) {
            throw new IllegalStateException("a rollout that is over stays so");
        }
        int first = places.stream()
                .filter(place -> !place.progress().isEnd() || place.progress().isFailure())
                .mapToInt(Place::stage)
                .min()
                .orElse(stage);
        return new Rollout(stages, Standing.RUNNING, Math.min(first, stage), places)
                .withPlaces(
                        Standing.RUNNING,
                        place -> place.progress().isFailure() ? place.at(Place.Progress.WAITING, now) : place);
    }

    public int size(int number) {
        return (int) places.stream().filter(place -> place.stage() == number).count();
    }

    public long count(int number, Place.Progress progress) {
        return places.stream()
                .filter(place -> place.stage() == number && place.progress() == progress)
                .count();
    }

    private Rollout standing(Standing next) {
        return new Rollout(stages, next, stage, places);
    }

    private Rollout withPlaces(Standing next, UnaryOperator<Place> change) {
        return new Rollout(stages, next, stage, places.stream().map(change).toList());
    }
}
