package org.hongting.kiosk.quiz;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.document.RankEntry;

/// How a contest stands, as far as this terminal has heard.
///
/// @param people by place
/// @param groups branches or teams, by place; none where everybody stands for themself
/// @param age since it was heard; empty where nothing was heard yet
/// @param own the id of the member's own place among the people; empty where it is not among them, or not known
public record Ranking(List<RankEntry> people, List<RankEntry> groups, Optional<Duration> age, Optional<String> own) {
    public Ranking {
        people = List.copyOf(people);
        groups = List.copyOf(groups);
    }
}
