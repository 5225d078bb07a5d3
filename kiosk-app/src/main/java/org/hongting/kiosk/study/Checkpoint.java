package org.hongting.kiosk.study;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.StudySessionId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.study.Interval;
import org.jspecify.annotations.Nullable;

/// Learning time that is not in the journal yet, as it would count if the terminal stopped now.
///
/// @param lesson absent where questions are answered
/// @param at by the terminal's wall clock, when it was so
/// @param intervals in order, none touches another
/// @param ledBy who leads the group, where several study together
record Checkpoint(
        @JsonProperty(required = true) StudySessionId session,
        @JsonProperty(required = true) MemberId member,
        @JsonProperty(required = true) Fact.Origin origin,
        StudyFact.@Nullable LessonName lesson,
        @JsonProperty(required = true) BootId boot,
        @JsonProperty(required = true) OffsetDateTime at,
        @JsonProperty(required = true) List<Interval> intervals,
        @JsonProperty(required = true) Map<Evidence, Integer> shown,
        StudyFact.@Nullable Reading reading,
        @Nullable MemberId ledBy) {
    Checkpoint {
        intervals = List.copyOf(intervals);
        shown = Map.copyOf(shown);
    }

    /// What the journal is told: one fact for each interval. What was shown and read meanwhile stands in the last.
    List<StudyFact.Learned> facts(StudyFact.Cause cause) {
        List<StudyFact.Learned> facts = new ArrayList<>();
        for (int i = 0; i < intervals.size(); i++) {
            boolean last = i == intervals.size() - 1;
            facts.add(new StudyFact.Learned(
                    session,
                    member,
                    origin,
                    lesson,
                    StudyFact.Stretch.of(boot, intervals.get(i)),
                    cause,
                    last ? shown : Map.of(),
                    last ? reading : null,
                    ledBy));
        }
        return facts;
    }

    long creditedMillis() {
        return intervals.stream()
                .mapToLong(interval -> interval.credited().toMillis())
                .sum();
    }
}
