package org.hongting.central.fleet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.hongting.central.ingest.Door;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.protocol.claim.ClaimRefused;
import org.hongting.protocol.claim.ClaimRequest;
import org.hongting.protocol.json.MalformedJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where terminals claim their identity. Stands on the terminals' own listener; the token is what lets them in.
@RestController
class ClaimController {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimController.class);

    private final Claims claims;
    private final RefusalBook refusals;

    ClaimController(Claims claims, RefusalBook refusals) {
        this.claims = claims;
        this.refusals = refusals;
    }

    @PostMapping(ClaimRequest.PATH)
    ResponseEntity<byte[]> claim(HttpServletRequest http) throws IOException {
        byte[] body = http.getInputStream().readNBytes(ClaimRequest.MAX_BYTES + 1);
        return switch (answer(body)) {
            case Claims.Answer.Welcome(var response) -> {
                LOG.info("terminal {} was claimed", response.terminal());
                yield ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(response.write());
            }
            case Claims.Answer.Refused(var refusal) -> {
                LOG.info("a claim was refused: {}", refusal.reason());
                refusals.add(Door.CLAIM, refusal.reason());
                yield ResponseEntity.status(refusal.reason().status())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(refusal.write());
            }
        };
    }

    private Claims.Answer answer(byte[] body) {
        try {
            return claims.claim(ClaimRequest.read(body));
        } catch (MalformedJson e) {
            return new Claims.Answer.Refused(new ClaimRefused(ClaimRefused.Reason.BAD_REQUEST));
        }
    }
}
