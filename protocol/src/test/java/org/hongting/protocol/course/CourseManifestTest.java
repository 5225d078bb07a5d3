package org.hongting.protocol.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.List;
import org.hongting.protocol.Limits;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CourseManifestTest {
    private static final CourseSamples.Made MADE = CourseSamples.course("constitution", 1);
    private static final List<PublicKey> KEYS = List.of(CourseSamples.PAIR.getPublic());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "../secret",
                "a/../../b",
                "a//b",
                "a/",
                "./a",
                "a/./b",
                "a\\b",
                "..\\b",
                "a\u0000b",
                "a\nb",
                " ",
                "a/ /b",
                "e\u0301.md"
            })
    void aPathThatLeavesItsFolderOrCanBeWrittenInTwoWaysIsRefused(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> CourseFile.checkPath(path));
    }

    @Test
    void aPathInChineseIsAPath() {
        CourseFile.checkPath("第一章/总纲 (一).md");
        assertThatIllegalArgumentException().isThrownBy(() -> CourseFile.checkPath("a".repeat(201)));
    }

    @Test
    void aManifestIsReadAsItWasWritten() {
        CourseManifest manifest = MADE.signed().manifest();

        assertThat(CourseManifest.read(manifest.write())).isEqualTo(manifest);
        assertThat(manifest.bytes()).isEqualTo(MADE.content("text/one.md").length + MADE.content("film.mp4").length);
    }

    @Test
    void theLargestFileFitsIntoAManifestAndIsReadAgain() {
        int chunks = (int) (Limits.COURSE_FILE_BYTES / Limits.COURSE_CHUNK_BYTES);
        CourseManifest small = MADE.signed().manifest();
        List<CourseFile> files = List.of(
                MADE.file("text/one.md"),
                large("film.mp4", chunks),
                large("second.mp4", chunks),
                large("third.mp4", chunks),
                large("fourth.mp4", chunks));
        CourseManifest manifest = with(small, small.lessons(), files);

        assertThat(manifest.write()).hasSizeGreaterThan(1024 * 1024);
        assertThat(CourseManifest.read(manifest.write())).isEqualTo(manifest);
    }

    private static CourseFile large(String path, int chunks) {
        Digest chunk = Digest.of(new byte[] {1});
        return new CourseFile(
                path,
                Limits.COURSE_FILE_BYTES,
                chunk,
                java.util.Collections.nCopies(chunks, chunk),
                CourseFile.MediaType.MP4);
    }

    @Test
    void aManifestIsRefusedByItsLengthBeforeItIsRead() {
        assertThatThrownBy(() -> CourseManifest.read(new byte[Limits.COURSE_MANIFEST_BYTES + 1]))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining("longer");
    }

    @Test
    void aLessonWithoutItsFileIsNoLesson() {
        CourseManifest good = MADE.signed().manifest();

        assertThatIllegalArgumentException().isThrownBy(() -> with(good, good.lessons(), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(good, good.lessons(), List.of(MADE.file("film.mp4"))));
        Lesson first = good.lessons().getFirst();
        assertThatIllegalArgumentException().isThrownBy(() -> with(good, List.of(first, first), good.files()));
        CourseFile twice = good.files().getFirst();
        assertThatIllegalArgumentException().isThrownBy(() -> with(good, good.lessons(), List.of(twice, twice)));
    }

    @Test
    void everyChunkOfAFileHasItsHash() {
        CourseFile film = MADE.file("film.mp4");

        assertThat(film.chunks()).hasSize(3);
        assertThat(film.chunkBytes(2)).isEqualTo(Limits.COURSE_CHUNK_BYTES / 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CourseFile(
                        "film.mp4", film.size(), film.sha256(), film.chunks().subList(0, 2), film.mediaType()));
    }

    @Test
    void aSignedManifestIsOpenedWithTheSitesKeyAlone() {
        SignedManifest signed = MADE.signed();

        assertThat(SignedManifest.open(signed.bytes(), signed.signature(), KEYS).digest())
                .isEqualTo(Digest.of(signed.bytes()));
        PublicKey other = Ed25519.newKeyPair(new SecureRandom()).getPublic();
        assertRefused(signed.bytes(), signed.signature(), List.of(other), RefusedCourse.Reason.WRONG_SIGNATURE);
        assertRefused(signed.bytes(), new byte[0], KEYS, RefusedCourse.Reason.WRONG_SIGNATURE);
        assertRefused(signed.bytes(), signed.signature(), List.of(), RefusedCourse.Reason.WRONG_SIGNATURE);
    }

    @Test
    void aManifestWithOneOtherByteIsRefused() {
        byte[] changed = MADE.signed().bytes();
        changed[changed.length / 2] ^= 1;

        assertRefused(changed, MADE.signed().signature(), KEYS, RefusedCourse.Reason.WRONG_SIGNATURE);
    }

    @Test
    void aSignatureOverSomethingElseIsNoneOverAManifest() {
        byte[] manifest = MADE.signed().bytes();
        byte[] withoutDomain = Ed25519.sign(CourseSamples.PAIR.getPrivate(), manifest);

        assertRefused(manifest, withoutDomain, KEYS, RefusedCourse.Reason.WRONG_SIGNATURE);
        byte[] rubbish = "ht/v1/course\n{}".getBytes(UTF_8);
        assertRefused(
                "{}".getBytes(UTF_8),
                Ed25519.sign(CourseSamples.PAIR.getPrivate(), rubbish),
                KEYS,
                RefusedCourse.Reason.MALFORMED);
    }

    private static void assertRefused(
            byte[] bytes, byte[] signature, List<PublicKey> keys, RefusedCourse.Reason reason) {
        assertThatThrownBy(() -> SignedManifest.open(bytes, signature, keys))
                .isInstanceOfSatisfying(
                        RefusedCourse.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static CourseManifest with(CourseManifest of, List<Lesson> lessons, List<CourseFile> files) {
        return new CourseManifest(
                of.id(),
                of.edition(),
                of.title(),
                of.language(),
                of.summary(),
                lessons,
                files,
                of.rights(),
                null,
                null);
    }
}
