package org.hongting.protocol.courier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.TerminalId;

/// Writes a [CourierFile] message by message. Not safe for use by many threads.
public final class CourierWriter {
    private final OutputStream out;
    private final Way way;
    private int messages;

    /// Writes the first line.
    ///
    /// @param out stays open
    public CourierWriter(OutputStream out, TerminalId terminal, Way way) throws IOException {
        this.out = out;
        this.way = way;
        line(CourierFile.firstLine(terminal, way));
    }

    /// False once the file is full: what is left goes with the next one.
    public boolean hasRoom() {
        return messages < Limits.COURIER_MESSAGES;
    }

    /// @throws IllegalArgumentException if the message does not go this way, is too large, or there is no room
    public void add(Carried message) throws IOException {
        if (!way.carries(message.channel()) || message.frame().length > Limits.MESSAGE_BYTES || !hasRoom()) {
            throw new IllegalArgumentException("no message of this file");
        }
        line(message.channel().word() + " " + message.frame().length);
        out.write(message.frame());
        out.write('\n');
        messages++;
    }

    /// Writes the last line: with it, the file is whole.
    public void end() throws IOException {
        line(CourierFile.END + " " + messages);
    }

    private void line(String text) throws IOException {
        out.write(text.getBytes(US_ASCII));
        out.write('\n');
    }
}
