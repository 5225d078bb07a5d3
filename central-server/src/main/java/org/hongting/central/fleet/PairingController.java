package org.hongting.central.fleet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Supplier;
import org.hongting.central.ingest.Door;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.protocol.claim.PairingRefused;
import org.hongting.protocol.claim.PairingRefused.Reason;
import org.hongting.protocol.claim.PairingShow;
import org.hongting.protocol.claim.PairingStart;
import org.hongting.protocol.claim.PairingWaiting;
import org.hongting.protocol.json.MalformedJson;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where machines without a ticket ask to be paired. Stands on the terminals' own listener; somebody at the console is
/// what lets them in.
@RestController
class PairingController {
    private static final int OK = 200;

    private final Pairings pairings;
    private final RefusalBook refusals;
    private final AskingPace pace;

    PairingController(Pairings pairings, RefusalBook refusals, AskingPace pace) {
        this.pairings = pairings;
        this.refusals = refusals;
        this.pace = pace;
    }

    @PostMapping(PairingStart.PATH)
    ResponseEntity<byte[]> begin(HttpServletRequest http) throws IOException {
        byte[] body = http.getInputStream().readNBytes(PairingStart.MAX_BYTES + 1);
        return answer(() -> pace.admits(http.getRemoteAddr())
                ? pairings.begin(PairingStart.read(body))
                : new Pairings.Answer.Refused(Reason.TOO_MANY));
    }

    @PostMapping(PairingShow.FOLDER + "{id}")
    ResponseEntity<byte[]> show(@PathVariable String id, HttpServletRequest http) throws IOException {
        byte[] body = http.getInputStream().readNBytes(PairingShow.MAX_BYTES + 1);
        return answer(() -> pairings.show(id, PairingShow.read(body)));
    }

    private ResponseEntity<byte[]> answer(Supplier<Pairings.Answer> question) {
        Pairings.Answer answer;
        try {
            answer = question.get();
        } catch (MalformedJson e) {
            answer = new Pairings.Answer.Refused(Reason.BAD_REQUEST);
        }
        return switch (answer) {
            case Pairings.Answer.Begun(var begun) -> json(OK, begun.write());
            case Pairings.Answer.Waiting(var waiting) -> json(PairingWaiting.STATUS, waiting.write());
            case Pairings.Answer.Welcome(var response) -> json(OK, response.write());
            case Pairings.Answer.Refused(var reason) -> {
                refusals.add(Door.PAIRING, reason);
                yield json(reason.status(), new PairingRefused(reason).write());
            }
        };
    }

    private static ResponseEntity<byte[]> json(int status, byte[] body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
