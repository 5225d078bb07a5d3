package org.hongting.central.backup;

import java.io.Serial;

/// There is no backup now. The message says why and what to do next.
public final class BackupFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    BackupFailure(String sentence) {
        super(sentence);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
