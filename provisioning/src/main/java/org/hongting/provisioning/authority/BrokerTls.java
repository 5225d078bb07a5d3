package org.hongting.provisioning.authority;

import java.time.Instant;

/// What a broker beside the servers shows of itself, and by what it knows terminals and servers.
///
/// @param keyPem its private key, PKCS#8; a secret
/// @param certificatePem by the site's authority, for its host names
/// @param authorityPem whose certificates are terminals and servers
/// @param expires it needs another one before
public record BrokerTls(String keyPem, String certificatePem, String authorityPem, Instant expires) {
    /// No key.
    @Override
    public String toString() {
        return "BrokerTls[until " + expires + "]";
    }
}
