package org.hongting.kiosk.event;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where events go. Safe for use by many threads.
@FunctionalInterface
public interface EventSink {
    void tell(KioskEvent event);

    /// One line of JSON for each, at once.
    static EventSink to(PrintStream out) {
        PrintStream lines = new PrintStream(out, true, StandardCharsets.UTF_8);
        return event -> lines.println(event.toLine());
    }

    static EventSink silent() {
        return _ -> {};
    }
}
