package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// When a terminal fetches a course, and how fast. What is absent is not limited.
///
/// @param from not before
/// @param daily at which hours of the day
/// @param bytesPerSecond at most, on average over a chunk
public record CourseDelivery(
        @Nullable OffsetDateTime from,
        @Nullable DailyWindow daily,
        @Nullable Integer bytesPerSecond) {
    /// At once and as fast as the network goes.
    public static final CourseDelivery AT_ONCE = new CourseDelivery(null, null, null);

    /// A cap below this would keep a connection waiting for longer than both sides do.
    public static final int SLOWEST = 1024;

    public CourseDelivery {
        if (bytesPerSecond != null && bytesPerSecond < SLOWEST) {
            throw new IllegalArgumentException("a cap is at least " + SLOWEST + " bytes a second");
        }
    }

    /// Hours of the day by the terminal's clock. Where it ends before it begins it goes over midnight.
    public record DailyWindow(
            @JsonProperty(required = true) LocalTime from,
            @JsonProperty(required = true) LocalTime until) {
        public DailyWindow {
            if (from.equals(until)) {
                throw new IllegalArgumentException("a window is open for some time and shut for some");
            }
        }

        private Duration untilOpen(LocalTime now) {
            boolean isOpen = from.isBefore(until)
                    ? !now.isBefore(from) && now.isBefore(until)
                    : !now.isBefore(from) || now.isBefore(until);
            Duration wait = Duration.between(now, from);
            return isOpen ? Duration.ZERO : wait.isNegative() ? wait.plusDays(1) : wait;
        }
    }

    /// How long it is until it may be fetched; zero where it may be now.
    public Duration untilAllowed(OffsetDateTime now) {
        if (from != null && now.isBefore(from)) {
            return Duration.between(now, from);
        }
        return daily == null ? Duration.ZERO : daily.untilOpen(now.toLocalTime());
    }

    /// How long it takes at least to fetch so many bytes.
    public Duration least(long bytes) {
        return bytesPerSecond == null ? Duration.ZERO : Duration.ofMillis(bytes * 1000 / bytesPerSecond);
    }
}
