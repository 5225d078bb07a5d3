package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.jspecify.annotations.Nullable;

/// Something that happened at a terminal. Facts are never edited; a mistake is corrected by a later fact that names
/// it. The list is closed for one version of the software; a centre that meets a type it does not know stores the
/// record raw, counts it and shows it.
public sealed interface Fact
        permits Fact.CheckIn,
                Fact.TerminalLife,
                Fact.MeetingLife,
                Fact.Personal,
                Fact.Ruling,
                StudyFact,
                StudyRuling,
                QuizFact,
                QuizRuling {
    /// What the fact names by hash; the bytes follow apart.
    default List<Attachment> attachments() {
        return List.of();
    }

    /// Facts of the check-in desk.
    sealed interface CheckIn extends Fact {}

    /// Facts of the terminal's own life.
    sealed interface TerminalLife extends Fact
            permits EpochOpened,
                    JournalRecovered,
                    DeviceLost,
                    DeviceReturned,
                    CommandResult,
                    ConfigurationFact,
                    DiagnosisFact {}

    /// A member arrived at a meeting. Success was shown only after this was durable.
    ///
    /// @param shownLate what the kiosk told the person; the centre derives lateness again from the corrected time
    /// @param mark who says that the member is here, where somebody in charge does
    /// @param read when the member showed something, where that was before this record: choosing a meeting takes
    /// a while, and the arrival counts from the read
    record CheckInAdmitted(
            @JsonProperty(required = true) MeetingId meeting,
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) Origin origin,
            @JsonProperty(required = true) boolean shownLate,
            @Nullable Mark mark,
            @Nullable ReadMoment read)
            implements CheckIn {
        @JsonCreator
        public CheckInAdmitted {}

        /// Admitted by what the member showed, at the moment of the record.
        public CheckInAdmitted(MeetingId meeting, MemberId member, Origin origin, boolean shownLate) {
            this(meeting, member, origin, shownLate, null, null);
        }
    }

    /// A member who had arrived showed something again. Journaled at most once a minute per credential.
    ///
    /// @param first when the kiosk says the member arrived, as shown
    record CheckInRepeated(
            @JsonProperty(required = true) MeetingId meeting,
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) Origin origin,
            @JsonProperty(required = true) OffsetDateTime first)
            implements CheckIn {}

    /// A read was refused.
    ///
    /// @param shown keyed hash of what was shown, never the thing itself: it lets repeats be counted and tells
    /// nothing else; absent where nothing could be read
    /// @param member who it was, where that is known
    record CheckInRefused(
            @JsonProperty(required = true) RefusalReason reason,
            @JsonProperty(required = true) Origin origin,
            @Nullable String shown,
            @Nullable MemberId member,
            @Nullable MeetingId meeting)
            implements CheckIn {}

    /// A member left a meeting that asks for check-out. Every one is a fact; the last one counts.
    record CheckedOut(
            @JsonProperty(required = true) MeetingId meeting,
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) Origin origin)
            implements CheckIn {}

    /// An arrival was taken back where it was recorded: it counts no more, and neither does what this terminal recorded
    /// of the member at that meeting between it and this.
    ///
    /// @param origin what proved who took it back
    /// @param voided the record that counts no more, of the same terminal
    /// @param by the member themself, or somebody in charge who was signed in
    record CheckInVoided(
            @JsonProperty(required = true) MeetingId meeting,
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) Origin origin,
            @JsonProperty(required = true) RecordName voided,
            @JsonProperty(required = true) VoidReason reason,
            @JsonProperty(required = true) MemberId by)
            implements CheckIn {}

    /// Facts about a meeting as a whole, stated by somebody in charge who was signed in at the terminal with card and
    /// PIN.
    sealed interface MeetingLife extends Fact {
        MeetingId meeting();

        /// Who states it.
        MemberId by();
    }

    /// An unplanned meeting begins here and now. The terminal made up its id; from this record on it takes arrivals.
    ///
    /// @param kind like `branch-assembly`
    /// @param unit whose meeting it is
    /// @param starts by the terminal's clock: the centre dates it anew where that clock only guessed
    /// @param members who are expected where a committee meets; absent where it is the unit and all below it
    record MeetingOpened(
            @JsonProperty(required = true) MeetingId meeting,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) BranchId unit,
            @JsonProperty(required = true) String title,
            @JsonProperty(required = true) OffsetDateTime starts,
            @JsonProperty(required = true) OffsetDateTime ends,
            @JsonProperty(required = true) Window window,
            @JsonProperty(required = true) MemberId by,
            @Nullable List<MemberId> members)
            implements MeetingLife {
        /// Signs of a title.
        public static final int TITLE = 128;

        /// More than any committee has members.
        public static final int MEMBERS = 64;

        /// A meeting of the whole unit.
        public MeetingOpened(
                MeetingId meeting,
                String kind,
                BranchId unit,
                String title,
                OffsetDateTime starts,
                OffsetDateTime ends,
                Window window,
                MemberId by) {
            this(meeting, kind, unit, title, starts, ends, window, by, null);
        }

        @JsonCreator
        public MeetingOpened {
            members = members == null ? null : List.copyOf(members);
            if (members != null && (members.isEmpty() || members.size() > MEMBERS)) {
                throw new IllegalArgumentException("a committee has members");
            }
            if (title.isBlank() || title.length() > TITLE || kind.isEmpty() || kind.length() > 48) {
                throw new IllegalArgumentException("a meeting has a title and a kind");
            }
            if (!starts.isBefore(ends)) {
                throw new IllegalArgumentException("a meeting starts before it ends");
            }
        }
    }

    /// When a meeting that is opened takes arrivals, in the words of a meeting's entry.
    record Window(
            @JsonProperty(required = true) OffsetDateTime opens,
            @JsonProperty(required = true) OffsetDateTime lateFrom,
            @JsonProperty(required = true) OffsetDateTime closes) {
        public Window {
            if (opens.isAfter(closes) || lateFrom.isBefore(opens)) {
                throw new IllegalArgumentException("it opens before it closes, and nobody is late before it opens");
            }
        }
    }

    /// The meeting takes no arrivals any more, whatever its times say. It is closed once and stays closed.
    record MeetingClosed(
            @JsonProperty(required = true) MeetingId meeting,
            @JsonProperty(required = true) MemberId by) implements MeetingLife {}

    /// How many guests of one kind sit in, who stand on no roster: nobody's name is taken. The latest number of a
    /// terminal stands in the place of its earlier ones, so a slip is put right by saying the right number.
    record GuestsAdmitted(
            @JsonProperty(required = true) MeetingId meeting,
            @JsonProperty(required = true) GuestKind kind,
            @JsonProperty(required = true) int count,
            @JsonProperty(required = true) MemberId by)
            implements MeetingLife {
        /// More than any room holds.
        public static final int MOST = 999;

        public GuestsAdmitted {
            if (count < 0 || count > MOST) {
                throw new IllegalArgumentException("between no guest and 999");
            }
        }
    }

    /// Somebody in charge finished the on-site record of a meeting. What it says stands in the attachment, as a
    /// [MeetingMinutes]; here stand only numbers.
    ///
    /// @param revision 1 for the first one written at this terminal
    /// @param before the text that this one takes the place of; absent for the first
    /// @param votes in the order of the text's motions
    record MeetingRecorded(
            @JsonProperty(required = true) MeetingId meeting,
            @JsonProperty(required = true) int revision,
            @Nullable Digest before,
            @JsonProperty(required = true) Attachment minutes,
            @JsonProperty(required = true) List<Attachment> photographs,
            @JsonProperty(required = true) List<VoteCount> votes,
            @JsonProperty(required = true) MemberId by)
            implements MeetingLife {
        /// Photographs of one record.
        public static final int PHOTOGRAPHS = 6;

        /// Bytes of the text, and of one photograph.
        public static final int TEXT_BYTES = 64 * 1024;

        public static final int PHOTOGRAPH_BYTES = 1024 * 1024;

        public MeetingRecorded {
            photographs = List.copyOf(photographs);
            votes = List.copyOf(votes);
            if (revision < 1 || photographs.size() > PHOTOGRAPHS || votes.size() > MeetingMinutes.MOTIONS) {
                throw new IllegalArgumentException("not the record of a meeting");
            }
        }

        @Override
        public List<Attachment> attachments() {
            return Stream.concat(Stream.of(minutes), photographs.stream()).toList();
        }
    }

    /// The first record of every epoch.
    ///
    /// @param previous the epoch before it on the same disk; absent on a new disk
    /// @param software version of the terminal's software
    record EpochOpened(
            @Nullable PreviousEpoch previous,
            @JsonProperty(required = true) String software) implements TerminalLife {}

    /// The journal could not be written for a while and now can again.
    ///
    /// @param unrecorded reads that were answered "not recorded" meanwhile
    record JournalRecovered(
            @JsonProperty(required = true) long unrecorded,
            @JsonProperty(required = true) String cause) implements TerminalLife {}

    /// A reader, scanner or camera stopped answering.
    record DeviceLost(
            @JsonProperty(required = true) String device,
            @JsonProperty(required = true) String reason) implements TerminalLife {}

    /// A device that was lost answers again.
    record DeviceReturned(@JsonProperty(required = true) String device) implements TerminalLife {}

    /// What became of a command of the centre; exactly one for each id.
    ///
    /// @param command its id
    /// @param action as the command named it, known or not
    /// @param obstacle what stood in the way, where something did
    record CommandResult(
            @JsonProperty(required = true) String command,
            @JsonProperty(required = true) String action,
            @JsonProperty(required = true) CommandOutcome outcome,
            @Nullable CommandObstacle obstacle)
            implements TerminalLife {
        private static final int LONGEST = 64;

        public CommandResult {
            if (command.isEmpty() || command.length() > LONGEST || action.isEmpty() || action.length() > LONGEST) {
                throw new IllegalArgumentException("a command has an id and an action");
            }
        }
    }

    /// What members settled for themselves at a terminal, beside checking in.
    sealed interface Personal extends Fact {
        MemberId member();

        /// What proved who it was.
        Origin origin();
    }

    /// A card was bound to a member at a terminal, which takes it from then on. The centre decides whether it stays.
    ///
    /// @param card keyed hash under the card key that the terminal held
    /// @param sealed the card's identifier, for the centre alone
    /// @param confirmedBy who was in charge and signed in, where the member was identified by number and PIN
    record CardBound(
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) Origin origin,
            @JsonProperty(required = true) String card,
            @JsonProperty(required = true) Sealed sealed,
            @Nullable MemberId confirmedBy)
            implements Personal {}

    /// A member asks for leave from a meeting to come. Somebody answers at the centre.
    record LeaveAsked(
            @JsonProperty(required = true) MeetingId meeting,
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) Origin origin,
            @JsonProperty(required = true) LeaveReason reason)
            implements Personal {}

    /// A member wants screens to speak to them so from now on. The latest counts.
    ///
    /// @param language a language tag; absent where that stays as it is
    /// @param largeType absent where that stays as it is
    record PreferenceSet(
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) Origin origin,
            @Nullable String language,
            @Nullable Boolean largeType)
            implements Personal {}

    /// Something that only the holder of a key of the centre can read.
    ///
    /// @param key the number of the site's seal key
    /// @param ephemeral SubjectPublicKeyInfo of a key that was made for this seal alone, as base64
    /// @param box ciphertext and tag, as base64
    record Sealed(
            @JsonProperty(required = true) int key,
            @JsonProperty(required = true) String ephemeral,
            @JsonProperty(required = true) String box) {
        private static final int LONGEST = 256;

        public Sealed {
            if (key < 1 || key > 255 || ephemeral.length() > LONGEST || box.length() > LONGEST) {
                throw new IllegalArgumentException("not a seal");
            }
        }
    }

    /// Facts of the centre itself: what people with the right to do so declare there.
    ///
    /// `by` is an account of the console.
    sealed interface Ruling extends Fact {}

    /// A member's attendance is ruled otherwise than it was seen. The latest ruling counts.
    ///
    /// @param note SHA-256 of a salted note kept beside the record; absent where nothing was written
    record AttendanceRuled(
            @JsonProperty(required = true) MeetingId meeting,
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) Verdict verdict,
            @JsonProperty(required = true) RulingReason reason,
            @JsonProperty(required = true) String by,
            @Nullable Digest note)
            implements Ruling {}

    /// Nobody waits for that terminal any more before a meeting is concluded. What it still sends is taken.
    record TerminalWrittenOff(
            @JsonProperty(required = true) MeetingId meeting,
            @JsonProperty(required = true) TerminalId terminal,
            @JsonProperty(required = true) String by)
            implements Ruling {}

    /// A meeting that was opened twice is one: everything of `meeting` counts for `into`.
    record MeetingsJoined(
            @JsonProperty(required = true) MeetingId meeting,
            @JsonProperty(required = true) MeetingId into,
            @JsonProperty(required = true) String by)
            implements Ruling {}

    /// A meeting that was closed at a terminal before its time goes on: that closing counts no more.
    ///
    /// @param closing the terminal's record of it
    /// @param note SHA-256 of a salted note kept beside the record: why
    record ClosingTakenBack(
            @JsonProperty(required = true) MeetingId meeting,
            @JsonProperty(required = true) TerminalId terminal,
            @JsonProperty(required = true) RecordName closing,
            @JsonProperty(required = true) String by,
            @JsonProperty(required = true) Digest note)
            implements Ruling {}

    /// Somebody answers for what a meeting came to.
    ///
    /// @param edition 1 for the first; each amendment is the next
    /// @param content SHA-256 of the sealed record's bytes
    record MeetingSealed(
            @JsonProperty(required = true) MeetingId meeting,
            @JsonProperty(required = true) int edition,
            @JsonProperty(required = true) Digest content,
            @JsonProperty(required = true) String by)
            implements Ruling {}

    /// A second person answers for a sealed record.
    record SealCountersigned(
            @JsonProperty(required = true) MeetingId meeting,
            @JsonProperty(required = true) int edition,
            @JsonProperty(required = true) Digest content,
            @JsonProperty(required = true) String by)
            implements Ruling {}

    /// Where a read came from.
    ///
    /// @param device the reader's name on this terminal, like `pcsc-0`
    /// @param simulated true where the reader is a simulator: such facts say so for ever
    /// @param pass which showing of which phone, for [CredentialKind#PASS] once its signature held: two kiosks that
    /// took the same one are told by it
    record Origin(
            @JsonProperty(required = true) CredentialKind credential,
            @JsonProperty(required = true) String device,
            @JsonProperty(required = true) boolean simulated,
            @Nullable PassUse pass) {
        /// Anything but a pass.
        public Origin(CredentialKind credential, String device, boolean simulated) {
            this(credential, device, simulated, null);
        }
    }

    /// One pass of a member's phone: what the phone signed, without member and signature.
    ///
    /// @param phone the phone's number among the member's
    /// @param step 30-second steps since 1970, by the phone's clock
    record PassUse(
            @JsonProperty(required = true) int phone,
            @JsonProperty(required = true) long step) {
        public PassUse {
            if (phone < 0 || phone > 0xFF || step < 0 || step > 0xFFFF_FFFFL) {
                throw new IllegalArgumentException("a phone has 8 bits, a step 32");
            }
        }
    }

    /// The end of an earlier epoch, as the next one found it on the disk.
    record PreviousEpoch(
            @JsonProperty(required = true) EpochId epoch,
            @JsonProperty(required = true) long last,
            @JsonProperty(required = true) Digest head) {}

    /// Names a record of the same terminal.
    record RecordName(
            @JsonProperty(required = true) EpochId epoch,
            @JsonProperty(required = true) long seq) {
        public RecordName {
            if (seq < 1) {
                throw new IllegalArgumentException("records are counted from 1");
            }
        }
    }

    /// Somebody in charge says that a member is here.
    ///
    /// @param by who says so, signed in with card and PIN
    record Mark(
            @JsonProperty(required = true) MemberId by,
            @JsonProperty(required = true) MarkReason reason) {}

    /// What the terminal's clocks said when something was shown.
    record ReadMoment(
            @JsonProperty(required = true) OffsetDateTime at,
            @JsonProperty(required = true) ClockQuality clock,
            @JsonProperty(required = true) BootId boot,
            @JsonProperty(required = true) long mono) {
        public static ReadMoment of(ClockReading reading) {
            return new ReadMoment(reading.wall(), reading.quality(), reading.boot(), reading.monotonicNanos());
        }

        public ClockReading reading() {
            return new ClockReading(at, clock, boot, mono);
        }
    }
}
