package org.hongting.central.console;

import java.util.Objects;
import org.hongting.protocol.Words;
import org.hongting.protocol.command.Action;
import org.jspecify.annotations.Nullable;

/// What somebody wants a terminal to find out.
///
/// @param what a word of [What]
/// @param reason one line
record DiagnosisForm(@Nullable String what, @Nullable String reason) {
    /// In the order in which they are offered.
    enum What {
        TEST,
        TEST_WITH_PEOPLE,
        SCREENSHOT,
        LOG_BUNDLE;

        public String word() {
            return Words.of(this);
        }
    }

    /// @throws IllegalArgumentException if it is nothing that can be asked for
    Action asked() {
        What asked = Words.find(What.class, Objects.requireNonNullElse(what, ""))
                .orElseThrow(() -> new IllegalArgumentException("no such diagnosis"));
        return switch (asked) {
            case TEST -> new Action.SelfTest(false);
            case TEST_WITH_PEOPLE -> new Action.SelfTest(true);
            case SCREENSHOT -> new Action.Screenshot();
            case LOG_BUNDLE -> new Action.LogBundle();
        };
    }

    /// @throws IllegalArgumentException if there is none, or it is too long
    String why() {
        return QuarantineDesk.checked(Objects.requireNonNullElse(reason, ""));
    }
}
