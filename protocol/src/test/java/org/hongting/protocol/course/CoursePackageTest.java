package org.hongting.protocol.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hongting.protocol.Limits;
import org.junit.jupiter.api.Test;

class CoursePackageTest {
    private static final CourseSamples.Made MADE = CourseSamples.course("constitution", 1);
    private static final List<PublicKey> KEYS = List.of(CourseSamples.PAIR.getPublic());

    private final Map<String, ByteArrayOutputStream> kept = new LinkedHashMap<>();
    private int whole;

    private final CoursePackage.Sink sink = new CoursePackage.Sink() {
        @Override
        public void begin(SignedManifest manifest) {
            assertThat(kept).isEmpty();
        }

        @Override
        public boolean wants(CourseFile file) {
            return true;
        }

        @Override
        public void chunk(CourseFile file, int index, byte[] buffer, int length) {
            kept.computeIfAbsent(file.path(), first -> new ByteArrayOutputStream())
                    .write(buffer, 0, length);
        }

        @Override
        public void whole(CourseFile file) {
            whole++;
        }
    };

    @Test
    void aPackageIsReadAsItWasWritten() throws IOException {
        SignedManifest read = read(MADE.packaged());

        assertThat(read.digest()).isEqualTo(MADE.signed().digest());
        assertThat(given("film.mp4")).isEqualTo(MADE.content("film.mp4"));
        assertThat(whole).isEqualTo(2);
        assertThat(MADE.packaged()).isEqualTo(MADE.packaged());
    }

    @Test
    void aFileWithOneOtherByteIsRefusedAndNoneOfThatChunkIsGiven() {
        byte[] film = MADE.content("film.mp4").clone();
        film[Limits.COURSE_CHUNK_BYTES + 7] ^= 1;

        assertRefused(withFilm(film), RefusedCourse.Reason.WRONG_CONTENT);
        assertThat(given("film.mp4")).hasSize(Limits.COURSE_CHUNK_BYTES);
        assertThat(whole).isEqualTo(1);
    }

    @Test
    void aFileThatIsShorterOrLongerThanTheManifestSaysIsRefused() {
        byte[] film = MADE.content("film.mp4");

        assertRefused(withFilm(Arrays.copyOf(film, film.length - 1)), RefusedCourse.Reason.WRONG_CONTENT);
        assertRefused(withFilm(Arrays.copyOf(film, film.length + 1)), RefusedCourse.Reason.WRONG_CONTENT);
    }

    @Test
    void aZipBombIsUnpackedNoFurtherThanTheManifestSays() throws IOException {
        byte[] bomb = zip(
                "manifest.json", MADE.signed().bytes(),
                "manifest.sig", MADE.signed().signature(),
                "text/one.md", new byte[64 * 1024 * 1024]);

        assertThat(bomb).hasSizeLessThan(256 * 1024);
        assertRefused(bomb, RefusedCourse.Reason.WRONG_CONTENT);
        assertThat(kept).isEmpty();
        assertRefused(zip("manifest.json", new byte[64 * 1024 * 1024]), RefusedCourse.Reason.TOO_LARGE);
    }

    @Test
    void anEntryThatTheManifestDoesNotNameIsRefusedWhateverItsName() throws IOException {
        for (String name : List.of("../../escape", "/etc/cron.d/x", "film.mp4/../x", "manifest.json2")) {
            byte[] bytes = zip(
                    "manifest.json",
                    MADE.signed().bytes(),
                    "manifest.sig",
                    MADE.signed().signature(),
                    name,
                    new byte[] {1});

            assertRefused(bytes, RefusedCourse.Reason.UNKNOWN_FILE);
        }
        assertThat(kept).isEmpty();
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        byte[] bytes = zip(
                "manifest.json", MADE.signed().bytes(),
                "manifest.sig", MADE.signed().signature(),
                "text/one.md", MADE.content("text/one.md"));

        assertThatThrownBy(() -> read(bytes)).isInstanceOf(RefusedCourse.class).hasMessageContaining("film.mp4");
    }

    @Test
    void nothingBehindAWrongSignatureIsLookedAt() throws IOException {
        byte[] bytes = zip(
                "manifest.json",
                MADE.signed().bytes(),
                "manifest.sig",
                new byte[64],
                "text/one.md",
                MADE.content("text/one.md"));

        assertRefused(bytes, RefusedCourse.Reason.WRONG_SIGNATURE);
        assertThat(kept).isEmpty();
    }

    @Test
    void noBytesMakeTheReaderThrowAnythingButARefusal() {
        byte[] good = CourseSamples.course("small", 1, 500).packaged();
        Random random = new Random(1);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = Arrays.copyOf(good, round % 3 == 0 ? random.nextInt(good.length) : good.length);
            for (int changes = random.nextInt(4); changes >= 0 && bytes.length > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            kept.clear();
            try {
                read(bytes);
            } catch (RefusedCourse | IOException refused) {
                assertThat(refused).isNotNull();
            }
        }
        assertRefused("no zip".getBytes(UTF_8), RefusedCourse.Reason.MALFORMED);
    }

    private byte[] given(String path) {
        return kept.getOrDefault(path, new ByteArrayOutputStream()).toByteArray();
    }

    private SignedManifest read(byte[] bytes) throws IOException {
        return CoursePackage.read(new ByteArrayInputStream(bytes), KEYS, sink);
    }

    private void assertRefused(byte[] bytes, RefusedCourse.Reason reason) {
        kept.clear();
        whole = 0;
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOfSatisfying(
                        RefusedCourse.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static byte[] withFilm(byte[] film) {
        Map<String, byte[]> others = new LinkedHashMap<>(MADE.contents());
        others.put("film.mp4", film);
        return MADE.packaged(others);
    }

    private static byte[] zip(Object... namesAndBytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndBytes.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndBytes[i]));
                zip.write((byte[]) namesAndBytes[i + 1]);
            }
        }
        return bytes.toByteArray();
    }
}
