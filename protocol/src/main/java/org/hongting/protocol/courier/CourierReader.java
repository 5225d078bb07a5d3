package org.hongting.protocol.courier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.RefusedMessage;

/// Reads a [CourierFile] message by message, with caps before anything is kept. Not safe for use by many threads.
public final class CourierReader {
    /// The longest line has a terminal's name in it.
    private static final int LINE_BYTES = 128;

    private final InputStream in;
    private final Way way;
    private final TerminalId terminal;
    private int messages;
    private boolean ended;
    private boolean whole;

    /// Reads the first line.
    ///
    /// @param in best buffered; stays open
    /// @throws RefusedMessage if that is no such file, or one of another version or of the other way
    public CourierReader(InputStream in, Way way) throws IOException {
        this.in = in;
        this.way = way;
        String line = line().orElseThrow(CourierFile::malformed);
        try {
            this.terminal = new TerminalId(line.substring(line.lastIndexOf(' ') + 1));
        } catch (IllegalArgumentException e) {
            throw new RefusedMessage(RefusedMessage.Reason.MALFORMED, e);
        }
        if (!line.equals(CourierFile.firstLine(terminal, way))) {
            throw CourierFile.malformed();
        }
    }

    /// Whose station it comes from or goes to, as the file says: each message has to say the same.
    public TerminalId terminal() {
        return terminal;
    }

    /// The next message, or nothing at the end, and nothing from the place on where the file is damaged.
    public Optional<Carried> next() throws IOException {
        Optional<Carried> message = ended ? Optional.empty() : read();
        ended = message.isEmpty();
        return message;
    }

    /// Whether the file was read up to the last line that belongs there.
    public boolean isWhole() {
        return whole;
    }

    private Optional<Carried> read() throws IOException {
        String line = line().orElse("");
        int space = line.indexOf(' ');
        Optional<Integer> number = number(line.substring(space + 1));
        if (space < 0 || number.isEmpty()) {
            return Optional.empty();
        }
        String word = line.substring(0, space);
        if (word.equals(CourierFile.END)) {
            whole = number.get() == messages;
            return Optional.empty();
        }
        Optional<Channel> channel = Arrays.stream(Channel.values())
                .filter(known -> known.word().equals(word) && way.carries(known))
                .findFirst();
        if (channel.isEmpty() || number.get() > Limits.MESSAGE_BYTES || messages == Limits.COURIER_MESSAGES) {
            return Optional.empty();
        }
        byte[] frame = in.readNBytes(number.get());
        if (frame.length < number.get() || in.read() != '\n') {
            return Optional.empty();
        }
        messages++;
        return Optional.of(new Carried(channel.get(), frame));
    }

    private Optional<String> line() throws IOException {
        byte[] line = new byte[LINE_BYTES];
        for (int length = 0; length < LINE_BYTES; length++) {
            int next = in.read();
            if (next == '\n') {
                return Optional.of(new String(line, 0, length, US_ASCII));
            }
            if (next < 0) {
                break;
            }
            line[length] = (byte) next;
        }
        return Optional.empty();
    }

    private static Optional<Integer> number(String digits) {
        return digits.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
    }
}
