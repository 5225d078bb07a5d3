package org.hongting.central.course.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hongting.protocol.course.RefusedCourse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceZipTest {
    @TempDir
    Path root;

    private Path into() throws IOException {
        return Files.createDirectories(root.resolve("into"));
    }

    private void unpack(byte[] zip, long reserve) throws IOException {
        SourceZip.unpack(Files.write(root.resolve("upload"), zip), into(), reserve);
    }

    private static byte[] zip(int bytes, String... names) throws IOException {
        return zip(StandardCharsets.UTF_8, bytes, names);
    }

    private static byte[] zip(Charset charset, int bytes, String... names) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed, charset)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(new byte[bytes]);
            }
        }
        return packed.toByteArray();
    }

    @Test
    void aFolderIsUnpackedAsItWas() throws IOException {
        unpack(zip(10, "course.json", "第一章/a.md"), 0);

        assertThat(into().resolve("第一章/a.md")).hasSize(10);
    }

    @Test
    void aZipOfChineseWindowsIsUnpackedUnderItsOwnNames() throws IOException {
        unpack(zip(Charset.forName("GBK"), 10, "course.json", "第一章\\", "第一章\\入党誓词.md"), 0);

        assertThat(into().resolve("course.json")).hasSize(10);
        assertThat(into().resolve("第一章/入党誓词.md")).hasSize(10);
    }

    @Test
    void aPathOfAnotherEncodingIsCheckedAsItIsWritten() throws IOException {
        byte[] zip = zip(Charset.forName("GBK"), 10, "章.md", "..\\章.md");

        assertThatThrownBy(() -> unpack(zip, 0))
                .isInstanceOfSatisfying(
                        RefusedCourse.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedCourse.Reason.UNKNOWN_FILE));
        assertThat(root.resolve("章.md")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../escape.md", "/tmp/escape.md", "a/../../escape.md", "..\\escape.md"})
    void aPathOutsideTheFolderIsRefusedAndWritesNothing(String name) throws IOException {
        byte[] zip = zip(10, name);

        assertThatThrownBy(() -> unpack(zip, 0))
                .isInstanceOfSatisfying(
                        RefusedCourse.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedCourse.Reason.UNKNOWN_FILE));
        assertThat(root.resolve("escape.md")).doesNotExist();
    }

    @Test
    void aZipBombIsUnpackedNoFurtherThanAFolderCouldShrink() throws IOException {
        byte[] bomb = zip(100 * 1024 * 1024, "bomb.md");

        assertThatThrownBy(() -> unpack(bomb, 0))
                .isInstanceOf(RefusedCourse.class)
                .hasMessageContaining("zip bomb");
        assertThat(Files.size(into().resolve("bomb.md"))).isLessThan(40 * 1024 * 1024);
    }

    @Test
    void aFullDiskIsSaidToBeFull() throws IOException {
        byte[] zip = zip(100_000, "a.md");

        assertThatThrownBy(() -> unpack(zip, Long.MAX_VALUE))
                .isInstanceOfSatisfying(
                        RefusedCourse.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedCourse.Reason.NO_ROOM));
    }

    @Test
    void whatIsNoZipIsRefused() {
        assertThatThrownBy(() -> unpack(new byte[500], 0)).isInstanceOf(RefusedCourse.class);
        assertThatThrownBy(() -> unpack(zip(1, "a.md", "A.MD"), 0)).isInstanceOf(RefusedCourse.class);
    }
}
