package org.hongting.central.console;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Some moments as somebody typed them, and why.
record StudySpanForm(
        @Nullable String from,
        @Nullable String until,
        @Nullable String note) {
    @Override
    public String from() {
        return Objects.requireNonNullElse(from, "");
    }

    @Override
    public String until() {
        return Objects.requireNonNullElse(until, "");
    }

    @Override
    public String note() {
        return Objects.requireNonNullElse(note, "");
    }
}
