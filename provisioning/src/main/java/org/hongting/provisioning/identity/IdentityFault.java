package org.hongting.provisioning.identity;

import java.io.Serial;

/// What should make a terminal's identity does not: damaged files, or an answer to a claim that does not hold
/// together. The message says which part and holds no secret.
public final class IdentityFault extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public IdentityFault(String message) {
        super(message);
    }

    public IdentityFault(String message, Throwable cause) {
        super(message, cause);
    }
}
