package org.hongting.central.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that is so, or was a moment ago.
///
/// @param since when it was first seen
/// @param firedAt when it had lasted long enough; null before
/// @param calmSince when it seemed to be over; null while it is so
public record AlertState(
        Instant since, @Nullable Instant firedAt, @Nullable Instant calmSince, String detail) {
    static AlertState begin(Instant now, String detail) {
        return new AlertState(now, null, null, detail);
    }

    public boolean hasFired() {
        return firedAt != null;
    }

    AlertState fire(Instant now) {
        return new AlertState(since, now, null, detail);
    }

    AlertState goOn(String newDetail) {
        return new AlertState(since, firedAt, null, newDetail.isEmpty() ? detail : newDetail);
    }

    AlertState calm(Instant moment) {
        return new AlertState(since, firedAt, moment, detail);
    }
}
