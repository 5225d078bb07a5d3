package org.hongting.central.health;

import org.hongting.protocol.Words;

/// Why a terminal is not there, as far as it can be told from here; the words of each say what to do next.
public enum OfflineReason {
    REVOKED,
    /// It was claimed and has not connected yet.
    NEVER_CAME,
    /// This server has started a moment ago.
    SERVER_STARTED,
    CERTIFICATE_ENDED,
    /// It said that somebody asked it to start again, a short while ago.
    STARTING_AGAIN,
    /// It said that it was closed or shut down.
    STOPPED,
    /// Others of its building went at the same time.
    BUILDING,
    /// Its program fell over again and again before.
    FALLING_OVER,
    /// Another machine used its identity.
    TAKEN_OVER,
    /// The disk was full or could not be written.
    DISK,
    /// Its supply was too weak.
    UNDERVOLTAGE,
    /// It was too hot.
    TOO_HOT,
    WEAK_SIGNAL,
    /// It went without a word: no power, or no network.
    SILENT;

    public String word() {
        return Words.of(this);
    }
}
