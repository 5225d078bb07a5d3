package org.hongting.central.phone;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.hongting.central.ingest.Door;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.organisation.Member;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Takes the kiosk's code from a phone that scanned it.
@RestController
class CodeController {
    private final PhoneCalls calls;
    private final CodeArrivals arrivals;
    private final Database database;
    private final RefusalBook refusals;

    CodeController(PhoneCalls calls, CodeArrivals arrivals, Database database, RefusalBook refusals) {
        this.calls = calls;
        this.arrivals = arrivals;
        this.database = database;
        this.refusals = refusals;
    }

    record Scanned(@JsonProperty(required = true) String code) {}

    /// @param arrived `in`, `late` or `already`; absent where the code was refused
    /// @param now the centre's clock, milliseconds of UTC
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(
            @Nullable String arrived,
            @Nullable String refused,
            @Nullable String title,
            long now) {}

    @PostMapping("/pass/api/arrive")
    ResponseEntity<byte[]> arrive(HttpServletRequest request) throws IOException {
        return calls.answer(request, "arrive", this::told);
    }

    private Told told(Member member, byte[] content) {
        String code = Json.read(content, Scanned.class).code();
        return switch (database.inTransaction(transaction -> arrivals.arrive(transaction, member, code))) {
            case CodeArrivals.Answer.In(Meeting meeting, boolean late) -> told(late ? "late" : "in", meeting);
            case CodeArrivals.Answer.Already(Meeting meeting) -> told("already", meeting);
            case CodeArrivals.Answer.Refused(CodeArrivals.Reason reason) -> {
                refusals.add(Door.KIOSK_CODE, reason);
                yield new Told(null, reason.word(), null, calls.now());
            }
        };
    }

    private Told told(String arrived, Meeting meeting) {
        return new Told(arrived, null, meeting.plan().title(), calls.now());
    }
}
