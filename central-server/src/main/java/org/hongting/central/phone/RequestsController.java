package org.hongting.central.phone;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.organisation.Member;
import org.hongting.central.request.AttendanceRequest;
import org.hongting.central.request.AttendanceRequests;
import org.hongting.central.request.RequestRefused;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// What an enrolled phone asks about its member's meetings. Every answer is the list as it stands then.
@RestController
class RequestsController {
    private final PhoneCalls calls;
    private final AttendanceRequests requests;
    private final Database database;

    RequestsController(PhoneCalls calls, AttendanceRequests requests, Database database) {
        this.calls = calls;
        this.requests = requests;
        this.database = database;
    }

    record Wish(
            @JsonProperty(required = true) String meeting,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) String reason,
            @JsonProperty(required = true) String note) {}

    record Named(@JsonProperty(required = true) long id) {}

    /// @param refused why what was asked did not happen; absent where it did
    /// @param now the centre's clock, milliseconds of UTC
    record Listed(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String refused,

            List<Line> meetings,
            long now) {}

    /// @param standing `present`, `excused` or `not-seen`
    /// @param open what may be asked now: `leave`, `late-check-in`, or nothing
    record Line(
            String meeting,
            String title,
            String host,
            String place,
            long starts,
            long ends,
            String standing,
            String open,
            List<Asked> asked) {}

    record Asked(long id, String kind, String reason, String note, String state, String answer) {}

    @PostMapping("/pass/api/requests")
    ResponseEntity<byte[]> list(HttpServletRequest request) throws IOException {
        return answer(request, "requests", (call, content) -> {});
    }

    @PostMapping("/pass/api/requests/ask")
    ResponseEntity<byte[]> ask(HttpServletRequest request) throws IOException {
        return answer(request, "requests/ask", (call, content) -> {
            Wish wish = Json.read(content, Wish.class);
            requests.ask(
                    call.transaction(),
                    call.member().id(),
                    new AttendanceRequests.Wish(
                            meeting(wish.meeting()),
                            AttendanceRequest.Kind.of(wish.kind()).orElseThrow(RequestsController::malformed),
                            AttendanceRequest.Reason.of(wish.reason()).orElseThrow(RequestsController::malformed),
                            wish.note()));
        });
    }

    @PostMapping("/pass/api/requests/withdraw")
    ResponseEntity<byte[]> withdraw(HttpServletRequest request) throws IOException {
        return answer(
                request,
                "requests/withdraw",
                (call, content) -> requests.withdraw(
                        call.transaction(),
                        call.member().id(),
                        Json.read(content, Named.class).id()));
    }

    private record Call(Transaction transaction, Member member) {}

    private Listed act(Member member, byte[] content, BiConsumer<Call, byte[]> act) {
        @Nullable String refused = null;
        try {
            database.inTransaction(transaction -> {
                act.accept(new Call(transaction, member), content);
                return null;
            });
        } catch (RequestRefused e) {
            refused = e.why().word();
        }
        List<Line> lines = database.reading(transaction -> requests.of(transaction, member.id())).stream()
                .map(RequestsController::line)
                .toList();
        return new Listed(refused, lines, calls.now());
    }

    private ResponseEntity<byte[]> answer(HttpServletRequest request, String action, BiConsumer<Call, byte[]> act)
            throws IOException {
        return calls.answer(request, action, (member, content) -> act(member, content, act));
    }

    private static Line line(AttendanceRequests.Standing standing) {
        Meeting meeting = standing.invitation().meeting();
        Meeting.Times times = meeting.plan().times();
        return new Line(
                meeting.id().value(),
                meeting.plan().title(),
                standing.invitation().host(),
                meeting.plan().place(),
                times.starts().toEpochMilli(),
                times.ends().toEpochMilli(),
                Words.of(standing.invitation().standing()),
                standing.open().map(AttendanceRequest.Kind::word).orElse(""),
                standing.asked().stream()
                        .map(one -> new Asked(
                                one.id(),
                                one.kind().word(),
                                one.reason().word(),
                                one.note(),
                                one.state().word(),
                                one.answer()
                                        .map(AttendanceRequest.Answer::words)
                                        .orElse("")))
                        .toList());
    }

    private static MeetingId meeting(String id) {
        try {
            return new MeetingId(id);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static MalformedJson malformed() {
        return new MalformedJson("a word that the app does not use");
    }
}
