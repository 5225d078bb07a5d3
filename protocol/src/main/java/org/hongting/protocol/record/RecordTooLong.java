package org.hongting.protocol.record;

import java.io.Serial;
import org.hongting.protocol.Limits;

/// A fact does not fit a line. Long text and pictures are attachments, named by hash.
public final class RecordTooLong extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public RecordTooLong(int bytes) {
        super("a line of " + bytes + " bytes is over the cap of " + Limits.LINE_BYTES);
    }
}
