package org.hongting.central.request;

import java.time.Instant;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.RulingReason;
import org.hongting.protocol.record.Verdict;

/// What a member asks about one meeting, and what became of it.
///
/// @param note the member's own words; may be empty
/// @param answer present once somebody answered
public record AttendanceRequest(
        long id,
        MeetingId meeting,
        MemberId member,
        Kind kind,
        Reason reason,
        String note,
        Instant askedAt,
        State state,
        Optional<Answer> answer) {
    /// Characters of a note and of an answer.
    public static final int WORDS = 100;

    static final String COLUMNS =
            "id, meeting, member, kind, reason, note, asked_at, state, answered_at, answered_by, answer";

    /// What is asked for, and what is ruled when it is granted.
    public enum Kind {
        LEAVE(Verdict.EXCUSED, RulingReason.LEAVE),
        LATE_CHECK_IN(Verdict.PRESENT, RulingReason.LATE_CHECK_IN);

        private final Verdict verdict;
        private final RulingReason reason;

        Kind(Verdict verdict, RulingReason reason) {
            this.verdict = verdict;
            this.reason = reason;
        }

        Verdict verdict() {
            return verdict;
        }

        RulingReason rulingReason() {
            return reason;
        }

        public String word() {
            return Words.of(this);
        }

        public static Optional<Kind> of(String word) {
            return Words.find(Kind.class, word);
        }
    }

    /// Why, in one word. What is beyond it stands in the note.
    public enum Reason {
        SICK(true, false),
        FAMILY(true, false),
        COURSE(true, false),
        DUTY(true, false),
        AWAY(true, false),
        FORGOTTEN(false, true),
        NO_CREDENTIAL(false, true),
        TERMINAL_FAULT(false, true),
        OTHER(true, true);

        private final boolean ofLeave;
        private final boolean ofLateCheckIn;

        Reason(boolean ofLeave, boolean ofLateCheckIn) {
            this.ofLeave = ofLeave;
            this.ofLateCheckIn = ofLateCheckIn;
        }

        public boolean fits(Kind kind) {
            return switch (kind) {
                case LEAVE -> ofLeave;
                case LATE_CHECK_IN -> ofLateCheckIn;
            };
        }

        public String word() {
            return Words.of(this);
        }

        public static Optional<Reason> of(String word) {
            return Words.find(Reason.class, word);
        }
    }

    /// What became of it.
    public enum State {
        ASKED,
        GRANTED,
        REFUSED,
        WITHDRAWN;

        public String word() {
            return Words.of(this);
        }
    }

    /// Who answered, when, and in which words; the words may be empty.
    public record Answer(String by, Instant at, String words) {}

    static AttendanceRequest read(Transaction.Row row) {
        return new AttendanceRequest(
                row.integer("id"),
                new MeetingId(row.text("meeting")),
                new MemberId(row.text("member")),
                Kind.of(row.text("kind")).orElseThrow(),
                Reason.of(row.text("reason")).orElseThrow(),
                row.text("note"),
                UtcText.parse(row.text("asked_at")),
                Words.find(State.class, row.text("state")).orElseThrow(),
                row.isNull("answered_at")
                        ? Optional.empty()
                        : Optional.of(new Answer(
                                row.text("answered_by"), UtcText.parse(row.text("answered_at")), row.text("answer"))));
    }
}
