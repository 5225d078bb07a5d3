package org.hongting.provisioning.authority;

import java.io.Serial;

/// The site's keys cannot be read, opened or written. The message says what to do and holds no secret.
public final class AuthorityFault extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public AuthorityFault(String message) {
        super(message);
    }

    public AuthorityFault(String message, Throwable cause) {
        super(message, cause);
    }
}
