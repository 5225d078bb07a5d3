package org.hongting.provisioning.claim;

import java.io.Serial;

/// The ticket file cannot be read or is none. The message never quotes it.
public final class ClaimFault extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ClaimFault(String message, Throwable cause) {
        super(message, cause);
    }
}
