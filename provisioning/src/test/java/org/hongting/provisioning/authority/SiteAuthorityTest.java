package org.hongting.provisioning.authority;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.card.SealedUid;
import org.hongting.protocol.course.CourseSamples;
import org.hongting.protocol.course.SignedManifest;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.signing.Ed25519;
import org.hongting.protocol.signing.P256;
import org.hongting.provisioning.BuildTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteAuthorityTest {
    private static final TerminalId HALL = new TerminalId("hall-1");

    @TempDir
    Path folder;

    @Test
    void aSiteIsFoundedOnceAndIsTheSameEverAfter() {
        SiteAuthority founded = TestSite.open(folder.resolve("authority"));
        SiteAuthority loaded = TestSite.open(folder.resolve("authority"));

        assertThat(loaded.trust()).isEqualTo(founded.trust());
        assertThat(loaded.fingerprint()).isEqualTo(founded.fingerprint());
        assertThat(loaded.cardKey()).isEqualTo(founded.cardKey()).hasSize(32);
        assertThat(loaded.badgePublicKey()).isEqualTo(founded.badgePublicKey());
        assertThat(loaded.badgeKeyNumber()).isEqualTo(1);
        assertThat(loaded.cardKeyNumber()).isEqualTo(1);
        assertThat(loaded.keysAreWrapped()).isFalse();
    }

    @Test
    void aNewCardKeyStandsBesideTheOneItReplacesAndSurvivesARestart() {
        Path directory = folder.resolve("authority");
        SiteAuthority site = TestSite.open(directory, "correct horse battery");
        byte[] first = site.cardKey();

        assertThat(site.rotateCardKey()).isEqualTo(2);

        assertThat(site.cardKey()).isNotEqualTo(first).hasSize(32);
        assertThat(site.cardKeys()).extracting(SiteKey::id).containsExactly("card-1", "card-2");
        assertThat(site.cardKeys().getFirst().secretBytes()).isEqualTo(first);
        SiteAuthority loaded = TestSite.open(directory, "correct horse battery");
        assertThat(loaded.cardKeys()).isEqualTo(site.cardKeys());
        assertThat(loaded.trust()).isEqualTo(site.trust());
        assertThat(loaded.badgePublicKey()).isEqualTo(site.badgePublicKey());
        assertThat(loaded.rotateCardKey()).isEqualTo(3);
        assertThat(loaded.cardKeys()).extracting(SiteKey::id).containsExactly("card-2", "card-3");
    }

    @Test
    void serversThatShareTheFolderSeeEachOthersNewKeysAndLoseNone() throws IOException {
        Path directory = folder.resolve("authority");
        SiteAuthority one = TestSite.open(directory);
        SiteAuthority other = TestSite.open(directory);

        assertThat(one.rotateCardKey()).isEqualTo(2);
        assertThat(other.cardKey()).isEqualTo(one.cardKey());
        assertThat(other.rotateSealKey()).isEqualTo(2);
        assertThat(one.sealKey()).isEqualTo(other.sealKey());
        assertThat(one.rotateCardKey()).isEqualTo(3);
        assertThat(other.cardKeys()).isEqualTo(one.cardKeys());
        assertThat(TestSite.open(directory).sealKey()).isEqualTo(other.sealKey());

        Files.delete(directory.resolve("site-keys.json"));
        assertThat(other.cardKeyNumber()).as("what is gone is not founded anew").isEqualTo(3);
    }

    @Test
    void serversThatMakeNewKeysInTurnAndAtOnceLoseNone() throws Exception {
        Path directory = folder.resolve("authority");
        SiteAuthority one = TestSite.open(directory);
        SiteAuthority other = TestSite.open(directory);
        assertThat(one.rotateSealKey()).isEqualTo(2);
        assertThat(other.rotateSealKey()).isEqualTo(3);
        assertThat(other.rotateCardKey()).isEqualTo(2);
        assertThat(one.rotateCardKey()).isEqualTo(3);

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<List<Integer>> byOne = threads.submit(() -> tenNewKeys(one));
            Future<List<Integer>> byOther = threads.submit(() -> tenNewKeys(other));
            assertThat(Stream.concat(byOne.get().stream(), byOther.get().stream())
                            .sorted()
                            .toList())
                    .isEqualTo(IntStream.rangeClosed(4, 23).boxed().toList());
        }

        KeyEnvelope envelope = Json.read(Files.readAllBytes(directory.resolve("site-keys.json")), KeyEnvelope.class);
        KeyRing kept = Json.read(envelope.open(null), KeyRing.class);
        assertThat(kept.sealKeys().stream().map(KeyRing.NumberedKey::number).toList())
                .isEqualTo(IntStream.rangeClosed(1, 23).boxed().toList());
        assertThat(one.cardKeyNumber()).isEqualTo(23);
        assertThat(one.cardKeys()).isEqualTo(other.cardKeys());
        assertThat(one.sealKey()).isEqualTo(other.sealKey());
        assertThat(one.sealKey().number()).isEqualTo(23);
    }

    /// Numbers of seal keys; as many card keys are made beside them.
    private static List<Integer> tenNewKeys(SiteAuthority site) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            site.rotateCardKey();
            numbers.add(site.rotateSealKey());
        }
        return numbers;
    }

    @Test
    void aBrokersCertificateIsForItsNamesAndAuthenticatesNoClient() throws Exception {
        SiteAuthority site = TestSite.open(folder.resolve("authority"));
        BrokerTls tls = site.brokerTls(List.of("mqtt.example", "192.0.2.1"), TestSite.NOW);

        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(tls.certificatePem().getBytes(US_ASCII)));
        certificate.verify(site.authorityCertificate().getPublicKey());
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getSubjectAlternativeNames()).hasSize(2);
        assertThat(tls.keyPem()).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(tls.expires()).isAfter(TestSite.NOW.plus(Duration.ofDays(700)));
        assertThat(tls.toString()).doesNotContain("KEY");
    }

    @Test
    void aTerminalThatAsksForTheServersNameIsCalledAsTheCentreDecided() throws Exception {
        SiteAuthority site = TestSite.open(folder.resolve("authority"));
        KeyPair pair = P256.newKeyPair(new SecureRandom());
        byte[] request = new JcaPKCS10CertificationRequestBuilder(
                        new X500Name("CN=" + SiteAuthority.CENTRE), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();

        X509Certificate certificate = site.signTerminal(CertificateRequest.parse(request), HALL, TestSite.NOW);

        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=hall-1");
        assertThatIllegalArgumentException().isThrownBy(() -> new TerminalId(SiteAuthority.CENTRE));
    }

    @Test
    void aSiteOfBeforeThereWereSealAndCourseKeysGetsThemOnceAndKeepsEverythingElse() throws IOException {
        Path directory = folder.resolve("authority");
        SiteAuthority founded = TestSite.open(directory);
        SiteKey seal = founded.sealKey();
        List<SiteKey> courses = founded.courseKeys();
        Path file = directory.resolve("site-keys.json");
        KeyEnvelope envelope = Json.read(Files.readAllBytes(file), KeyEnvelope.class);
        KeyRing whole = Json.read(envelope.open(null), KeyRing.class);
        KeyRing old =
                new KeyRing(whole.authority(), whole.root(), whole.server(), whole.badges(), whole.cards(), null, null);
        Files.write(file, Json.write(KeyEnvelope.plain(Json.write(old))));

        SiteAuthority opened = TestSite.open(directory);

        assertThat(opened.trust()).isEqualTo(founded.trust());
        assertThat(opened.cardKeys()).isEqualTo(founded.cardKeys());
        assertThat(opened.sealKey().id()).isEqualTo("uid-seal-1");
        assertThat(opened.sealKey()).isNotEqualTo(seal);
        assertThat(TestSite.open(directory).sealKey()).isEqualTo(opened.sealKey());
        assertThat(opened.courseKeys()).extracting(SiteKey::id).containsExactly("course-1");
        assertThat(opened.courseKeys()).isNotEqualTo(courses);
        assertThat(opened.rotateCardKey()).isEqualTo(2);
        assertThat(opened.sealKey()).isEqualTo(TestSite.open(directory).sealKey());
        assertThat(opened.courseKeys()).isEqualTo(TestSite.open(directory).courseKeys());
    }

    @Test
    void aCourseThatTheSiteSignedIsVerifiedByItsKeyAfterEveryStart() {
        Path directory = folder.resolve("authority");
        SignedManifest signed = TestSite.open(directory)
                .sign(CourseSamples.course("constitution", 1).signed().manifest());

        List<PublicKey> keys = TestSite.open(directory).courseKeys().stream()
                .map(key -> Ed25519.publicKey(key.publicKeyBytes()))
                .toList();
        assertThat(SignedManifest.open(signed.bytes(), signed.signature(), keys).digest())
                .isEqualTo(signed.digest());
    }

    @Test
    void whatATerminalSealedForTheSiteOpensHereAndNowhereElse() {
        SiteAuthority site = TestSite.open(folder.resolve("authority"));
        SiteAuthority stranger = TestSite.open(folder.resolve("stranger"));
        CardUid uid = new CardUid(new byte[] {4, 1, 2, 3});
        SealedUid.Bound bound = new SealedUid.Bound(
                HALL, new MemberId("00000000000000a1"), new CardHash("1:00112233445566778899aabbccddeeff"));
        Fact.Sealed sealed = SealedUid.seal(
                uid,
                bound,
                new SealedUid.SealKey(1, P256.publicKey(site.sealKey().publicKeyBytes())),
                P256.newKeyPair(new SecureRandom()));
        assertThat(site.open(sealed, bound)).contains(uid);
        assertThat(stranger.open(sealed, bound)).isEmpty();
        assertThat(site.open(new Fact.Sealed(2, sealed.ephemeral(), sealed.box()), bound))
                .isEmpty();
    }

    @Test
    void aNewSealKeyIsSealedForAndWhatWasSealedForTheOneBeforeStillOpens() {
        Path directory = folder.resolve("authority");
        SiteAuthority site = TestSite.open(directory, "correct horse battery");
        CardUid uid = new CardUid(new byte[] {4, 1, 2, 3});
        SealedUid.Bound bound = new SealedUid.Bound(
                HALL, new MemberId("00000000000000a1"), new CardHash("1:00112233445566778899aabbccddeeff"));
        Fact.Sealed before = sealedFor(site, uid, bound);

        assertThat(site.rotateSealKey()).isEqualTo(2);

        assertThat(site.sealKey().id()).isEqualTo("uid-seal-2");
        Fact.Sealed after = sealedFor(site, uid, bound);
        assertThat(after.key()).isEqualTo(2);
        SiteAuthority loaded = TestSite.open(directory, "correct horse battery");
        assertThat(loaded.sealKey()).isEqualTo(site.sealKey());
        assertThat(loaded.open(before, bound)).contains(uid);
        assertThat(loaded.open(after, bound)).contains(uid);
        assertThat(loaded.open(new Fact.Sealed(3, after.ephemeral(), after.box()), bound))
                .as("a key this site never had")
                .isEmpty();
        assertThat(loaded.cardKeys()).isEqualTo(site.cardKeys());
        assertThat(loaded.rotateSealKey()).isEqualTo(3);
    }

    private static Fact.Sealed sealedFor(SiteAuthority site, CardUid uid, SealedUid.Bound bound) {
        SiteKey key = site.sealKey();
        return SealedUid.seal(
                uid,
                bound,
                new SealedUid.SealKey(key.number(), P256.publicKey(key.publicKeyBytes())),
                P256.newKeyPair(new SecureRandom()));
    }

    @Test
    void theNumbersOfCardKeysEndBeforeAnyIsUsedTwice() {
        SiteAuthority site = TestSite.open(folder.resolve("authority"));
        while (site.cardKeyNumber() < 255) {
            site.rotateCardKey();
        }
        byte[] last = site.cardKey();

        assertThatThrownBy(site::rotateCardKey)
                .isInstanceOf(AuthorityFault.class)
                .hasMessageContaining("255");
        assertThat(site.cardKey()).isEqualTo(last);
    }

    @Test
    void twoSitesShareNothing() {
        SiteAuthority one = TestSite.open(folder.resolve("one"));
        SiteAuthority other = TestSite.open(folder.resolve("other"));

        assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
        assertThat(one.cardKey()).isNotEqualTo(other.cardKey());
        assertThat(one.authorityCertificate().getSubjectX500Principal())
                .isNotEqualTo(other.authorityCertificate().getSubjectX500Principal());
    }

    @Test
    void theSiteNumberIsTheFirstSixteenBitsOfTheRootsDigest() {
        SiteAuthority site = TestSite.open(folder.resolve("authority"));
        String hex = Digest.of(site.siteRootCertificate().getPublicKey().getEncoded())
                .hex();

        assertThat(site.siteNumber()).isEqualTo(Integer.parseInt(hex.substring(0, 4), 16));
    }

    @Test
    void everyFileIsTheOwnersOnly() throws IOException {
        Path directory = folder.resolve("authority");
        TestSite.open(directory).serverTls(List.of("centre.example"), TestSite.NOW);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.toList())
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aDirectoryThatOthersMayEnterIsClosed() throws IOException {
        Path directory = Files.createDirectory(
                folder.resolve("authority"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        TestSite.open(directory);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void wrappedKeysOpenWithTheirPassphraseOnly() throws IOException {
        Path directory = folder.resolve("authority");
        SiteAuthority founded = TestSite.open(directory, "correct horse battery");
        byte[] before = Files.readAllBytes(directory.resolve("site-keys.json"));

        assertThat(TestSite.open(directory, "correct horse battery").trust()).isEqualTo(founded.trust());
        assertThat(founded.keysAreWrapped()).isTrue();
        assertThatThrownBy(() -> TestSite.open(directory, "another passphrase"))
                .isInstanceOf(AuthorityFault.class)
                .hasMessageContaining("does not open");
        assertThatThrownBy(() -> TestSite.open(directory))
                .isInstanceOf(AuthorityFault.class)
                .hasMessageContaining(Passphrase.VARIABLE);
        assertThat(Files.readAllBytes(directory.resolve("site-keys.json"))).isEqualTo(before);
    }

    @Test
    void plainKeysAreWrappedAsSoonAsAPassphraseIsGiven() {
        Path directory = folder.resolve("authority");
        SiteAuthority founded = TestSite.open(directory);

        assertThat(TestSite.open(directory, "correct horse battery").trust()).isEqualTo(founded.trust());
        assertThatThrownBy(() -> TestSite.open(directory)).isInstanceOf(AuthorityFault.class);
    }

    @Test
    void damagedKeysAreNeverReplacedByNewOnes() throws IOException {
        Path directory = folder.resolve("authority");
        TestSite.open(directory);
        Path file = directory.resolve("site-keys.json");
        for (String damaged : List.of(
                "",
                "{}",
                "{\"version\":1,\"kind\":\"PLAIN\",\"rounds\":0,\"salt\":\"\",\"nonce\":\"\",\"content\":\"e30=\"}")) {
            Files.writeString(file, damaged);

            assertThatThrownBy(() -> TestSite.open(directory))
                    .isInstanceOf(AuthorityFault.class)
                    .hasMessageContaining("damaged");
            assertThat(file).hasContent(damaged);
        }
    }

    @Test
    void aTerminalsCertificateSaysWhatTheCentreDecidedAndNothingElse() throws Exception {
        SiteAuthority site = TestSite.open(folder.resolve("authority"));
        KeyPair pair = P256.newKeyPair(new SecureRandom());

        X509Certificate certificate =
                site.signTerminal(CertificateRequest.parse(request("CN=admin,O=evil", pair)), HALL, TestSite.NOW);

        certificate.verify(site.authorityCertificate().getPublicKey());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=hall-1");
        assertThat(certificate.getPublicKey()).isEqualTo(pair.getPublic());
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(Instant.parse("2027-03-01T07:00:00Z"));
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(Instant.parse("2027-08-28T08:00:00Z"));
    }

    @Test
    void noTerminalCertificateBeginsBeforeTheBuild() throws Exception {
        SiteAuthority site = TestSite.open(folder.resolve("authority"));
        byte[] request = request("CN=t", P256.newKeyPair(new SecureRandom()));

        X509Certificate certificate = site.signTerminal(CertificateRequest.parse(request), HALL, BuildTime.instant());

        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(BuildTime.instant());
    }

    @Test
    void longLivedCertificatesAreBelievedByATerminalThatKnowsOnlyItsBuild() {
        SiteAuthority site = TestSite.open(folder.resolve("authority"));

        assertThat(Stream.concat(
                        Stream.of(site.authorityCertificate(), site.siteRootCertificate()),
                        site.serverKeyCertificates().stream()))
                .allSatisfy(certificate ->
                        assertThat(certificate.getNotBefore().toInstant()).isBefore(BuildTime.instant()));
    }

    @Test
    void theListenersShowTheirNamesAndTheAuthority() throws Exception {
        SiteAuthority site = TestSite.open(folder.resolve("authority"));

        ServerTls tls = site.serverTls(List.of("centre.example", "192.0.2.7", "::1"), TestSite.NOW);

        X509Certificate certificate = (X509Certificate) tls.keyStore().getCertificateChain(ServerTls.ALIAS)[0];
        assertThat(certificate.getSubjectAlternativeNames().stream()
                        .map(name -> String.valueOf(name.get(1)))
                        .toList())
                .containsExactly("centre.example", "192.0.2.7", "0:0:0:0:0:0:0:1");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(tls.keyStore().getCertificateChain(ServerTls.ALIAS)[1]).isEqualTo(site.authorityCertificate());
        assertThat(tls.pem()).content().contains("BEGIN PRIVATE KEY", "BEGIN CERTIFICATE");
        assertThat(tls.authorityPem()).content().doesNotContain("PRIVATE");
        assertThatIllegalArgumentException().isThrownBy(() -> site.serverTls(List.of("a b"), TestSite.NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> site.serverTls(List.of(), TestSite.NOW));
    }

    static byte[] request(String subject, KeyPair pair) throws Exception {
        return new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();
    }
}
