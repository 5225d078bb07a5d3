package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a release does not run at a terminal. The words stand in facts, in tables and in the keys of texts.
public enum ReleaseObstacle {
    /// This terminal has no key to know releases by.
    @JsonProperty("no-key")
    NO_KEY,
    /// Signed by nobody whose key is pinned here.
    @JsonProperty("wrong-signature")
    WRONG_SIGNATURE,
    /// Not the form it must have, or over a cap.
    @JsonProperty("malformed")
    MALFORMED,
    /// Bytes that are not what their hash says.
    @JsonProperty("wrong-content")
    WRONG_CONTENT,
    /// A file that the manifest names and that is not there.
    @JsonProperty("missing-file")
    MISSING_FILE,
    /// For another product or architecture.
    @JsonProperty("other-machine")
    OTHER_MACHINE,
    /// Not newer than what runs.
    @JsonProperty("not-newer")
    NOT_NEWER,
    /// What runs is older than the oldest that it can be installed over.
    @JsonProperty("too-far")
    TOO_FAR,
    /// What runs could not read the store any more after it.
    @JsonProperty("no-way-back")
    NO_WAY_BACK,
    /// The disk is full.
    @JsonProperty("no-room")
    NO_ROOM,
    /// The disk, or the machine, would not let it be installed.
    @JsonProperty("not-installed")
    NOT_INSTALLED,
    /// On trial: it was not well in time.
    @JsonProperty("not-well")
    NOT_WELL,
    /// On trial: it went down again and again.
    @JsonProperty("went-down")
    WENT_DOWN
}
