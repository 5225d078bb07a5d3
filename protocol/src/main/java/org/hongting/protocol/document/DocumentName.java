package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.identity.TerminalId;

/// Which document: its kind and its scope, written `kind/scope`. Another scope is another document.
public record DocumentName(@JsonValue String value) implements Comparable<DocumentName> {
    // First: the names below are checked against it.
    private static final Pattern FORM = Pattern.compile("[a-z]{1,24}/[a-z0-9-]{1,48}");

    /// Everybody a kiosk may meet: [RosterEntry] per member.
    public static final DocumentName ROSTER = new DocumentName("roster/site");

    /// What codes and cards are verified with: [SiteKey] per key.
    public static final DocumentName KEYS = new DocumentName("keys/site");

    /// What all terminals of the site share: [SettingEntry] per setting.
    public static final DocumentName CONFIGURATION = new DocumentName("configuration/site");

    /// The units of the organisation: [BranchEntry] per unit.
    public static final DocumentName BRANCHES = new DocumentName("branches/site");

    /// The meetings that not every terminal serves: [MeetingEntry] per meeting. A terminal tells people by it where
    /// their meeting is; it takes no arrivals for them.
    public static final DocumentName ELSEWHERE = new DocumentName("elsewhere/site");

    /// Who is to study what: [AssignmentEntry] per assignment.
    public static final DocumentName PLANS = new DocumentName("plans/site");

    /// Tests and contests: [QuizEntry] per quiz.
    public static final DocumentName QUIZZES = new DocumentName("quizzes/site");

    /// Of whom nothing is kept any more: [EraseEntry] per person. Holding it says that it was done.
    public static final DocumentName ERASE = new DocumentName("erase/site");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DocumentName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a document name");
        }
    }

    /// The meetings one terminal serves: [MeetingEntry] per meeting.
    public static DocumentName meetingsOf(TerminalId terminal) {
        return new DocumentName("meetings/" + terminal);
    }

    /// The courses one terminal is to hold: [CourseEntry] per course.
    public static DocumentName coursesOf(TerminalId terminal) {
        return new DocumentName("courses/" + terminal);
    }

    /// What one terminal is to be like: a [SettingEntry] per value that somebody set, and one for the version.
    public static DocumentName configurationOf(TerminalId terminal) {
        return new DocumentName("configuration/" + terminal);
    }

    /// Whether one terminal is to leave: [FarewellEntry], or nothing.
    public static DocumentName farewellOf(TerminalId terminal) {
        return new DocumentName("farewell/" + terminal);
    }

    /// Which release one terminal is to run: one [ReleaseEntry].
    public static DocumentName releaseOf(TerminalId terminal) {
        return new DocumentName("release/" + terminal);
    }

    /// Who has arrived at a meeting, at whichever kiosk: [ArrivalEntry] per member.
    public static DocumentName arrivalsAt(MeetingId meeting) {
        return new DocumentName("arrivals/" + meeting);
    }

    /// Who is away from a meeting with leave: [LeaveEntry] per member.
    public static DocumentName leaveOf(MeetingId meeting) {
        return new DocumentName("leave/" + meeting);
    }

    /// What the centre says of the cards that were bound at one terminal: [BindingEntry] per card.
    public static DocumentName bindingsAt(TerminalId terminal) {
        return new DocumentName("bindings/" + terminal);
    }

    /// What became of wishes for leave from a meeting: [RequestEntry] per member.
    public static DocumentName requestsAt(MeetingId meeting) {
        return new DocumentName("requests/" + meeting);
    }

    /// How far members are with their studies: [ProgressEntry] per member whose id begins with the same digit as this
    /// one's. Sixteen documents, so that one person who turns a page renews a sixteenth.
    public static DocumentName progressOf(MemberId member) {
        return new DocumentName("progress/" + member.value().charAt(0));
    }

    /// What members see about themselves: [PersonalEntry] per member whose id begins with the same digit as this one's.
    public static DocumentName personalOf(MemberId member) {
        return new DocumentName("personal/" + member.value().charAt(0));
    }

    /// How a contest stands: [RankEntry] per place.
    public static DocumentName ranksOf(QuizId quiz) {
        return new DocumentName("ranks/" + quiz);
    }

    public String kind() {
        return value.substring(0, value.indexOf('/'));
    }

    public String scope() {
        return value.substring(value.indexOf('/') + 1);
    }

    @Override
    public int compareTo(DocumentName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
