package org.hongting.protocol.json;

import java.io.Serial;

/// The bytes are not the JSON that was expected. Neither the message nor a cause ever quotes them.
public final class MalformedJson extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public MalformedJson(String reason) {
        super(reason);
    }
}
