package org.hongting.central.ingest;

import org.hongting.protocol.Words;

/// Why a record waits for a person. The words stand in the table.
public enum QuarantineReason {
    /// Its envelope cannot be read.
    ENVELOPE,
    /// It says that its place is another one.
    SEQUENCE,
    /// Its body is not what its envelope names, or not what its type wants.
    BODY,
    /// It could be read, and this centre could not take what it says.
    PROJECTION,
    /// Another record stands in its place, or before it: a second history of its epoch.
    FORK,
    /// It comes from a disk of which somebody decided that nothing more is taken.
    SET_ASIDE,
    /// Its body was erased, and the centre has not asked its terminal for that, or not for a record of this type.
    TOMBSTONE,
    /// Of a type or version that this software does not know. It stands raw among the good ones.
    UNKNOWN_TYPE;

    public String word() {
        return Words.of(this);
    }
}
