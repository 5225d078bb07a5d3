package org.hongting.simulator.demo;

import java.io.Serial;

/// The demo cannot go on. The message says what was waited for and where to look.
public final class DemoFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public DemoFailure(String message) {
        super(message);
    }

    DemoFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
