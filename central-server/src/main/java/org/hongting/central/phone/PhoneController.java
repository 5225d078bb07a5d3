package org.hongting.central.phone;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.hongting.central.ingest.Door;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.organisation.Phones;
import org.hongting.central.organisation.SiteKeys;
import org.hongting.protocol.code.DigitCode;
import org.hongting.protocol.code.MemberCode;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the phone's app asks while it is online. No cookie and no session: everything stands in the request, so there
/// is nothing that another site could make a browser send.
@RestController
class PhoneController {
    private static final int BODY_BYTES = 4096;

    private final Enrolment enrolment;
    private final Database database;
    private final Members members;
    private final SiteKeys keys;
    private final RefusalBook refusals;
    private final Clock clock;

    PhoneController(
            Enrolment enrolment, Database database, Members members, SiteKeys keys, RefusalBook refusals, Clock clock) {
        this.enrolment = enrolment;
        this.database = database;
        this.members = members;
        this.keys = keys;
        this.refusals = refusals;
        this.clock = clock;
    }

    record ByLink(
            @JsonProperty(required = true) String token,
            @JsonProperty(required = true) String key,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String proof,
            @Nullable String password) {}

    record ByPassword(
            @JsonProperty(required = true) String number,
            @JsonProperty(required = true) String password,
            @JsonProperty(required = true) String key,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String proof) {}

    record Shown(@JsonProperty(required = true) String code) {}

    /// @param now the centre's clock, milliseconds of UTC
    record Welcome(int site, String member, int phone, String name, boolean hasPassword, long now) {}

    record Refused(String refused) {}

    /// @param state `enrolled`, `removed`, or `unknown` for what no phone of ours signed
    record State(String state, long now) {}

    @PostMapping("/pass/api/enrol")
    ResponseEntity<byte[]> byLink(HttpServletRequest request) throws IOException {
        return answer(
                request,
                ByLink.class,
                body -> enrolment.byLink(
                        new Enrolment.Newcomer(body.key(), body.name(), body.proof()),
                        body.token(),
                        body.password() == null ? "" : body.password(),
                        request.getRemoteAddr()));
    }

    @PostMapping("/pass/api/sign-in")
    ResponseEntity<byte[]> byPassword(HttpServletRequest request) throws IOException {
        return answer(
                request,
                ByPassword.class,
                body -> enrolment.byPassword(
                        new Enrolment.Newcomer(body.key(), body.name(), body.proof()),
                        body.number(),
                        body.password(),
                        request.getRemoteAddr()));
    }

    /// Tells a phone whether its passes still count, and what time it is. A pass is shown to every camera, so it may
    /// ask this and nothing else.
    @PostMapping("/pass/api/state")
    ResponseEntity<byte[]> state(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(BODY_BYTES + 1);
        try {
            String state = DigitCode.read(Json.read(body, Shown.class).code())
                    .flatMap(MemberCode::parse)
                    .filter(MemberCode.Pass.class::isInstance)
                    .map(MemberCode.Pass.class::cast)
                    .map(pass -> database.reading(transaction -> state(transaction, pass)))
                    .orElse("unknown");
            return json(HttpStatus.OK, new State(state, clock.millis()));
        } catch (MalformedJson e) {
            refusals.add(Door.PHONE, Enrolment.Reason.BAD_REQUEST);
            return json(HttpStatus.BAD_REQUEST, new Refused(Enrolment.Reason.BAD_REQUEST.word()));
        }
    }

    private String state(Transaction transaction, MemberCode.Pass pass) {
        Optional<Phones.Phone> phone = Phones.of(transaction, pass.member()).stream()
                .filter(one -> one.number() == pass.phoneNumber() && pass.isSignedWith(one.key()))
                .findFirst();
        if (phone.isEmpty() || pass.site() != keys.site()) {
            return "unknown";
        }
        boolean counts = phone.get().removed().isEmpty()
                && members.find(transaction, pass.member())
                        .filter(Member::active)
                        .isPresent();
        if (!counts) {
            return "removed";
        }
        return phone.get().suspendedFor().isPresent() ? "suspended" : "enrolled";
    }

    private <T> ResponseEntity<byte[]> answer(
            HttpServletRequest request, Class<T> type, Function<T, Enrolment.Answer> decide) throws IOException {
        byte[] body = request.getInputStream().readNBytes(BODY_BYTES + 1);
        Enrolment.Answer answer;
        try {
            answer = decide.apply(Json.read(body, type));
        } catch (MalformedJson e) {
            answer = new Enrolment.Answer.Refused(Enrolment.Reason.BAD_REQUEST);
        }
        return switch (answer) {
            case Enrolment.Answer.Welcome(var member, var phone, var hasPassword) ->
                json(
                        HttpStatus.OK,
                        new Welcome(
                                keys.site(),
                                member.id().value(),
                                phone.number(),
                                member.shownName(),
                                hasPassword,
                                clock.millis()));
            case Enrolment.Answer.Refused(var reason) -> {
                refusals.add(Door.ENROLMENT, reason);
                yield json(
                        reason == Enrolment.Reason.LOCKED ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.FORBIDDEN,
                        new Refused(reason.word()));
            }
        };
    }

    private static ResponseEntity<byte[]> json(HttpStatus status, Object body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Json.write(body));
    }
}
