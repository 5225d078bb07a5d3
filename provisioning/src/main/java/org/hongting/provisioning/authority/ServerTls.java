package org.hongting.provisioning.authority;

import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;

/// What the centre's listeners for terminals (HTTPS and MQTT) show of themselves, in the two forms their makers
/// want.
///
/// @param keyStore PKCS#12 in memory with one entry [#ALIAS]: key and chain down to the authority, which a
/// claiming terminal needs to see
/// @param password of the entry and the store
/// @param pem a file with the PKCS#8 key, the certificate and the authority's, 0600
/// @param authorityPem a file with the authority's certificate: the trust in terminals
/// @param expires start the listeners anew with a fresh one well before
public record ServerTls(KeyStore keyStore, String password, Path pem, Path authorityPem, Instant expires) {
    /// The name of the only entry.
    public static final String ALIAS = "server";

    /// Neither key nor password.
    @Override
    public String toString() {
        return "ServerTls[until " + expires + "]";
    }
}
