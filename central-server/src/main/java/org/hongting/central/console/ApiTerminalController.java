package org.hongting.central.console;

import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// Claim tokens for scripts.
@RestController
class ApiTerminalController {
    private final ClaimDesk claims;

    ApiTerminalController(ClaimDesk claims) {
        this.claims = claims;
    }

    /// The answer's `file` is the claim file's whole content.
    @PostMapping("/api/claim-tokens")
    ClaimDesk.Claim mint(
            @RequestParam String name, @RequestParam(defaultValue = "") String place, Principal principal) {
        try {
            return claims.mint(name, place, principal.getName());
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, e);
        }
    }
}
