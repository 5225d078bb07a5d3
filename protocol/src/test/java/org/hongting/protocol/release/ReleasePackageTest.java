package org.hongting.protocol.release;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hongting.protocol.record.ReleaseObstacle;
import org.hongting.protocol.signing.P256;
import org.junit.jupiter.api.Test;

class ReleasePackageTest {
    private static final ReleaseSamples.Made MADE = ReleaseSamples.release("0.2.0");

    private final Map<String, ByteArrayOutputStream> kept = new LinkedHashMap<>();
    private int whole;

    private final ReleasePackage.Sink sink = new ReleasePackage.Sink() {
        @Override
        public void begin(SignedRelease release) {
            assertThat(kept).isEmpty();
        }

        @Override
        public void bytes(ReleaseFile file, byte[] buffer, int length) {
            kept.computeIfAbsent(file.name(), _ -> new ByteArrayOutputStream()).write(buffer, 0, length);
        }

        @Override
        public void whole(ReleaseFile file) {
            whole++;
        }
    };

    @Test
    void aPackageIsReadAsItWasWritten() throws IOException {
        SignedRelease read = read(MADE.packaged());

        assertThat(read.digest()).isEqualTo(MADE.signed().digest());
        assertThat(read.manifest()).isEqualTo(MADE.signed().manifest());
        assertThat(Objects.requireNonNull(kept.get("sqlite.jar")).toByteArray()).isEqualTo(MADE.content("sqlite.jar"));
        assertThat(whole).isEqualTo(4);
    }

    @Test
    void aPackageThatIsCutOffAnywhereIsRefused() {
        byte[] bytes = MADE.packaged();
        Random random = new Random(5);

        for (int trial = 0; trial < 40; trial++) {
            // Behind the last file stands only what ZIP repeats of the names.
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(15_000));
            kept.clear();
            assertThatThrownBy(() -> read(cut)).isInstanceOf(RefusedRelease.class);
        }
    }

    @Test
    void nothingBehindAWrongSignatureIsLookedAt() throws IOException {
        SignedRelease foreign = SignedRelease.sign(
                MADE.signed().manifest(), P256.newKeyPair(new SecureRandom()).getPrivate());

        assertRefused(
                zip(foreign.bytes(), foreign.signature(), "kiosk-app.jar", new byte[3]),
                ReleaseObstacle.WRONG_SIGNATURE);
        byte[] changed = MADE.signed().bytes();
        changed[changed.length / 2] ^= 1;
        assertRefused(
                zip(changed, MADE.signed().signature(), "kiosk-app.jar", new byte[3]), ReleaseObstacle.WRONG_SIGNATURE);
        assertThat(kept).isEmpty();
    }

    @Test
    void aFileWithAnotherByteASmallerOneAndAZipBombAreRefused() throws IOException {
        byte[] jar = MADE.content("kiosk-app.jar").clone();
        byte[] manifest = MADE.signed().bytes();
        byte[] signature = MADE.signed().signature();

        assertRefused(zip(manifest, signature, "kiosk-app.jar", new byte[64_000_000]), ReleaseObstacle.WRONG_CONTENT);
        assertRefused(
                zip(manifest, signature, "kiosk-app.jar", Arrays.copyOf(jar, jar.length - 1)),
                ReleaseObstacle.WRONG_CONTENT);
        jar[5] ^= 1;
        assertRefused(zip(manifest, signature, "kiosk-app.jar", jar), ReleaseObstacle.WRONG_CONTENT);
        assertThat(whole).isZero();
    }

    @Test
    void aNameThatTheManifestDoesNotKnowIsRefusedWhateverItIs() throws IOException {
        for (String name : List.of("../escape.jar", "/etc/x", "kiosk-app.jar/../x")) {
            assertRefused(
                    zip(MADE.signed().bytes(), MADE.signed().signature(), name, new byte[1]),
                    ReleaseObstacle.MALFORMED);
        }
        assertThat(kept).isEmpty();
    }

    @Test
    void aMachineTakesOnlyWhatIsForItAndNewerAndLeavesAWayBack() {
        ReleaseManifest manifest = MADE.signed().manifest();
        ReleaseMachine machine = ReleaseSamples.MACHINE;

        assertThatCode(() -> manifest.requireFit(machine)).doesNotThrowAnyException();
        assertUnfit(manifest, machine.under(manifest), ReleaseObstacle.NOT_NEWER);
        assertUnfit(manifest, of("0.3.0", "arm64", StoreSchema.FIRST), ReleaseObstacle.NOT_NEWER);
        assertUnfit(manifest, of("0.1.0~snapshot", "arm64", StoreSchema.FIRST), ReleaseObstacle.TOO_FAR);
        assertUnfit(manifest, of("0.1.0", "riscv64", StoreSchema.FIRST), ReleaseObstacle.OTHER_MACHINE);
        ReleaseManifest far = new ReleaseManifest(
                manifest.product(),
                manifest.version(),
                manifest.architectures(),
                manifest.built(),
                manifest.oldest(),
                new StoreSchema(3, 2),
                manifest.options(),
                manifest.files());
        assertUnfit(far, machine, ReleaseObstacle.NO_WAY_BACK);
        assertThatCode(() -> far.requireFit(of("0.1.0", "arm64", new StoreSchema(2, 1))))
                .doesNotThrowAnyException();
    }

    @Test
    void versionsAreSortedByTheirNumbersAndUnfinishedOnesBefore() {
        List<String> sorted = List.of("0.1.0~rc1", "0.1.0~snapshot", "0.1.0", "0.1.1", "0.2", "0.10.0", "1");

        assertThat(sorted.reversed().stream().map(ReleaseVersion::new).sorted().map(ReleaseVersion::value))
                .isEqualTo(sorted);
        assertThat(ReleaseVersion.find("0.1.0-SNAPSHOT")).contains(new ReleaseVersion("0.1.0~snapshot"));
        assertThat(ReleaseVersion.find("dev")).isEmpty();
        assertThat(ReleaseVersion.find("1.2; rm -rf /")).isEmpty();
    }

    @Test
    void keysAreReadLineByLineAndNoneIsGuessed() {
        String text = "# of the school\n" + ReleaseKeys.line(ReleaseSamples.PAIR.getPublic()) + "\n\n";

        assertThat(ReleaseKeys.read(text.getBytes(US_ASCII))).isEqualTo(ReleaseSamples.KEYS);
        assertThatThrownBy(() -> ReleaseKeys.read("nonsense".getBytes(US_ASCII)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignedRelease.open(new byte[1], new byte[1], ReleaseKeys.NONE))
                .isInstanceOfSatisfying(
                        RefusedRelease.class, e -> assertThat(e.reason()).isEqualTo(ReleaseObstacle.NO_KEY));
    }

    private static ReleaseMachine of(String version, String architecture, StoreSchema store) {
        return new ReleaseMachine(ReleaseManifest.TERMINAL, new ReleaseVersion(version), architecture, store);
    }

    private static void assertUnfit(ReleaseManifest manifest, ReleaseMachine machine, ReleaseObstacle reason) {
        assertThatThrownBy(() -> manifest.requireFit(machine))
                .isInstanceOfSatisfying(
                        RefusedRelease.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private void assertRefused(byte[] bytes, ReleaseObstacle reason) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOfSatisfying(
                        RefusedRelease.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private SignedRelease read(byte[] bytes) throws IOException {
        kept.clear();
        return ReleasePackage.read(new ByteArrayInputStream(bytes), ReleaseSamples.KEYS, sink);
    }

    private static byte[] zip(byte[] manifest, byte[] signature, String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(manifest);
            zip.putNextEntry(new ZipEntry("manifest.sig"));
            zip.write(signature);
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }
}
