package org.hongting.protocol.courier;

import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.wire.RefusedMessage;

/// The file that a person carries on a stick. It starts with the line `hongting-courier 1 <way> <terminal>`; then, for
/// each message, comes the line `<channel> <bytes>`, that many bytes and a line break; the last line is `end
/// <messages>`. Way and channel are the words of [Way] and [org.hongting.protocol.wire.Channel].
///
/// Nothing of it has to be believed: every message is signed by whoever wrote it. A file that was torn (the stick was
/// pulled out) is good up to where it was torn.
public final class CourierFile {
    /// The folder of a stick in which the files lie.
    public static final String FOLDER = "hongting-courier";

    /// Bytes of a whole file, so much is taken in at most.
    public static final long MOST_BYTES = (long) Limits.COURIER_MESSAGES * (Limits.MESSAGE_BYTES + 32) + 256;

    static final String MAGIC = "hongting-courier 1";
    static final String END = "end";

    private CourierFile() {}

    public static String name(TerminalId terminal, Way way) {
        return terminal + "." + way.word();
    }

    static String firstLine(TerminalId terminal, Way way) {
        return MAGIC + " " + way.word() + " " + terminal;
    }

    static RefusedMessage malformed() {
        return new RefusedMessage(RefusedMessage.Reason.MALFORMED);
    }
}
