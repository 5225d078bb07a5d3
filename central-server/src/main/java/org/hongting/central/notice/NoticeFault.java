package org.hongting.central.notice;

import java.io.Serial;

/// A notice did not get through. Its message is for people and holds no secret.
public final class NoticeFault extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public NoticeFault(String message) {
        super(message);
    }
}
