package org.hongting.central.console;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hongting.protocol.command.Action;
import org.jspecify.annotations.Nullable;

/// What somebody asks a terminal to do, as a browser or a script sends it. What is left out has its usual value.
///
/// @param action its word; `message.show` has texts and a time
/// @param minutes how long it is good for
/// @param people whether a test of the terminal asks whoever stands there
/// @param reason one line
record CommandForm(
        @Nullable String action,
        @Nullable String zh,
        @Nullable String en,
        @Nullable Integer seconds,
        @Nullable Integer minutes,
        @Nullable Boolean people,
        @Nullable String reason) {
    private static final int USUAL_SECONDS = 30;
    private static final int USUAL_MINUTES = 60;

    /// @throws IllegalArgumentException if there is no such action, or what it needs does not fit. What is taken back
    /// is
    /// asked in another way
    Action asked() {
        if (Action.ShowMessage.WORD.equals(action)) {
            return new Action.ShowMessage(
                    Objects.requireNonNullElse(zh, "").strip(),
                    Objects.requireNonNullElse(en, "").strip(),
                    Duration.ofSeconds(Objects.requireNonNullElse(seconds, USUAL_SECONDS)));
        }
        if (Action.SelfTest.WORD.equals(action)) {
            return new Action.SelfTest(Boolean.TRUE.equals(people));
        }
        return Optional.ofNullable(action)
                .filter(word -> !word.equals(Action.Cancel.WORD))
                .flatMap(word -> Action.find(word, Map.of()))
                .orElseThrow(() -> new IllegalArgumentException("no such action"));
    }

    Duration validity() {
        return Duration.ofMinutes(Objects.requireNonNullElse(minutes, USUAL_MINUTES));
    }

    /// @throws IllegalArgumentException if there is none, or it is too long
    String why() {
        return QuarantineDesk.checked(Objects.requireNonNullElse(reason, ""));
    }
}
