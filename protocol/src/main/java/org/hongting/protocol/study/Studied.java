package org.hongting.protocol.study;

import java.time.Duration;

/// What somebody has before them.
public sealed interface Studied {
    /// A page of text or a picture.
    ///
    /// @param expected what reading it takes most people
    record Page(Duration expected) implements Studied {
        public Page {
            atLeastNothing(expected);
        }

        /// A page with so many Chinese characters, or what takes as long.
        public static Page ofCharacters(int characters) {
            return new Page(Duration.ofSeconds(ReadingPace.seconds(characters)));
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
