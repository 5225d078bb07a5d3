package org.hongting.protocol.record;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The names of the kinds of fact as they stand in envelopes, each with the class that holds its body. A test proves
/// that every [Fact] has one.
public enum FactType {
    CHECK_IN_ADMITTED("check-in.admitted", 1, Fact.CheckInAdmitted.class),
    CHECK_IN_REPEATED("check-in.repeated", 1, Fact.CheckInRepeated.class),
    CHECK_IN_REFUSED("check-in.refused", 1, Fact.CheckInRefused.class),
    CHECKED_OUT("check-in.left", 1, Fact.CheckedOut.class),
    CHECK_IN_VOIDED("check-in.voided", 1, Fact.CheckInVoided.class),
    EPOCH_OPENED("terminal.epoch-opened", 1, Fact.EpochOpened.class),
    JOURNAL_RECOVERED("terminal.journal-recovered", 1, Fact.JournalRecovered.class),
    DEVICE_LOST("device.lost", 1, Fact.DeviceLost.class),
    DEVICE_RETURNED("device.returned", 1, Fact.DeviceReturned.class),
    ATTENDANCE_RULED("attendance.ruled", 1, Fact.AttendanceRuled.class),
    TERMINAL_WRITTEN_OFF("meeting.terminal-written-off", 1, Fact.TerminalWrittenOff.class),
    MEETINGS_JOINED("meeting.joined", 1, Fact.MeetingsJoined.class),
    MEETING_SEALED("meeting.sealed", 1, Fact.MeetingSealed.class),
    SEAL_COUNTERSIGNED("meeting.countersigned", 1, Fact.SealCountersigned.class),
    MEETING_OPENED("meeting.opened", 1, Fact.MeetingOpened.class),
    MEETING_CLOSED("meeting.closed", 1, Fact.MeetingClosed.class),
    GUESTS_ADMITTED("guest.admitted", 1, Fact.GuestsAdmitted.class),
    CARD_BOUND("card.bound", 1, Fact.CardBound.class),
    LEAVE_ASKED("leave.asked", 1, Fact.LeaveAsked.class),
    PREFERENCE_SET("preference.set", 1, Fact.PreferenceSet.class),
    MEETING_RECORDED("meeting.recorded", 1, Fact.MeetingRecorded.class),
    CLOSING_TAKEN_BACK("meeting.closing-taken-back", 1, Fact.ClosingTakenBack.class),
    LEARNED("study.learned", 1, StudyFact.Learned.class),
    STUDY_CORRECTED("study.corrected", 1, StudyRuling.StudyCorrected.class),
    CREDITED_OFF_SITE("study.credited-off-site", 1, StudyRuling.CreditedOffSite.class),
    OFF_SITE_DECIDED("study.off-site-decided", 1, StudyRuling.OffSiteDecided.class),
    QUIZ_BEGUN("quiz.begun", 1, QuizFact.Begun.class),
    QUIZ_ANSWERED("quiz.answered", 1, QuizFact.Answered.class),
    QUIZ_ENDED("quiz.ended", 1, QuizFact.Ended.class),
    QUESTION_RULED("quiz.question-ruled", 1, QuizRuling.QuestionRuled.class),
    ATTEMPT_RULED("quiz.attempt-ruled", 1, QuizRuling.AttemptRuled.class),
    DRAW_ANNOUNCED("draw.announced", 1, QuizRuling.DrawAnnounced.class),
    DRAW_CLOSED("draw.closed", 1, QuizRuling.DrawClosed.class),
    DRAW_REVEALED("draw.revealed", 1, QuizRuling.DrawRevealed.class),
    DRAW_CANCELLED("draw.cancelled", 1, QuizRuling.DrawCancelled.class),
    COMMAND_RESULT("command.result", 1, Fact.CommandResult.class),
    CONFIGURATION_APPLIED("configuration.applied", 1, ConfigurationFact.ConfigurationApplied.class),
    CONFIGURATION_REFUSED("configuration.refused", 1, ConfigurationFact.ConfigurationRefused.class),
    SELF_TESTED("terminal.self-tested", 1, DiagnosisFact.SelfTested.class),
    FILE_MADE("terminal.file-made", 1, DiagnosisFact.FileMade.class);

    private static final Map<String, FactType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FactType::typeName, Function.identity()));
    private static final Map<Class<? extends Fact>, FactType> BY_BODY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FactType::body, Function.identity()));

    private final String typeName;
    private final int version;
    private final Class<? extends Fact> body;

    FactType(String typeName, int version, Class<? extends Fact> body) {
        this.typeName = typeName;
        this.version = version;
        this.body = body;
    }

    public String typeName() {
        return typeName;
    }

    public int version() {
        return version;
    }

    public Class<? extends Fact> body() {
        return body;
    }

    public static FactType of(Fact fact) {
        FactType type = BY_BODY.get(fact.getClass());
        if (type == null) {
            throw new IllegalStateException(
                    "no type name for " + fact.getClass().getSimpleName());
        }
        return type;
    }

    /// The type of that name and version, unless this software does not know it.
    public static Optional<FactType> find(String typeName, int version) {
        return Optional.ofNullable(BY_NAME.get(typeName)).filter(type -> type.version == version);
    }
}
