package org.hongting.central.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.protocol.claim.Inventory;
import org.hongting.provisioning.claim.ClaimFile;
import org.hongting.provisioning.claim.ClaimOutcome;
import org.hongting.provisioning.claim.Claimant;
import org.hongting.provisioning.identity.IdentityStore;

/// The terminal's side of a claim, as it really is.
public final class Enrolment {
    private Enrolment() {}

    /// One attempt over HTTPS, with a key of its own in that folder.
    public static ClaimOutcome claim(ClaimTicket ticket, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path file = folder.resolve("claim.json");
        Files.write(file, ticket.write());
        return new Claimant(
                        ClaimFile.find(file).orElseThrow(),
                        IdentityStore.open(folder.resolve("identity")),
                        new Inventory("test", "none", "test 1"),
                        InstantSource.system(),
                        new SecureRandom(),
                        duration -> {})
                .attempt();
    }
}
