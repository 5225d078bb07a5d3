package org.hongting.provisioning.authority;

import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.util.IPAddress;

/// Under which names and addresses terminals reach the centre.
final class HostNames {
    private static final Pattern DNS = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
    private static final int MOST = 32;

    private HostNames() {}

    /// @throws IllegalArgumentException if there is none, too many, or one is neither a DNS name nor an address
    static List<GeneralName> alternativeNames(List<String> hosts) {
        if (hosts.isEmpty() || hosts.size() > MOST) {
            throw new IllegalArgumentException("the centre has 1 to " + MOST + " host names");
        }
        return hosts.stream().distinct().map(HostNames::alternativeName).toList();
    }

    private static GeneralName alternativeName(String host) {
        if (IPAddress.isValid(host)) {
            return new GeneralName(GeneralName.iPAddress, host);
        }
        if (DNS.matcher(host).matches()) {
            return new GeneralName(GeneralName.dNSName, host);
        }
        throw new IllegalArgumentException("neither a host name nor an address: " + host);
    }
}
