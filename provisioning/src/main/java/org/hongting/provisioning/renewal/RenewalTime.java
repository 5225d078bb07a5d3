package org.hongting.provisioning.renewal;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/// When a certificate is due for renewal: after two thirds of its life, and up to a twentieth later, so that terminals
/// that were claimed on one day do not come back on one. How much later follows from the certificate's serial number,
/// which is random: the same after every start.
public final class RenewalTime {
    private static final int SLICES = 1_000;

    private RenewalTime() {}

    public static Instant of(X509Certificate certificate) {
        Instant from = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(from, certificate.getNotAfter().toInstant());
        Duration spread = life.dividedBy(20);
        int slice =
                certificate.getSerialNumber().mod(BigInteger.valueOf(SLICES)).intValue();
        return from.plus(life.multipliedBy(2).dividedBy(3))
                .plus(spread.multipliedBy(slice).dividedBy(SLICES));
    }
}
