package org.hongting.provisioning.authority;

import java.io.Serial;

/// A certificate request that is none: malformed, too long, not by a P-256 key, or not signed by its own key. The
/// message never quotes it.
public final class RefusedRequest extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    RefusedRequest(String message) {
        super(message);
    }

    RefusedRequest(String message, Throwable cause) {
        super(message, cause);
    }
}
