package org.hongting.central.console;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hongting.central.release.RolloutWish;
import org.hongting.central.rollout.Stage;
import org.hongting.protocol.document.CourseDelivery.DailyWindow;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;

/// A rollout as a browser or a script asks for it: some terminals first, then groups, then, if wanted, all others.
///
/// @param canary terminals that are asked first
/// @param groups whose terminals come next
/// @param rest whether all others come last
/// @param failPercent, leastWorking, atOnce of every stage
/// @param patienceHours how long a terminal may be silent
/// @param waits whether people look before the second stage begins
record RolloutForm(
        @Nullable String release,
        @Nullable List<String> canary,
        @Nullable List<String> groups,
        @Nullable Boolean rest,
        @Nullable Integer failPercent,
        @Nullable Integer patienceHours,
        @Nullable Integer leastWorking,
        @Nullable Integer atOnce,
        @Nullable Boolean waits,
        @Nullable String dailyFrom,
        @Nullable String dailyUntil) {
    static final int USUAL_PERCENT = 10;
    static final int USUAL_PATIENCE = 48;
    static final int USUAL_LEAST = 1;
    static final int USUAL_AT_ONCE = 20;

    private static final int LONGEST_PATIENCE = 24 * 30;

    /// @param all terminals of the site
    /// @param members who is in a group
    /// @throws IllegalArgumentException if something of it does not fit
    RolloutWish wish(List<TerminalId> all, Function<String, List<TerminalId>> members) {
        int hours = usual(patienceHours, USUAL_PATIENCE);
        if (hours > LONGEST_PATIENCE) {
            throw new IllegalArgumentException("nobody waits for longer than a month");
        }
        Set<TerminalId> left = new LinkedHashSet<>(all);
        List<RolloutWish.Part> parts = new ArrayList<>();
        add(parts, left, some(canary).stream().map(TerminalId::new).toList(), hours, Boolean.TRUE.equals(waits));
        add(
                parts,
                left,
                some(groups).stream()
                        .flatMap(group -> members.apply(group).stream())
                        .toList(),
                hours,
                false);
        if (Boolean.TRUE.equals(rest)) {
            add(parts, left, List.copyOf(left), hours, false);
        }
        return new RolloutWish(Digest.ofHex(release == null ? "" : release), parts, daily());
    }

    private void add(
            List<RolloutWish.Part> parts, Set<TerminalId> left, List<TerminalId> wanted, int hours, boolean stops) {
        List<TerminalId> taken = wanted.stream().filter(left::remove).toList();
        if (!taken.isEmpty()) {
            Stage rules = new Stage(
                    usual(failPercent, USUAL_PERCENT),
                    Duration.ofHours(hours),
                    usual(leastWorking, USUAL_LEAST),
                    usual(atOnce, USUAL_AT_ONCE),
                    stops);
            parts.add(new RolloutWish.Part(rules, taken));
        }
    }

    private Optional<DailyWindow> daily() {
        try {
            return dailyFrom == null || dailyUntil == null || dailyFrom.isBlank() || dailyUntil.isBlank()
                    ? Optional.empty()
                    : Optional.of(new DailyWindow(LocalTime.parse(dailyFrom), LocalTime.parse(dailyUntil)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not an hour of the day", e);
        }
    }

    private static List<String> some(@Nullable List<String> words) {
        return words == null
                ? List.of()
                : words.stream().filter(word -> !word.isBlank()).toList();
    }

    private static int usual(@Nullable Integer number, int usual) {
        return number == null ? usual : number;
    }
}
