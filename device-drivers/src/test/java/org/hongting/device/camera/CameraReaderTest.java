package org.hongting.device.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceFault.Kind;
import org.hongting.device.DeviceName;
import org.hongting.device.HeardByListener;
import org.hongting.device.ReaderContract;
import org.hongting.device.Shown;
import org.hongting.device.Shown.CodeShown;
import org.hongting.device.sim.PhotographedCode;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real child processes and real frames; pictures are held before the camera by moving them into the folder
/// it looks at.
@RequiresTool("ffmpeg")
class CameraReaderTest extends ReaderContract {
    private static final Duration LONG = Duration.ofSeconds(12);
    private static final Duration EACH = Duration.ofMillis(600);

    @TempDir
    private Path root;

    private int pictures;

    private CodeShown show(Path folder, String text) throws IOException {
        Path made = root.resolve("made.png");
        ImageIO.write(PhotographedCode.of(text).picture(), "png", made.toFile());
        Files.move(made, folder.resolve("picture-%03d.png".formatted(pictures++)));
        return new CodeShown(text, Shown.Source.CAMERA);
    }

    @Override
    protected Stage stage() throws Exception {
        Path folder = Files.createDirectory(root.resolve("view"));
        CameraReader reader = new CameraReader(new DeviceName("camera"), new CameraFeed.Folder(folder, EACH), QUICK);
        return new Stage() {
            @Override
            public CredentialReader reader() {
                return reader;
            }

            @Override
            public Shown show(int number) throws Exception {
                return CameraReaderTest.this.show(folder, "7".repeat(190) + number);
            }

            @Override
            public void vanish() throws Exception {
                Files.move(folder, root.resolve("away"));
            }

            @Override
            public void comeBack() throws Exception {
                Files.move(root.resolve("away"), folder);
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void aChildThatIsKilledIsReportedAndStartedAgain() throws Exception {
        Path picture = root.resolve("still.png");
        ImageIO.write(PhotographedCode.of("123456").picture(), "png", picture.toFile());
        HeardByListener heard = new HeardByListener();
        try (CameraReader reader = new CameraReader(new DeviceName("camera"), new CameraFeed.Picture(picture), QUICK)) {
            reader.open(heard);
            assertThat(heard.awaitRead(LONG).shown()).isEqualTo(new CodeShown("123456", Shown.Source.CAMERA));
            for (int round = 0; round < 2; round++) {
                ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
                // A child that starts slowly kept the code out of view long enough to be read anew.
                assertThat(heard.awaitFaultPastReads(LONG).kind()).isEqualTo(Kind.LOST);
                heard.awaitRecovery(LONG);
            }
        }
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void aCodeThatStaysInViewIsOneRead() throws Exception {
        Path picture = root.resolve("still.png");
        ImageIO.write(PhotographedCode.of("123456").picture(), "png", picture.toFile());
        HeardByListener heard = new HeardByListener();
        try (CameraReader reader = new CameraReader(new DeviceName("camera"), new CameraFeed.Picture(picture), QUICK)) {
            reader.open(heard);
            heard.awaitRead(LONG);
            Thread.sleep(3500);
            assertThat(heard.rest()).isEmpty();
        }
    }

    @Test
    void aPictureThatIsNoneIsReportedAndTheNextOneIsRead() throws Exception {
        Path folder = Files.createDirectory(root.resolve("mixed"));
        Files.writeString(folder.resolve("a.png"), "not a picture");
        HeardByListener heard = new HeardByListener();
        try (CameraReader reader =
                new CameraReader(new DeviceName("camera"), new CameraFeed.Folder(folder, EACH), QUICK)) {
            reader.open(heard);
            assertThat(heard.awaitFault(LONG).kind()).isIn(Kind.FAILED, Kind.LOST);
            heard.awaitRecovery(LONG);
            CodeShown expected = show(folder, "2718281828");
            assertThat(heard.awaitRead(LONG).shown()).isEqualTo(expected);
        }
    }

    @Test
    void aCameraThatIsNotThereIsAbsent() throws Exception {
        HeardByListener heard = new HeardByListener();
        try (CameraReader reader = new CameraReader(
                new DeviceName("camera"), new CameraFeed.VideoDevice(Path.of("/dev/video63")), QUICK)) {
            reader.open(heard);
            assertThat(heard.awaitFault(LONG).kind()).isEqualTo(Kind.ABSENT);
        }
    }

    @Test
    void theRibbonCameraSendsPlanarFramesWithoutEnd() throws Exception {
        CameraFeed feed = new CameraFeed.RaspberryPi(1);
        assertThat(feed.nextCommand(Set.of()).orElseThrow())
                .startsWith("rpicam-vid", "--camera", "1", "--timeout", "0")
                .containsSequence("--codec", "yuv420")
                .endsWith("--output", "-");
        assertThat(CameraFeed.BYTES_PER_FRAME).isEqualTo(1280 * 720 * 3 / 2);
    }

    @Test
    void aPhotographIsInTheColoursOfWhatIsBeforeTheCamera() throws Exception {
        Path file = root.resolve("flag.png");
        BufferedImage flag = new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = flag.createGraphics();
        brush.setColor(new Color(0xB3, 0x12, 0x1B));
        brush.fillRect(0, 0, 640, 360);
        brush.dispose();
        ImageIO.write(flag, "png", file.toFile());
        try (CameraReader reader = new CameraReader(new DeviceName("camera"), new CameraFeed.Picture(file), QUICK)) {
            reader.open(new HeardByListener());
            BlockingQueue<Optional<byte[]>> taken = new ArrayBlockingQueue<>(1);
            reader.photograph(taken::add);
            byte[] jpeg = Objects.requireNonNull(taken.poll(LONG.toSeconds(), TimeUnit.SECONDS))
                    .orElseThrow();
            Color seen = new Color(ImageIO.read(new ByteArrayInputStream(jpeg)).getRGB(640, 360));
            assertThat(seen.getRed()).isBetween(0xB3 - 12, 0xB3 + 12);
            assertThat(seen.getGreen()).isBetween(0x12 - 12, 0x12 + 12);
            assertThat(seen.getBlue()).isBetween(0x1B - 12, 0x1B + 12);
        }
    }
}
