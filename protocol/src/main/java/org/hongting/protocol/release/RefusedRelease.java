package org.hongting.protocol.release;

import java.io.Serial;
import org.hongting.protocol.record.ReleaseObstacle;

/// A release, or a part of one, that is not believed or cannot be taken. The message is for whoever runs the site.
public final class RefusedRelease extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ReleaseObstacle reason;

    public RefusedRelease(ReleaseObstacle reason, String message) {
        super(message);
        this.reason = reason;
    }

    public RefusedRelease(ReleaseObstacle reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public ReleaseObstacle reason() {
        return reason;
    }
}
