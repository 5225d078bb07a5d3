package org.hongting.protocol.study;

import java.time.Duration;

/// What somebody has before them.
public sealed interface Studied {
    /// A page of text or a picture.
    ///
    /// @param expected what reading it takes most people
    record Page(Duration expected) implements Studied {
        /// Chinese characters that are read silently in a minute: the middle of 300 to 400.
        private static final int A_MINUTE = 350;

        public Page {
            atLeastNothing(expected);
        }

        /// A page with so many characters.
        public static Page ofCharacters(int characters) {
            return new Page(Duration.ofSeconds((characters * 60L + A_MINUTE - 1) / A_MINUTE));
        }
    }

    /// Questions.
    ///
    /// @param expected what answering the one that is shown takes most people
    record Quiz(Duration expected) implements Studied {
        public Quiz {
            atLeastNothing(expected);
        }
    }

    /// A film or recording.
    record Media() implements Studied {}

    private static void atLeastNothing(Duration expected) {
        if (expected.isNegative()) {
            throw new IllegalArgumentException("nothing is read in less than no time");
        }
    }
}
