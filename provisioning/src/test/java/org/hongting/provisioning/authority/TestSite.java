package org.hongting.provisioning.authority;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;

/// Opens authorities with few rounds of PBKDF2, because a test need not keep anybody out.
public final class TestSite {
    public static final Instant NOW = Instant.parse("2027-03-01T08:00:00Z");

    private static final int FEW_ROUNDS = 10;

    private TestSite() {}

    public static SiteAuthority open(Path directory) {
        return SiteAuthority.open(directory, null, FEW_ROUNDS, NOW, new SecureRandom());
    }

    static SiteAuthority open(Path directory, String passphrase) {
        return SiteAuthority.open(directory, Passphrase.of(passphrase), FEW_ROUNDS, NOW, new SecureRandom());
    }
}
