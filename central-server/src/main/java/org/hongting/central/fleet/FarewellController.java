package org.hongting.central.fleet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.hongting.central.ingest.Door;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.protocol.claim.Farewell;
import org.hongting.protocol.claim.RenewalRefused;
import org.hongting.protocol.claim.RenewalRefused.Reason;
import org.hongting.protocol.identity.TerminalId;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where terminals say farewell. On their own listener; what they sign is what lets them in.
@RestController
class FarewellController {
    private final Farewells farewells;
    private final Renewals renewals;
    private final RefusalBook refusals;
    private final AskingPace pace;

    FarewellController(Farewells farewells, Renewals renewals, RefusalBook refusals, AskingPace pace) {
        this.farewells = farewells;
        this.renewals = renewals;
        this.refusals = refusals;
        this.pace = pace;
    }

    @PostMapping(Farewell.FOLDER + "{terminal}")
    ResponseEntity<byte[]> hear(@PathVariable String terminal, HttpServletRequest http) throws IOException {
        if (!pace.admits(http.getRemoteAddr())) {
            return refused(Reason.TOO_OFTEN);
        }
        TerminalId id;
        try {
            id = new TerminalId(terminal);
        } catch (IllegalArgumentException e) {
            return refused(Reason.BAD_REQUEST);
        }
        byte[] body = http.getInputStream().readNBytes(Farewell.MAX_BYTES + 1);
        return switch (farewells.hear(id, body)) {
            case Farewells.Answer.Heard(var ask) -> json(200, renewals.word(ask));
            case Farewells.Answer.Refused(var reason) -> refused(reason);
        };
    }

    private ResponseEntity<byte[]> refused(Reason reason) {
        refusals.add(Door.IDENTITY, reason);
        return json(reason.status(), new RenewalRefused(reason).write());
    }

    private static ResponseEntity<byte[]> json(int status, byte[] body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
