package org.hongting.central.erasure;

import org.hongting.protocol.Words;

/// Everything that is held of people anywhere, for the page that says so; `docs/erasure.md` has the same rows.
public enum Holding {
    IDENTITY,
    CARDS,
    PHONES,
    RECORDS,
    PRESENCE,
    NOTES,
    LEARNING,
    QUIZZES,
    REQUESTS,
    MINUTES,
    DRAWS,
    DOCUMENTS,
    TERMINALS,
    STICKS,
    BACKUPS,
    AUDIT;

    public String word() {
        return Words.of(this);
    }
}
