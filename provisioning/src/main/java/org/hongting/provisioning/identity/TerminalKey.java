package org.hongting.provisioning.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.signing.P256;

/// The terminal's key: made on the terminal, never sent anywhere.
public final class TerminalKey {
    private static final byte[] PROBE = {1, 2, 3, 4};

    private final KeyPair pair;

    private TerminalKey(KeyPair pair) {
        this.pair = pair;
    }

    static TerminalKey make(SecureRandom random) {
        return new TerminalKey(P256.newKeyPair(random));
    }

    /// @throws IdentityFault if the bytes are not a matching pair
    static TerminalKey read(byte[] stored) {
        try {
            Stored parts = Json.read(stored, Stored.class);
            Base64.Decoder base64 = Base64.getDecoder();
            KeyPair pair = new KeyPair(
                    P256.publicKey(base64.decode(parts.publicKey())),
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(base64.decode(parts.key()))));
            if (!P256.verify(pair.getPublic(), PROBE, P256.sign(pair.getPrivate(), PROBE))) {
                throw new IdentityFault("the terminal's key file is damaged: private and public key do not match");
            }
            return new TerminalKey(pair);
        } catch (MalformedJson | IllegalArgumentException | IllegalStateException | GeneralSecurityException e) {
            throw new IdentityFault("the terminal's key file is damaged", e);
        }
    }

    byte[] write() {
        Base64.Encoder base64 = Base64.getEncoder();
        return Json.write(new Stored(
                base64.encodeToString(pair.getPrivate().getEncoded()),
                base64.encodeToString(pair.getPublic().getEncoded())));
    }

    public KeyPair pair() {
        return pair;
    }

    /// PKCS#10 in DER. It asks for nothing: the centre decides what the certificate says.
    public byte[] certificateRequest() {
        try {
            return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=terminal"), pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                    .getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("the terminal's key cannot sign", e);
        }
    }

    @Override
    public String toString() {
        return "TerminalKey[hidden]";
    }

    /// @param key PKCS#8 as base64
    /// @param publicKey SubjectPublicKeyInfo as base64
    private record Stored(
            @JsonProperty(required = true) String key,
            @JsonProperty(required = true) String publicKey) {
        @Override
        public String toString() {
            return "Stored[hidden]";
        }
    }
}
