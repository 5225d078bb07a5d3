package org.hongting.device;

import java.util.Arrays;

/// What one person held to one device, before anybody knows whose it is. Personal data: [Object#toString]
/// never tells it.
public sealed interface Shown {
    /// Longest text a code may carry. What is longer is told as [CodeUnreadable], never cut and never a
    /// crash.
    int LONGEST_TEXT = 4096;

    /// A code's text, or why it is none of ours to read: every device brings its text in through here.
    static Shown code(String text, Source source) {
        if (text.isEmpty()) {
            return new CodeUnreadable("the code is empty", source);
        }
        return text.length() > LONGEST_TEXT
                ? new CodeUnreadable("the code is longer than " + LONGEST_TEXT + " characters", source)
                : new CodeShown(text, source);
    }

    /// Where a code's text came from.
    enum Source {
        CAMERA,
        SCANNER
    }

    /// A card that told its UID: the raw bytes in the card's own order, which is the canonical form. A value:
    /// the bytes are copied in and out. A random UID (4 bytes, the first 08) is told like any other; refusing
    /// it is the desk's business.
    @SuppressWarnings("ArrayRecordComponent")
    record CardShown(byte[] uid) implements Shown {
        /// ISO/IEC 14443-3 knows 4, 7 and 10 bytes; other card kinds have up to 16.
        public static final int LONGEST_UID = 16;

        public CardShown {
            if (uid.length == 0 || uid.length > LONGEST_UID) {
                throw new IllegalArgumentException("a UID has 1 to " + LONGEST_UID + " bytes, not " + uid.length);
            }
            uid = uid.clone();
        }

        @Override
        public byte[] uid() {
            return uid.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof CardShown(byte[] theirs) && Arrays.equals(uid, theirs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(uid);
        }

        @Override
        public String toString() {
            return "CardShown[" + uid.length + " bytes]";
        }
    }

    /// A card was there and could not be read.
    ///
    /// @param why for the log and the person who looks after the terminal, in English, without anything from
    ///     the card
    record CardUnreadable(String why) implements Shown {}

    /// A code that was read. Its text is whatever the code holds: garbled, foreign or ours.
    record CodeShown(String text, Source source) implements Shown {
        public CodeShown {
            if (text.isEmpty() || text.length() > LONGEST_TEXT) {
                throw new IllegalArgumentException("a code's text has 1 to " + LONGEST_TEXT + " characters");
            }
        }

        @Override
        public String toString() {
            return "CodeShown[" + text.length() + " characters, " + source + "]";
        }
    }

    /// A code was there and its text cannot be taken: empty, or longer than [#LONGEST_TEXT].
    ///
    /// @param why for the log, in English, without anything from the code
    record CodeUnreadable(String why, Source source) implements Shown {}
}
