package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;

/// The text of a meeting's on-site record: one JSON document, kept and sealed by its hash.
///
/// @param kind of the meeting, whose template the sections follow
/// @param sections in the order of the template; those that are empty are left out
public record MeetingMinutes(
        @JsonProperty(required = true) MeetingId meeting,
        @JsonProperty(required = true) String kind,
        @JsonProperty(required = true) List<Section> sections,
        @JsonProperty(required = true) List<Motion> motions) {
    public static final int SECTIONS = 24;
    public static final int MOTIONS = 12;

    public MeetingMinutes {
        sections = List.copyOf(sections);
        motions = List.copyOf(motions);
        if (sections.size() > SECTIONS || motions.size() > MOTIONS) {
            throw new IllegalArgumentException("not minutes of a meeting");
        }
    }

    /// @param id of the template's section, like `agenda`
    /// @param heading as it stood over the text
    public record Section(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String heading,
            @JsonProperty(required = true) String text) {}

    /// What was voted on.
    public record Motion(
            @JsonProperty(required = true) String text,
            @JsonProperty(required = true) VoteCount votes) {}

    public byte[] bytes() {
        return Json.write(this);
    }

    /// @throws MalformedJson if the bytes are no minutes
    public static MeetingMinutes of(byte[] bytes) {
        return Json.read(bytes, MeetingMinutes.class);
    }
}
