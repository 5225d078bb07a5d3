package org.hongting.provisioning.authority;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.hongting.protocol.claim.ClaimRequest;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.P256;

/// A PKCS#10 request whose sender holds the private key. Its subject and extensions are ignored: the centre
/// decides what a certificate says.
public final class CertificateRequest {
    private final PublicKey publicKey;

    private CertificateRequest(PublicKey publicKey) {
        this.publicKey = publicKey;
    }

    /// @throws RefusedRequest if the bytes are too many, malformed, not by a P-256 key or not signed by that key
    public static CertificateRequest parse(byte[] der) {
        if (der.length > ClaimRequest.CSR_BYTES) {
            throw new RefusedRequest("a certificate request has at most " + ClaimRequest.CSR_BYTES + " bytes");
        }
        try {
            PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
            if (!X9ObjectIdentifiers.ecdsa_with_SHA256.equals(
                    request.getSignatureAlgorithm().getAlgorithm())) {
                throw new RefusedRequest("not signed by ECDSA with SHA-256");
            }
            PublicKey key = P256.publicKey(request.getSubjectPublicKeyInfo().getEncoded());
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(key);
            signature.update(
                    request.toASN1Structure().getCertificationRequestInfo().getEncoded());
            if (!signature.verify(request.getSignature())) {
                throw new RefusedRequest("not signed by its own key");
            }
            return new CertificateRequest(key);
        } catch (RefusedRequest e) {
            throw e;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // The library's parser ends in whatever an index or a cast of it throws: `30 00` in an index.
            throw new RefusedRequest("not a certificate request by a P-256 key", e);
        }
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    /// What a token is bound to: SHA-256 of the SubjectPublicKeyInfo.
    public Digest key() {
        return Digest.of(publicKey.getEncoded());
    }
}
