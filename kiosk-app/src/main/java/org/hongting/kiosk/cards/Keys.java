package org.hongting.kiosk.cards;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/// Lines of the keyboard, typed by a person or a reader; what is longer than any card number is cut.
final class Keys implements LearnCommand.Lines {
    private static final int LONGEST = 200;

    private final Reader reader;

    Keys(Reader reader) {
        this.reader = reader;
    }

    @Override
    public Optional<String> next() {
        StringBuilder line = new StringBuilder();
        try {
            int key = reader.read();
            if (key < 0) {
                return Optional.empty();
            }
            for (; key >= 0 && key != '\n'; key = reader.read()) {
                if (key != '\r' && line.length() < LONGEST) {
                    line.append((char) key);
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(line.toString().strip());
    }
}
