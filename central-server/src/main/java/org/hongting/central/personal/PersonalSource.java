package org.hongting.central.personal;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.protocol.Limits;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;

/// Tells every terminal what members may see about themselves there. Who has neither meetings nor quizzes has no
/// entry.
public final class PersonalSource implements DocumentSource {
    static final String KIND = "personal";
    private static final String DIGITS = "0123456789abcdef";

    private final PersonalMeetings meetings;
    private final QuizRecord quizzes;
    private final Clock clock;

    /// @param clock in the site's zone
    public PersonalSource(PersonalMeetings meetings, QuizRecord quizzes, Clock clock) {
        this.meetings = meetings;
        this.quizzes = quizzes;
        this.clock = clock;
    }

    /// To be called wherever something changed that a member sees of themself. Terminals hear of it within a minute or
    /// two: everybody whose id begins with the same digit is told of together.
    public static void mark(Transaction transaction, MemberId member) {
        markDigit(transaction, DocumentName.personalOf(member).scope());
    }

    /// Everybody whose id begins with the digit.
    public static void markDigit(Transaction transaction, String digit) {
        transaction.update("INSERT INTO personal_due (digit) VALUES (?) ON CONFLICT (digit) DO NOTHING", digit);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope) {
        Map<MemberId, PersonalMeetings.Latest> latest = new HashMap<>();
        meetings.latest(transaction, scope, PersonalEntry.MEETINGS).forEach(one -> latest.put(one.member(), one));
        Map<MemberId, QuizRecord.Tried> tried = quizzes.allOf(transaction, scope);
        List<DocumentEntry> entries = new ArrayList<>();
        for (MemberId member : active(transaction, scope)) {
            QuizRecord.Tried own = tried.getOrDefault(member, QuizRecord.Tried.NOTHING);
            PersonalEntry entry = entry(
                    latest.getOrDefault(member, new PersonalMeetings.Latest(member, List.of(), 0, 0)),
                    own,
                    clock.getZone());
            if (!isEmpty(entry)) {
                entries.add(DocumentEntry.of(entry));
            }
        }
        return Map.of(new DocumentName(KIND + "/" + scope), entries);
    }

    private static boolean isEmpty(PersonalEntry entry) {
        return entry.meetings().isEmpty()
                && entry.quizzes().isEmpty()
                && entry.wrong().isEmpty()
                && entry.tries() == null;
    }

    /// What fits of it into a line: the oldest give way first.
    static PersonalEntry entry(PersonalMeetings.Latest latest, QuizRecord.Tried tried, ZoneId zone) {
        PersonalEntry entry = new PersonalEntry(
                latest.member(),
                first(tried.results(), PersonalEntry.QUIZZES),
                first(latest.meetings(), PersonalEntry.MEETINGS).stream()
                        .map(meeting -> new PersonalEntry.Attended(
                                title(meeting.title()),
                                meeting.starts().atZone(zone).toOffsetDateTime(),
                                meeting.state().word()))
                        .toList(),
                latest.attended(),
                latest.expected(),
                first(tried.wrong(), PersonalEntry.WRONG),
                first(tried.tries(), PersonalEntry.TRIES));
        while (Json.write(entry).length > Limits.LINE_BYTES) {
            entry = new PersonalEntry(
                    entry.id(),
                    entry.quizzes(),
                    entry.meetings(),
                    entry.attended(),
                    entry.expected(),
                    first(entry.wrong(), entry.wrong().size() - 1),
                    entry.tries());
        }
        return entry;
    }

    private static <E> List<E> first(List<E> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }

    /// Cut to what an entry holds, and not in the middle of a sign.
    public static String title(String whole) {
        if (whole.length() <= PersonalEntry.TITLE) {
            return whole;
        }
        int most = PersonalEntry.TITLE - 1;
        return whole.substring(0, Character.isHighSurrogate(whole.charAt(most - 1)) ? most - 1 : most) + "…";
    }

    private static List<MemberId> active(Transaction transaction, String digit) {
        return transaction.query(
                "SELECT id FROM member WHERE id >= ? AND id < ? AND status = 'active' ORDER BY id",
                row -> new MemberId(row.text("id")),
                digit,
                after(digit));
    }

    /// The first text behind all that begin with the digit.
    public static String after(String digit) {
        return digit.equals("f") ? "g" : DIGITS.substring(DIGITS.indexOf(digit) + 1, DIGITS.indexOf(digit) + 2);
    }
}
