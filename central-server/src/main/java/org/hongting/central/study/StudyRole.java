package org.hongting.central.study;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.hongting.protocol.Words;

/// What somebody is, as far as the year asks something of them.
public enum StudyRole {
    /// A member of the Party, full or probationary.
    @JsonProperty("member")
    MEMBER,
    /// A secretary or another member of a unit's committee (书记、班子成员).
    @JsonProperty("secretary")
    SECRETARY,
    /// Who is to be admitted (发展对象).
    @JsonProperty("candidate")
    CANDIDATE,
    /// Anybody else: an activist, a guest. Nothing is asked of them.
    @JsonProperty("other")
    OTHER;

    public String word() {
        return Words.of(this);
    }

    public static Optional<StudyRole> find(String word) {
        return Words.find(StudyRole.class, word);
    }
}
