package org.hongting.device.camera;

import java.util.HashMap;
import java.util.Map;

/// Remembers which codes are before the camera, so that one that is held there is one read. A code has left
/// once it was not seen for [#LEFT_NANOS]; another code is new at once, also beside the first. Used by one
/// thread.
final class CodesInView {
    static final long LEFT_NANOS = 1_500_000_000L;

    private final Map<String, Long> lastSeen = new HashMap<>();

    /// @return true if the code came into view just now
    boolean isNew(String text, long nanos) {
        letGo(nanos);
        return lastSeen.put(text, nanos) == null;
    }

    /// The view did not change, so what was in it still is.
    void unchanged(long nanos) {
        letGo(nanos);
        lastSeen.replaceAll((_, _) -> nanos);
    }

    private void letGo(long nanos) {
        lastSeen.values().removeIf(seen -> nanos - seen >= LEFT_NANOS);
    }
}
