package org.hongting.central.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hongting.central.fleet.ClaimTokens;
import org.hongting.central.fleet.NewTerminal;
import org.hongting.central.platform.CentralSettings;
import org.hongting.central.platform.ListeningPorts;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.provisioning.authority.SiteAuthority;
import org.springframework.stereotype.Component;

/// Makes the claim files that go to new terminals. They hold secrets: they are shown once and kept nowhere.
@Component
class ClaimDesk {
    private static final Duration LIFE = Duration.ofDays(3);

    /// As the terminal looks for it on its boot partition.
    private static final String FILE = "hongting-claim.json";

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
        ClaimTokens.Minted minted = tokens.mint(name, place, LIFE, account);
        return new Claim(
                minted.terminal().value(),
                minted.token().printed(),
                minted.expires().toString(),
                new String(ticket(minted).write(), StandardCharsets.UTF_8));
    }

    /// A folder for each machine, with its claim file in it.
    ///
    /// @return a ZIP
    /// @throws IllegalArgumentException if they are none or too many, or are to be good for too long
    byte[] mint(List<NewTerminal> wanted, Duration life, String account) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (ClaimTokens.Minted minted : tokens.mint(wanted, life, account)) {
                zip.putNextEntry(new ZipEntry(minted.folder() + "/" + FILE));
                zip.write(ticket(minted).write());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes what is written", e);
        }
        return bytes.toByteArray();
    }

    private ClaimTicket ticket(ClaimTokens.Minted minted) {
        URI server = URI.create("https://" + settings.hostNames().getFirst() + ":"
                + ports.announced().terminal());
        return new ClaimTicket(server, minted.token().reveal(), authority.fingerprint(), minted.expires());
    }
}
