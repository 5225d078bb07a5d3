package org.hongting.central.personal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hongting.central.badge.RecordPaper;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.study.LearningLedger;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.quiz.Score;
import org.springframework.context.MessageSource;

/// A member's year on paper, in the words of its reader.
public final class PersonalSheet {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final int HUNDREDTHS = 2;

    private final MessageSource words;
    private final ZoneId zone;

    /// @param zone the site's
    public PersonalSheet(MessageSource words, ZoneId zone) {
        this.words = words;
        this.zone = zone;
    }

    /// @return a PDF file
    public byte[] print(PersonalRecord record, Locale locale) {
        return RecordPaper.print(new Written(record, locale).sheet());
    }

    private final class Written {
        private final PersonalRecord record;
        private final Locale locale;

        Written(PersonalRecord record, Locale locale) {
            this.record = record;
            this.locale = locale;
        }

        private String say(String key, Object... values) {
            return words.getMessage(key, values, locale);
        }

        RecordPaper.Sheet sheet() {
            return new RecordPaper.Sheet(
                    say("record.title", Integer.toString(record.year())),
                    facts(),
                    List.of(meetings(), quizzes(), timeline()),
                    List.of(say("record.how-hours"), say("record.how-meetings"), say("record.how-quizzes")),
                    say("record.foot", record.member().name(), stamp(record.made())));
        }

        private List<RecordPaper.Fact> facts() {
            LearningLedger.Total total = record.learning().total();
            String target = total.target()
                    .map(asked ->
                            say("record.hours-of", total.hours(), total.pack().hours(asked)))
                    .orElseGet(() -> say("record.hours-free", total.hours()));
            String left = record.missing()
                    .map(missing -> say("record.left", length(missing)))
                    .orElseGet(() -> total.isReached() ? say("record.reached") : "");
            return List.of(
                    new RecordPaper.Fact(say("record.name"), record.member().name()),
                    new RecordPaper.Fact(say("member.branch"), record.branch()),
                    new RecordPaper.Fact(say("record.year"), Integer.toString(record.year())),
                    new RecordPaper.Fact(say("record.hours"), left.isEmpty() ? target : target + " · " + left),
                    new RecordPaper.Fact(
                            say("record.credited"),
                            say(
                                    "record.credited-by",
                                    length(total.share().total()),
                                    total.pack().name(),
                                    Integer.toString(total.pack().hour().minutes()))),
                    new RecordPaper.Fact(
                            say("record.meetings"),
                            say(
                                    "record.attended",
                                    Long.toString(record.attended()),
                                    Long.toString(record.expected()),
                                    count(Attendance.State.LATE),
                                    count(Attendance.State.ON_LEAVE),
                                    count(Attendance.State.EXCUSED),
                                    count(Attendance.State.GUEST))),
                    new RecordPaper.Fact(say("record.state"), state()),
                    new RecordPaper.Fact(say("record.made"), stamp(record.made())));
        }

        private String state() {
            if (record.waiting().isEmpty()) {
                return say(record.isComplete() ? "record.complete" : "record.summing");
            }
            return say("record.waiting", String.join("、", record.waiting()));
        }

        private String count(Attendance.State state) {
            return Long.toString(record.count(state));
        }

        private RecordPaper.Table meetings() {
            return new RecordPaper.Table(
                    say("record.meetings"),
                    say("record.no-meetings"),
                    List.of(
                            column("record.when", 20),
                            column("record.what", 46),
                            column("meeting.kind", 20),
                            column("record.state", 14)),
                    record.meetings().stream()
                            .map(line -> List.of(
                                    stamp(line.starts()),
                                    line.title(),
                                    say("kind." + line.kind().word()),
                                    say("state." + line.state().word())))
                            .toList());
        }

        private RecordPaper.Table quizzes() {
            return new RecordPaper.Table(
                    say("record.quizzes"),
                    say("record.no-quizzes"),
                    List.of(
                            column("record.when", 20),
                            column("record.what", 46),
                            column("record.score", 14),
                            column("record.outcome", 20)),
                    record.quizzes().stream()
                            .map(result -> List.of(
                                    stamp(result.at().toInstant()),
                                    result.title(),
                                    score(result.score()),
                                    outcome(result)))
                            .toList());
        }

        private RecordPaper.Table timeline() {
            return new RecordPaper.Table(
                    say("record.timeline"),
                    say("record.nothing"),
                    List.of(column("record.when", 20), column("record.what", 46), column("record.outcome", 34)),
                    record.timeline().stream()
                            .map(moment -> switch (moment) {
                                case PersonalRecord.Moment.Met(PersonalMeetings.Line line) ->
                                    List.of(
                                            stamp(line.starts()),
                                            line.title(),
                                            say("state." + line.state().word()));
                                case PersonalRecord.Moment.Tried(PersonalEntry.QuizResult result) ->
                                    List.of(
                                            stamp(result.at().toInstant()),
                                            result.title(),
                                            (score(result.score()) + " " + outcome(result)).strip());
                                case PersonalRecord.Moment.Studied(String title, Instant at, long credited) ->
                                    List.of(stamp(at), title, say("record.studied", length(credited)));
                            })
                            .toList());
        }

        private RecordPaper.Column column(String key, int percent) {
            return new RecordPaper.Column(say(key), percent);
        }

        private String outcome(PersonalEntry.QuizResult result) {
            String passed =
                    result.passed() == null ? "" : result.passed() ? say("record.passed") : say("record.failed");
            String place = result.place() == null ? "" : say("record.place", Integer.toString(result.place()));
            return String.join(
                    " · ",
                    Stream.of(passed, place).filter(word -> !word.isEmpty()).toList());
        }
    }

    /// Questions, of how many; parts of one behind the point.
    private static String score(Score score) {
        return questions(score.points()) + " / " + questions(score.of());
    }

    private static String questions(int hundredths) {
        return BigDecimal.valueOf(hundredths, HUNDREDTHS).stripTrailingZeros().toPlainString();
    }

    private String stamp(Instant moment) {
        return STAMP.format(moment.atZone(zone));
    }

    /// As the console writes it: hours, minutes and seconds, cut down.
    private static String length(long millis) {
        Duration time = Duration.ofMillis(millis);
        return String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
