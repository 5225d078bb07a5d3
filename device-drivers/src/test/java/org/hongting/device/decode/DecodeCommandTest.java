package org.hongting.device.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.hongting.device.sim.PhotographedCode;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DecodeCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void makePictures() throws Exception {
        ImageIO.write(PhotographedCode.of("314159").picture(), "png", file("code.png"));
        ImageIO.write(PhotographedCode.of("271828").picture(), "jpg", file("photo.jpg"));
    }

    private File file(String name) {
        return folder.resolve(name).toFile();
    }

    private int run(Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            texts[i] = arguments[i].toString();
        }
        return new CommandLine(new DecodeCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(texts);
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(out.toString());
    }

    @Test
    void aFolderOfCodesIsReadAndTheExitCodeIsZero() {
        assertThat(run(folder)).isZero();
        assertThat(out.toString()).contains("code.png: 314159 (").contains("photo.jpg: 271828 (");
    }

    @Test
    void aPictureWithoutACodeIsExitCodeOne() throws Exception {
        ImageIO.write(new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB), "png", file("empty.png"));
        assertThat(run("--json", folder)).isEqualTo(1);
        JsonNode object = json();
        assertThat(object.get("held").asInt()).isEqualTo(2);
        assertThat(object.get("none").asInt()).isEqualTo(1);
        assertThat(object.get("unreadable").asInt()).isZero();
        JsonNode first = object.get("pictures").get(0);
        assertThat(first.get("file").asString()).endsWith("code.png");
        assertThat(first.get("code").asString()).isEqualTo("314159");
        assertThat(first.get("millis").asDouble()).isPositive();
        assertThat(object.get("pictures").get(1).get("code").isNull()).isTrue();
    }

    @Test
    void aFileThatIsNoPictureIsNamedTheOthersAreReadAndTheExitCodeIsTwo() throws Exception {
        Files.writeString(folder.resolve("broken.png"), "not a picture");
        assertThat(run(folder)).isEqualTo(2);
        assertThat(out.toString()).contains("broken.png: not a picture").contains("314159");
    }

    @Test
    void aPictureThatClaimsToBeHugeIsRefusedBeforeItsPixelsAreAllocated() throws Exception {
        byte[] png = Files.readAllBytes(folder.resolve("code.png"));
        // Width and height stand at bytes 16 to 23 of every PNG, their checksum at 29 to 32.
        png[16] = 0x7F;
        CRC32 checksum = new CRC32();
        checksum.update(png, 12, 17);
        for (int i = 0; i < 4; i++) {
            png[29 + i] = (byte) (checksum.getValue() >>> (24 - 8 * i));
        }
        Files.write(folder.resolve("huge.png"), png);
        assertThat(run(folder.resolve("huge.png"))).isEqualTo(2);
        assertThat(out.toString()).contains("megapixels are too many");
    }

    @Test
    void aMissingFileAnEmptyFolderAndNoArgumentAreExitCodeTwo() throws Exception {
        assertThat(run(folder.resolve("nowhere.png"))).isEqualTo(2);
        assertThat(run(Files.createDirectory(folder.resolve("empty")))).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(errors.toString()).contains("PATH");
    }

    @Test
    void noNameOfAFileStopsTheOthersFromBeingRead() throws Exception {
        String script = "cp code.png \"$(printf 'a\\377\\376.png')\"; cp code.png \"$(printf 'b\\033[31m\\nb.png')\"";
        assertThat(new ProcessBuilder("sh", "-c", script)
                        .directory(folder.toFile())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(run(folder)).isZero();
        assertThat(out.toString().lines()).hasSize(4).allMatch(line -> line.contains(" ms)"));
        assertThat(out.toString()).doesNotContain("\033");
    }

    @Test
    @RequiresTool("ffmpeg")
    void aPictureOfAnotherKindIsReadWhateverItsNameMeansToFfmpeg() throws Exception {
        ImageIO.write(PhotographedCode.of("161803").picture(), "bmp", file("page%03d.bmp"));
        assertThat(run(folder.resolve("page%03d.bmp"))).isZero();
        assertThat(out.toString()).contains("161803");
    }

    @Test
    void helpNamesTheExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--json").contains("at least one picture held none");
    }

    @Test
    @RequiresTool("ffmpeg")
    void aFilmIsLookedThroughUntilACodeIsFound() throws Exception {
        Path film = folder.resolve("film.mkv");
        Process process = new ProcessBuilder(
                        "ffmpeg",
                        "-loglevel",
                        "error",
                        "-nostdin",
                        "-loop",
                        "1",
                        "-i",
                        folder.resolve("code.png").toString(),
                        "-t",
                        "1",
                        "-pix_fmt",
                        "yuv420p",
                        film.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        assertThat(run(film)).isZero();
        assertThat(out.toString()).contains("314159");
        Files.writeString(folder.resolve("broken.mkv"), "not a film");
        assertThat(run(folder.resolve("broken.mkv"))).isEqualTo(2);
    }
}
