package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.StudySessionId;
import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.study.Interval;
import org.jspecify.annotations.Nullable;

/// Facts of study at a screen.
public sealed interface StudyFact extends Fact {
    MemberId member();

    /// What proved who it was when they signed in.
    Origin origin();

    /// Learning time of one member with one lesson, without a gap. Nothing in it is ever counted twice: what several
    /// say of the same moments of a person is one set of moments.
    ///
    /// @param session from sign-in to sign-out
    /// @param lesson absent where nothing of the terminal's was studied: a group that reads its own books
    /// @param stretch when
    /// @param cause why it was written down now
    /// @param shown how much there was of each kind of evidence
    /// @param reading how far they are in the lesson; absent where there is no lesson
    /// @param ledBy who led the group, where several study together
    record Learned(
            @JsonProperty(required = true) StudySessionId session,
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) Origin origin,
            @Nullable LessonName lesson,
            @JsonProperty(required = true) Stretch stretch,
            @JsonProperty(required = true) Cause cause,
            @JsonProperty(required = true) Map<Evidence, Integer> shown,
            @Nullable Reading reading,
            @Nullable MemberId ledBy)
            implements StudyFact {
        public Learned {
            // Sorted, so that the same evidence has the same bytes.
            shown = Collections.unmodifiableMap(new TreeMap<>(shown));
            if (shown.values().stream().anyMatch(times -> times < 1)) {
                throw new IllegalArgumentException("evidence that was there was there once at least");
            }
            if (lesson == null && reading != null) {
                throw new IllegalArgumentException("without a lesson nobody is far in it");
            }
        }
    }

    /// A lesson of one edition of a course.
    record LessonName(
            @JsonProperty(required = true) CourseId course,
            @JsonProperty(required = true) int edition,
            @JsonProperty(required = true) LessonId lesson) {
        public LessonName {
            if (edition < 1) {
                throw new IllegalArgumentException("editions are counted from 1");
            }
        }
    }

    /// An [Interval], with the boot by whose monotonic clock it is told. A stretch that a power cut broke off is
    /// written
    /// down in the next boot, so it need not be that of the record.
    ///
    /// @param from milliseconds
    /// @param until milliseconds
    /// @param proven milliseconds: the last evidence within
    record Stretch(
            @JsonProperty(required = true) BootId boot,
            @JsonProperty(required = true) long from,
            @JsonProperty(required = true) long until,
            @JsonProperty(required = true) long proven) {
        /// No stretch is written down that is longer: learning time is settled every five minutes, and that of a group
        /// at each roll call.
        public static final long LONGEST = 24 * 3_600_000L;

        /// Ten years in milliseconds: no boot lasts longer.
        public static final long LATEST = 10 * 366 * 24 * 3_600_000L;

        public Stretch {
            if (from < 0 || from > proven || proven > until || until > LATEST || until - from > LONGEST) {
                throw new IllegalArgumentException("not a stretch of learning");
            }
        }

        public static Stretch of(BootId boot, Interval interval) {
            return new Stretch(boot, interval.from(), interval.until(), interval.proven());
        }

        public Interval interval() {
            return new Interval(from, until, proven);
        }
    }

    /// How far somebody is in a lesson.
    ///
    /// @param place the part to go on with: a page, a paragraph, a second
    /// @param of how many parts the lesson has
    /// @param seen what of it was seen in this stretch
    record Reading(
            @JsonProperty(required = true) int place,
            @JsonProperty(required = true) int of,
            @JsonProperty(required = true) Coverage seen) {
        public Reading {
            if (place < 0 || of < 1 || place > of) {
                throw new IllegalArgumentException("the place lies within the lesson");
            }
        }
    }

    /// Why learning time was written down.
    enum Cause {
        /// Nobody was there any more.
        @JsonProperty("paused")
        PAUSED,
        /// Another lesson, or none.
        @JsonProperty("lesson-changed")
        LESSON_CHANGED,
        @JsonProperty("signed-out")
        SIGNED_OUT,
        /// Every five minutes, whatever goes on.
        @JsonProperty("settled")
        SETTLED,
        /// The terminal stopped without a word, and said it after its next start.
        @JsonProperty("broken-off")
        BROKEN_OFF
    }
}
