package org.hongting.simulator.torture;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hongting.simulator.simulation.judge.Broken;

/// What one run came to. Its JSON form is one object.
///
/// @param seed chooses faults, their order and their details; processes and disks choose the rest
/// @param seconds of faults, without opening, healing and judging
/// @param servers over one database
/// @param shown cards that were held to a reader
/// @param confirmed arrivals that a screen said were recorded
/// @param records that the centre holds
/// @param epochs starts of terminals
/// @param healedSeconds from the end of the last fault until everything had arrived
/// @param faults that were done, in order
/// @param lacking what could not be done on this machine, and why
/// @param broken the first invariant that did not hold
/// @param folder what is left of the run
public record TortureReport(
        long seed,
        double seconds,
        int terminals,
        int servers,
        long shown,
        int confirmed,
        long records,
        long epochs,
        double healedSeconds,
        List<Deed> faults,
        List<String> lacking,
        Optional<Broken> broken,
        Optional<String> folder) {
    /// A fault that was done.
    ///
    /// @param at seconds after the first fault
    /// @param lasted seconds
    public record Deed(double at, double lasted, String what, String where, String detail) {}

    public TortureReport {
        faults = List.copyOf(faults);
        lacking = List.copyOf(lacking);
    }

    @JsonIgnore
    boolean held() {
        return broken.isEmpty();
    }

    /// The same, where its files were kept.
    TortureReport in(String kept) {
        return new TortureReport(
                seed,
                seconds,
                terminals,
                servers,
                shown,
                confirmed,
                records,
                epochs,
                healedSeconds,
                faults,
                lacking,
                broken,
                Optional.of(kept));
    }

    String inWords() {
        Map<String, Long> counts =
                faults.stream().collect(Collectors.groupingBy(Deed::what, TreeMap::new, Collectors.counting()));
        StringBuilder words = new StringBuilder();
        counts.forEach((what, count) -> words.append(String.format(Locale.ROOT, "%5d × %s%n", count, what)));
        lacking.forEach(sentence -> words.append("not done: ").append(sentence).append('\n'));
        broken.ifPresent(what -> words.append(String.format(
                Locale.ROOT,
                "%s did not hold (%s)%n  %s%n",
                what.invariant(),
                what.invariant().words(),
                what.detail())));
        folder.ifPresent(where ->
                words.append("everything of this run is in ").append(where).append('\n'));
        words.append(String.format(
                Locale.ROOT,
                "seed %d: %s; %d faults in %.0f s, %,d cards shown, %,d arrivals confirmed, %,d records in %d epochs"
                        + " of %d terminals at %d servers, all there %.1f s after the last fault",
                seed,
                held() ? "every invariant held" : "NOT EVERYTHING HELD",
                faults.size(),
                seconds,
                shown,
                confirmed,
                records,
                epochs,
                terminals,
                servers,
                healedSeconds));
        return words.toString();
    }
}
