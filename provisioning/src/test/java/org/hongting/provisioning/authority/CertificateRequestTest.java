package org.hongting.provisioning.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.hongting.protocol.claim.ClaimRequest;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.P256;
import org.junit.jupiter.api.Test;

class CertificateRequestTest {
    private final KeyPair pair = P256.newKeyPair(new SecureRandom());

    @Test
    void aRequestByAP256KeyIsNamedByThatKey() throws Exception {
        CertificateRequest request = CertificateRequest.parse(SiteAuthorityTest.request("CN=t", pair));

        assertThat(request.key()).isEqualTo(Digest.of(pair.getPublic().getEncoded()));
    }

    @Test
    void aRequestForSomebodyElsesKeyIsRefused() throws Exception {
        KeyPair other = P256.newKeyPair(new SecureRandom());
        byte[] stolen = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=t"), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(other.getPrivate()))
                .getEncoded();

        refused(stolen);
    }

    @Test
    void otherKindsOfKeysAreRefused() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        KeyPair rsaPair = rsa.generateKeyPair();
        refused(new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=t"), rsaPair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(rsaPair.getPrivate()))
                .getEncoded());
        KeyPairGenerator large = KeyPairGenerator.getInstance("EC");
        large.initialize(new ECGenParameterSpec("secp384r1"));
        refused(SiteAuthorityTest.request("CN=t", large.generateKeyPair()));
    }

    @Test
    void everyCutAndEveryChangedByteIsRefusedCalmly() throws Exception {
        byte[] good = SiteAuthorityTest.request("CN=t", pair);
        for (int length = 0; length < good.length; length++) {
            refused(Arrays.copyOf(good, length));
        }
        for (int at = 0; at < good.length; at++) {
            byte[] changed = good.clone();
            changed[at] ^= 0x55;
            refused(changed);
        }
        refused(new byte[ClaimRequest.CSR_BYTES + 1]);
    }

    @Test
    void sequencesWithoutWhatARequestHasAreRefusedCalmly() {
        refused(new byte[] {0x30, 0});
        refused(new byte[] {0x30, 2, 0x30, 0});
        refused(new byte[] {0x30, 6, 0x30, 0, 0x30, 0, 3, 0});
    }

    private static void refused(byte[] der) {
        assertThatThrownBy(() -> CertificateRequest.parse(der)).isInstanceOf(RefusedRequest.class);
    }
}
