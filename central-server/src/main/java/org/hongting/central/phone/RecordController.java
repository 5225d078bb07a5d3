package org.hongting.central.phone;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.hongting.central.personal.PersonalMeetings;
import org.hongting.central.personal.PersonalRecord;
import org.hongting.central.personal.PersonalRecords;
import org.hongting.central.personal.PersonalSheet;
import org.hongting.central.study.LearningLedger;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.json.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// What an enrolled phone asks about its own member's year. It names nobody: whose it is follows from who signed.
@RestController
class RecordController {
    /// So many moments of a timeline a phone is told of; all of them stand on paper.
    private static final int MOMENTS = 200;

    /// A sheet takes a processor for a while: whoever comes when so many are being made tries again later, so that
    /// check-ins do not wait for them.
    private static final int AT_ONCE = 2;

    private final Semaphore press = new Semaphore(AT_ONCE);

    private final PhoneCalls calls;
    private final PersonalRecords records;
    private final PersonalSheet sheet;

    RecordController(PhoneCalls calls, PersonalRecords records, PersonalSheet sheet) {
        this.calls = calls;
        this.records = records;
        this.sheet = sheet;
    }

    /// @param year 0 for the running one
    /// @param language of the sheet, `zh` or `en`
    record Wanted(
            @JsonProperty(required = true) int year,
            @JsonProperty(required = true) String language) {
        Locale locale() {
            return language.equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        }
    }

    /// @param hours 学时, as the console writes them
    /// @param target the same; absent where the year asks nothing
    /// @param credited milliseconds
    /// @param missing milliseconds; absent where nothing is missing
    /// @param complete whether all terminals concerned have reported
    /// @param now the centre's clock, milliseconds of UTC
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            int year,
            String branch,
            String hours,
            @Nullable String target,
            long credited,
            @Nullable Long missing,
            int percent,
            String pack,
            long attended,
            long expected,
            boolean complete,
            List<Moment> timeline,
            long now) {}

    /// @param kind `meeting`, `quiz` or `lesson`
    /// @param state of a meeting, the console's word
    /// @param percent of a quiz
    /// @param passed absent where nobody passes or fails
    /// @param place in a contest
    /// @param credited milliseconds with a lesson
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Moment(
            String kind,
            long at,
            String title,
            @Nullable String state,
            @Nullable Integer percent,
            @Nullable Boolean passed,
            @Nullable Integer place,
            @Nullable Long credited) {}

    @PostMapping("/pass/api/record")
    ResponseEntity<byte[]> show(HttpServletRequest request) throws IOException {
        return calls.answer(request, "record", (member, content) -> {
            Wanted wanted = Json.read(content, Wanted.class);
            return shown(records.of(member, records.yearOr(wanted.year())));
        });
    }

    /// The sheet that the console prints too.
    @PostMapping("/pass/api/record/paper")
    ResponseEntity<byte[]> print(HttpServletRequest request) throws IOException {
        return calls.file(request, "record/paper", MediaType.APPLICATION_PDF, (member, content) -> {
            Wanted wanted = Json.read(content, Wanted.class);
            PersonalRecord record = records.of(member, records.yearOr(wanted.year()));
            if (!press.tryAcquire()) {
                return Optional.empty();
            }
            try {
                return Optional.of(sheet.print(record, wanted.locale()));
            } finally {
                press.release();
            }
        });
    }

    private Shown shown(PersonalRecord record) {
        LearningLedger.Total total = record.learning().total();
        return new Shown(
                record.year(),
                record.branch(),
                total.hours(),
                total.target().map(total.pack()::hours).orElse(null),
                total.share().total(),
                record.missing().orElse(null),
                total.percent(),
                total.pack().name(),
                record.attended(),
                record.expected(),
                record.isComplete(),
                record.timeline().stream()
                        .limit(MOMENTS)
                        .map(RecordController::moment)
                        .toList(),
                calls.now());
    }

    private static Moment moment(PersonalRecord.Moment moment) {
        return switch (moment) {
            case PersonalRecord.Moment.Met(PersonalMeetings.Line line) ->
                new Moment(
                        "meeting",
                        line.starts().toEpochMilli(),
                        line.title(),
                        line.state().word(),
                        null,
                        null,
                        null,
                        null);
            case PersonalRecord.Moment.Tried(PersonalEntry.QuizResult result) ->
                new Moment(
                        "quiz",
                        result.at().toInstant().toEpochMilli(),
                        result.title(),
                        null,
                        result.score().percent(),
                        result.passed(),
                        result.place(),
                        null);
            case PersonalRecord.Moment.Studied(String title, Instant at, long credited) ->
                new Moment("lesson", at.toEpochMilli(), title, null, null, null, null, credited);
        };
    }
}
