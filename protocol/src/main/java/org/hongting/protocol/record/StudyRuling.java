package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import org.hongting.protocol.identity.MemberId;
import org.jspecify.annotations.Nullable;

/// Facts of the centre itself about learning time. Like what terminals measure, they speak of moments and not
/// of amounts: so what overlaps counts once here too.
///
/// `by` is an account of the console.
public sealed interface StudyRuling extends Fact {
    MemberId member();

    String by();

    /// Moments of a member are ruled otherwise than they were seen. The latest ruling about a moment counts.
    ///
    /// @param until the first moment that is not meant
    /// @param note SHA-256 of a salted note kept beside the record: why
    record StudyCorrected(
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) OffsetDateTime from,
            @JsonProperty(required = true) OffsetDateTime until,
            @JsonProperty(required = true) StudyVerdict verdict,
            @JsonProperty(required = true) StudyReason reason,
            @JsonProperty(required = true) String by,
            @JsonProperty(required = true) Digest note)
            implements StudyRuling {
        public StudyCorrected {
            requireSpan(from, until);
        }
    }

    /// Somebody says that a member learned where no terminal was. It counts from the [OffSiteDecided] of
    /// another account on that grants it.
    ///
    /// @param note SHA-256 of a salted note kept beside the record: what it was, and how it is known
    record CreditedOffSite(
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) OffsetDateTime from,
            @JsonProperty(required = true) OffsetDateTime until,
            @JsonProperty(required = true) OffSiteKind kind,
            @JsonProperty(required = true) String by,
            @JsonProperty(required = true) Digest note)
            implements StudyRuling {
        public CreditedOffSite {
            requireSpan(from, until);
        }
    }

    /// A second person decides about a credit that was asked for.
    ///
    /// @param credit the centre's record that asks for it
    /// @param note absent where nothing was written
    record OffSiteDecided(
            @JsonProperty(required = true) Fact.RecordName credit,
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) boolean granted,
            @JsonProperty(required = true) String by,
            @Nullable Digest note)
            implements StudyRuling {}

    /// What becomes of moments.
    enum StudyVerdict {
        /// They count no more.
        @JsonProperty("struck")
        STRUCK,
        /// An earlier ruling about them holds no more.
        @JsonProperty("as-seen")
        AS_SEEN
    }

    /// Why moments are ruled otherwise than they were seen.
    enum StudyReason {
        /// Somebody else sat there.
        @JsonProperty("wrong-person")
        WRONG_PERSON,
        /// A panel or clock was out of order.
        @JsonProperty("terminal-fault")
        TERMINAL_FAULT,
        /// What was ruled before is wrong.
        @JsonProperty("mistake")
        MISTAKE,
        @JsonProperty("other")
        OTHER
    }

    /// What was learned where no terminal was.
    enum OffSiteKind {
        @JsonProperty("lecture")
        LECTURE,
        @JsonProperty("training")
        TRAINING,
        /// A memorial, a museum, a place of the Party's history.
        @JsonProperty("visit")
        VISIT,
        @JsonProperty("online")
        ONLINE,
        @JsonProperty("other")
        OTHER
    }

    private static void requireSpan(OffsetDateTime from, OffsetDateTime until) {
        if (!from.isBefore(until) || from.plusHours(24).isBefore(until)) {
            throw new IllegalArgumentException("moments of at most a day, the first before the last");
        }
    }
}
