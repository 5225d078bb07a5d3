package org.hongting.protocol.study;

import java.time.Duration;

/// How long nobody need do anything before time stops counting, and by how much it is cut back then. The figures are
/// ours; docs/learning-time.md says where each comes from and how far it may be wrong.
///
/// @param shortest idle limit of a page that is read in no time
/// @param longest idle limit of whatever long page
/// @param quiz idle limit while questions are answered
/// @param silentMedia idle limit of a film or recording that stands still
/// @param firstPresence a film that runs asks whether anybody is there after this at the earliest
/// @param lastPresence and after this at the latest
/// @param asked before the limit the screen asks for so long
/// @param grace what is counted after the last evidence, when nobody answered
/// @param forgiven who answers so soon after a film was stopped was there, and the film counts
/// @param stall ticks further apart than this were no time of learning: the machine slept or was stopped
public record LearningRule(
        Duration shortest,
        Duration longest,
        Duration quiz,
        Duration silentMedia,
        Duration firstPresence,
        Duration lastPresence,
        Duration asked,
        Duration grace,
        Duration forgiven,
        Duration stall) {
    /// Version 1.
    public static final LearningRule STANDARD = new LearningRule(
            Duration.ofSeconds(90),
            Duration.ofSeconds(300),
            Duration.ofSeconds(180),
            Duration.ofSeconds(90),
            Duration.ofMinutes(15),
            Duration.ofMinutes(20),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5));

    /// So many visits of a page earn anew in one opening of a lesson: who reads on, and comes back once, loses nothing.
    /// Whoever comes again goes on with what the last of them has left.
    public static final int VISITS = 2;

    /// A slow reader takes twice as long as we expect.
    private static final int SLOW = 2;

    /// Touches that lead nowhere extend a visit of a page to so many times what we expect.
    private static final int MOST = 3;

    public LearningRule {
        if (grace.compareTo(shortest) > 0 || asked.compareTo(shortest) >= 0 || shortest.compareTo(longest) > 0) {
            throw new IllegalArgumentException("what is counted without evidence is less than every limit");
        }
    }

    /// How long a page, quiz or still film may stand there without evidence.
    public Duration idleLimit(Studied studied) {
        return switch (studied) {
            case Studied.Page(Duration expected) -> clamped(expected.multipliedBy(SLOW));
            case Studied.Quiz _ -> quiz;
            case Studied.Media _ -> silentMedia;
        };
    }

    /// The most that one visit can earn, however often the screen is touched. Never less than the idle limit.
    public Duration mostOfOneVisit(Studied studied) {
        return switch (studied) {
            case Studied.Page(Duration expected) -> longer(expected.multipliedBy(MOST), idleLimit(studied));
            case Studied.Quiz(Duration expected) -> longer(expected.multipliedBy(MOST), quiz);
            // A film earns what it runs.
            case Studied.Media _ -> Duration.ofDays(1);
        };
    }

    private Duration clamped(Duration wished) {
        return wished.compareTo(shortest) < 0 ? shortest : wished.compareTo(longest) > 0 ? longest : wished;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
