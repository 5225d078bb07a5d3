package org.hongting.kiosk.diagnosis;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// The last lines of this process's log, beside wherever else they go. Safe for use by many threads.
public final class LogMemory extends Handler {
    /// Lines that are kept.
    public static final int LINES = 2_000;

    private static final int LONGEST = 2_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Formatter formatter = new SimpleFormatter();
    private final Deque<String> lines = new ArrayDeque<>();

    LogMemory() {}

    /// From the first call on, keeps what is logged anywhere in this process.
    public static LogMemory ofThisProcess() {
        Logger all = Logger.getLogger("");
        synchronized (all) {
            for (Handler handler : all.getHandlers()) {
                if (handler instanceof LogMemory memory) {
                    return memory;
                }
            }
            LogMemory memory = new LogMemory();
            all.addHandler(memory);
            return memory;
        }
    }

    @Override
    public void publish(LogRecord record) {
        if (!isLoggable(record)) {
            return;
        }
        StringBuilder line = new StringBuilder(TIME.format(record.getInstant()))
                .append(' ')
                .append(record.getLevel())
                .append(' ')
                .append(record.getLoggerName())
                .append(": ")
                .append(formatter.formatMessage(record));
        if (record.getThrown() != null) {
            StringWriter trace = new StringWriter();
            record.getThrown().printStackTrace(new PrintWriter(trace));
            line.append('\n').append(trace);
        }
        String kept = line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line.toString();
        synchronized (lines) {
            lines.addLast(kept);
            while (lines.size() > LINES) {
                lines.removeFirst();
            }
        }
    }

    /// The oldest first.
    public String text() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
