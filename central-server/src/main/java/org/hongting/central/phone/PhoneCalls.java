package org.hongting.central.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;
import org.hongting.central.ingest.Door;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.central.organisation.Member;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Database;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Reads what an enrolled phone asks, lets the [PhoneDoor] judge it, and answers in JSON, or with a file.
final class PhoneCalls {
    private static final int BODY_BYTES = 4096;

    /// The words shown to people stand in the app.
    private static final String BUSY = "busy";

    private final PhoneDoor door;
    private final Database database;
    private final RefusalBook refusals;
    private final Clock clock;

    PhoneCalls(PhoneDoor door, Database database, RefusalBook refusals, Clock clock) {
        this.door = door;
        this.database = database;
        this.refusals = refusals;
        this.clock = clock;
    }

    /// What becomes of a question that was asked rightly.
    interface Work {
        /// @param content JSON
        /// @return what is written as JSON
        /// @throws MalformedJson for a content that makes no sense
        Object answer(Member member, byte[] content);
    }

    /// What becomes of a question for a file that was asked rightly.
    interface Filing {
        /// @param content JSON
        /// @return nothing where there is too much to do just now
        /// @throws MalformedJson for a content that makes no sense
        Optional<byte[]> answer(Member member, byte[] content);
    }

    private record Refused(String refused, long now) {}

    ResponseEntity<byte[]> answer(HttpServletRequest request, String action, Work work) throws IOException {
        return judge(
                request, action, this::use, (member, content) -> json(HttpStatus.OK, work.answer(member, content)));
    }

    /// As the other, for what changes nothing: it may be asked again, so nothing is written down.
    ResponseEntity<byte[]> tell(HttpServletRequest request, String action, Work work) throws IOException {
        return judge(
                request,
                action,
                (known, _) -> known,
                (member, content) -> json(HttpStatus.OK, work.answer(member, content)));
    }

    /// As the other, where the answer is a file. A refusal is JSON here too.
    ResponseEntity<byte[]> file(HttpServletRequest request, String action, MediaType type, Filing work)
            throws IOException {
        return judge(
                request,
                action,
                this::use,
                (member, content) -> work.answer(member, content)
                        .map(bytes -> ResponseEntity.ok()
                                .contentType(type)
                                .cacheControl(CacheControl.noStore())
                                .body(bytes))
                        .orElseGet(() -> json(HttpStatus.SERVICE_UNAVAILABLE, new Refused(BUSY, now()))));
    }

    private PhoneDoor.Caller use(PhoneDoor.Caller.Known known, SignedAsk ask) {
        return database.inTransaction(transaction -> door.use(transaction, known, ask));
    }

    private ResponseEntity<byte[]> judge(
            HttpServletRequest request,
            String action,
            BiFunction<PhoneDoor.Caller.Known, SignedAsk, PhoneDoor.Caller> use,
            BiFunction<Member, byte[], ResponseEntity<byte[]>> work)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(BODY_BYTES + 1);
        String address = request.getRemoteAddr();
        try {
            SignedAsk ask = Json.read(body, SignedAsk.class);
            PhoneDoor.Caller caller = database.reading(transaction -> door.judge(transaction, action, ask, address));
            if (caller instanceof PhoneDoor.Caller.Known known) {
                caller = use.apply(known, ask);
            }
            return switch (caller) {
                case PhoneDoor.Caller.Nobody(var reason) ->
                    refuse(
                            reason == PhoneDoor.Reason.LOCKED ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.FORBIDDEN,
                            reason);
                case PhoneDoor.Caller.Known known ->
                    work.apply(known.member(), ask.content().getBytes(UTF_8));
            };
        } catch (MalformedJson e) {
            return refuse(HttpStatus.BAD_REQUEST, PhoneDoor.Reason.BAD_REQUEST);
        }
    }

    long now() {
        return clock.millis();
    }

    private ResponseEntity<byte[]> refuse(HttpStatus status, PhoneDoor.Reason reason) {
        refusals.add(Door.PHONE, reason);
        return json(status, new Refused(reason.word(), now()));
    }

    private static ResponseEntity<byte[]> json(HttpStatus status, Object body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Json.write(body));
    }
}
