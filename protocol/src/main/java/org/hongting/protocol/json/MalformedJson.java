package org.hongting.protocol.json;

import java.io.Serial;

/// The bytes are not the JSON that was expected. The message never quotes them.
public final class MalformedJson extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public MalformedJson(String reason) {
        super(reason);
    }

    public MalformedJson(String reason, Throwable cause) {
        super(reason, cause);
    }
}
