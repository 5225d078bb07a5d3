package org.hongting.central.fleet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.hongting.central.ingest.Door;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.protocol.claim.IdentityAsk;
import org.hongting.protocol.claim.Renewal;
import org.hongting.protocol.claim.RenewalRefused;
import org.hongting.protocol.claim.RenewalRefused.Reason;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.MalformedJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where terminals ask how they stand and renew their certificates. Stands on the terminals' own listener, which asks
/// for no certificate: one that is over could not be shown.
@RestController
class RenewalController {
    private static final Logger LOG = LoggerFactory.getLogger(RenewalController.class);

    private final Renewals renewals;
    private final RefusalBook refusals;
    private final AskingPace pace;

    RenewalController(Renewals renewals, RefusalBook refusals, AskingPace pace) {
        this.renewals = renewals;
        this.refusals = refusals;
        this.pace = pace;
    }

    @PostMapping(IdentityAsk.PATH)
    ResponseEntity<byte[]> word(HttpServletRequest http) throws IOException {
        if (!pace.admits(http.getRemoteAddr())) {
            return refused(Reason.TOO_OFTEN);
        }
        try {
            return json(
                    200, renewals.word(IdentityAsk.read(http.getInputStream().readNBytes(IdentityAsk.MAX_BYTES + 1))));
        } catch (MalformedJson e) {
            return refused(Reason.BAD_REQUEST);
        }
    }

    @PostMapping(Renewal.FOLDER + "{terminal}")
    ResponseEntity<byte[]> renew(@PathVariable String terminal, HttpServletRequest http) throws IOException {
        if (!pace.admits(http.getRemoteAddr())) {
            return refused(Reason.TOO_OFTEN);
        }
        TerminalId id;
        try {
            id = new TerminalId(terminal);
        } catch (IllegalArgumentException e) {
            return refused(Reason.BAD_REQUEST);
        }
        byte[] body = http.getInputStream().readNBytes(Renewal.MAX_BYTES + 1);
        return switch (renewals.renew(id, body)) {
            case Renewals.Answer.Renewed(var response) -> {
                LOG.info("terminal {} has a fresh certificate", id);
                yield json(200, response.write());
            }
            case Renewals.Answer.Refused(var reason) -> refused(reason);
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
