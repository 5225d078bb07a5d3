package org.hongting.central.console;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.hongting.central.fleet.ClaimTokens;
import org.hongting.central.platform.CentralSettings;
import org.hongting.central.platform.ListeningPorts;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.provisioning.authority.SiteAuthority;
import org.springframework.stereotype.Component;

/// Makes the claim file that goes to a new terminal. It holds a secret: it is shown once and kept nowhere.
@Component
class ClaimDesk {
    private static final Duration LIFE = Duration.ofDays(3);

    private final ClaimTokens tokens;
    private final SiteAuthority authority;
    private final CentralSettings settings;
    private final ListeningPorts ports;

    ClaimDesk(ClaimTokens tokens, SiteAuthority authority, CentralSettings settings, ListeningPorts ports) {
        this.tokens = tokens;
        this.authority = authority;
        this.settings = settings;
        this.ports = ports;
    }

    /// @param file JSON as the terminal reads it
    record Claim(String terminal, String printed, String expires, String file) {
        /// Never the secret.
        @Override
        public String toString() {
            return "Claim[" + terminal + "]";
        }
    }

    /// @throws IllegalArgumentException if name or place are too long or no single lines
    Claim mint(String name, String place, String account) {
        ClaimTokens.Minted minted = tokens.mint(name.strip(), place.strip(), LIFE, account);
        URI server = URI.create("https://" + settings.hostNames().getFirst() + ":"
                + ports.announced().terminal());
        ClaimTicket ticket =
                new ClaimTicket(server, minted.token().reveal(), authority.fingerprint(), minted.expires());
        return new Claim(
                minted.terminal().value(),
                minted.token().printed(),
                minted.expires().toString(),
                new String(ticket.write(), StandardCharsets.UTF_8));
    }
}
