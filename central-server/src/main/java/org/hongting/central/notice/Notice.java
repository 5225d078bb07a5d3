package org.hongting.central.notice;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.hongting.central.alert.OnAlert;

/// What is told at once: everything that fired and cleared since the last time.
///
/// @param more changes that are not listed any more
public record Notice(
        @JsonProperty(required = true) List<Line> fired,
        @JsonProperty(required = true) List<Line> cleared,
        @JsonProperty(required = true) long more) {
    /// Nobody reads more.
    static final int LINES = 50;

    static final Notice NOTHING = new Notice(List.of(), List.of(), 0);

    public Notice {
        fired = List.copyOf(fired);
        cleared = List.copyOf(cleared);
    }

    /// One alert.
    public record Line(
            @JsonProperty(required = true) String rule,
            @JsonProperty(required = true) String subject,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String place,
            @JsonProperty(required = true) String detail) {
        static Line of(OnAlert.Change change) {
            return new Line(
                    change.key().rule().word(), change.key().subject(), change.name(), change.place(), change.detail());
        }
    }

    /// With what happened since. What fired and cleared before anybody was told is told all the same.
    Notice with(List<OnAlert.Change> moreFired, List<OnAlert.Change> moreCleared) {
        List<Line> allFired = new ArrayList<>(fired);
        moreFired.forEach(change -> allFired.add(Line.of(change)));
        List<Line> allCleared = new ArrayList<>(cleared);
        moreCleared.forEach(change -> allCleared.add(Line.of(change)));
        long left = Math.max(0L, allFired.size() - LINES) + Math.max(0L, allCleared.size() - LINES);
        return new Notice(
                allFired.subList(0, Math.min(LINES, allFired.size())),
                allCleared.subList(0, Math.min(LINES, allCleared.size())),
                more + left);
    }
}
