package org.hongting.sync.link;

import java.time.Duration;

/// Deadlines and intervals of the link.
///
/// @param connect until the broker has let us in and taken the subscriptions
/// @param answer until a hello is answered
/// @param progress until something in flight is acknowledged by the centre
/// @param gap how long an acknowledgement without progress may stand before sending starts again behind the watermark
/// @param hello between two hellos on a quiet line
/// @param willDelay until the broker calls a lost terminal offline
public record LinkTiming(
        Duration connect, Duration answer, Duration progress, Duration gap, Duration hello, Duration willDelay) {
    public static final LinkTiming STANDARD = new LinkTiming(
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30));
}
