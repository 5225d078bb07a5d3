package org.hongting.provisioning.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hongting.protocol.claim.ClaimResponse;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.claim.SiteTrust;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.Signer;
import org.hongting.provisioning.CrashingFiles;
import org.hongting.provisioning.authority.CertificateRequest;
import org.hongting.provisioning.authority.Placement;
import org.hongting.provisioning.authority.SiteAuthority;
import org.hongting.provisioning.authority.TestSite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityStoreTest {
    @TempDir
    Path folder;

    private SiteAuthority site;
    private SiteAuthority foreign;
    private IdentityStore store;
    private TerminalKey key;
    private ClaimResponse granted;

    @BeforeEach
    void claim() throws IOException {
        site = TestSite.open(folder.resolve("site"));
        foreign = TestSite.open(folder.resolve("foreign"));
        store = IdentityStore.open(folder.resolve("terminal"));
        key = store.key(new SecureRandom());
        granted = grant(site, key);
    }

    @Test
    void aTerminalThatWasNeverClaimedHasAKeyAndNoIdentity() throws IOException {
        assertThat(store.load()).isEmpty();
        assertThat(store.key(new SecureRandom()).pair().getPublic())
                .isEqualTo(key.pair().getPublic());
    }

    @Test
    void whatWasKeptIsLoaded() throws IOException {
        store.keep(key, granted);

        assertThat(store.load()).hasValueSatisfying(identity -> {
            assertThat(identity.terminal()).isEqualTo(new TerminalId("hall-1"));
            assertThat(identity.place()).isEqualTo("礼堂东门");
            assertThat(identity.brokers()).containsExactly(new MqttEndpoint("centre.example", 8883));
            assertThat(identity.authorityFingerprint()).isEqualTo(site.fingerprint());
            assertThat(identity.signer().key().value()).isNotEmpty();
        });
    }

    @Test
    void damageIsAFaultAndNotANewTerminal() throws IOException {
        store.keep(key, granted);
        Path identity = folder.resolve("terminal/identity.json");
        byte[] good = Files.readAllBytes(identity);
        for (byte[] damaged : List.of(new byte[0], "{}".getBytes(StandardCharsets.UTF_8), half(good))) {
            Files.write(identity, damaged);
            assertThatThrownBy(store::load).isInstanceOf(IdentityFault.class);
        }
        Files.write(identity, good);
        Files.writeString(folder.resolve("terminal/terminal-key.json"), "{");
        assertThatThrownBy(store::load).isInstanceOf(IdentityFault.class).hasMessageContaining("key");
        assertThatThrownBy(() -> store.key(new SecureRandom())).isInstanceOf(IdentityFault.class);
        Files.delete(folder.resolve("terminal/terminal-key.json"));
        assertThatThrownBy(store::load).isInstanceOf(IdentityFault.class).hasMessageContaining("key");
    }

    @Test
    void aPowerCutWhileACertificateIsSwappedLeavesTheOldOneOrTheFreshOneAndTheKey() throws IOException {
        ClaimResponse fresh = grant(site, key);
        X509Certificate old = Identity.of(key, granted).certificate();
        X509Certificate next = Identity.of(key, fresh).certificate();
        Set<X509Certificate> found = new HashSet<>();
        boolean cut = true;
        for (int step = 0; cut; step++) {
            store.keep(key, granted);
            cut = isCutBefore(step, fresh);
            Identity held = store.load().orElseThrow();
            assertThat(held.certificate()).isIn(old, next);
            assertThat(held.signer().key()).isEqualTo(Signer.of(key.pair()).key());
            found.add(held.certificate());
        }
        assertThat(found).containsExactlyInAnyOrder(old, next);
    }

    private boolean isCutBefore(int step, ClaimResponse fresh) throws IOException {
        try {
            IdentityStore.open(folder.resolve("terminal"), CrashingFiles.cutBefore(step))
                    .keep(key, fresh);
            return false;
        } catch (CrashingFiles.PowerCut e) {
            return true;
        }
    }

    @Test
    void whereTheCentreWasIsRememberedAndDamageIsNoFault() throws IOException {
        assertThat(store.centre()).isEmpty();
        store.rememberCentre(URI.create("https://centre.example:8443"));
        assertThat(store.centre()).contains(URI.create("https://centre.example:8443"));
        Files.writeString(folder.resolve("terminal/centre.txt"), "http://else where");
        assertThat(store.centre()).isEmpty();
    }

    @Test
    void aCertificateForAnotherKeyNameOrSiteIsNotKept() {
        refused(grant(site, TerminalKey.make(new SecureRandom())));
        refused(new ClaimResponse(
                new TerminalId("hall-2"), "", "", granted.certificates(), granted.site(), granted.mqtt()));
        refused(with(foreign.trust()));
    }

    @Test
    void aServerKeyThatTheRootDidNotCertifyForSigningIsNotTrusted() throws Exception {
        SiteTrust trust = site.trust();
        refused(with(new SiteTrust(
                trust.number(), trust.authority(), trust.root(), foreign.trust().serverKeys())));
        refused(with(new SiteTrust(trust.number(), trust.authority(), trust.root(), List.of(trust.root()))));
        refused(with(new SiteTrust(trust.number(), trust.authority(), trust.root(), granted.certificates())));
        X509Certificate terminal = site.signTerminal(
                CertificateRequest.parse(key.certificateRequest()), new TerminalId("hall-1"), TestSite.NOW);
        refused(with(new SiteTrust(
                trust.number(),
                trust.authority(),
                trust.authority(),
                List.of(Base64.getEncoder().encodeToString(terminal.getEncoded())))));
    }

    @Test
    void aSiteNumberThatIsNotTheRootsIsRefused() {
        SiteTrust trust = site.trust();

        refused(with(new SiteTrust(trust.number() ^ 1, trust.authority(), trust.root(), trust.serverKeys())));
    }

    private void refused(ClaimResponse wrong) {
        assertThatThrownBy(() -> store.keep(key, wrong)).isInstanceOf(IdentityFault.class);
        assertThat(store.load()).isEmpty();
    }

    private ClaimResponse with(SiteTrust trust) {
        return new ClaimResponse(
                granted.terminal(), granted.name(), granted.place(), granted.certificates(), trust, granted.mqtt());
    }

    static ClaimResponse grant(SiteAuthority site, TerminalKey key) {
        return site.welcome(
                CertificateRequest.parse(key.certificateRequest()),
                new Placement(new TerminalId("hall-1"), "礼堂一号机", "礼堂东门", new MqttEndpoint("centre.example", 8883)),
                TestSite.NOW);
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }
}
