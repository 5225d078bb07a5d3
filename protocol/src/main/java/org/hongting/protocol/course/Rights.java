package org.hongting.protocol.course;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whose a course is and what may be done with it, as shown to readers.
///
/// @param holder who holds the rights
/// @param terms a licence, or what was agreed; may be empty
public record Rights(
        @JsonProperty(required = true) String holder,
        @JsonProperty(required = true) String terms) {
    private static final int CHARACTERS = 200;

    public Rights {
        if (holder.isBlank() || holder.length() > CHARACTERS || terms.length() > CHARACTERS) {
            throw new IllegalArgumentException("a course says who holds its rights, in " + CHARACTERS + " characters");
        }
    }
}
