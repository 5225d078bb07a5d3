package org.hongting.device.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PhotographerTest {
    private final Photographer photographer = new Photographer();
    private final BlockingQueue<Optional<byte[]>> taken = new ArrayBlockingQueue<>(4);

    private static LuminanceFrame noise() {
        byte[] pixels = new byte[CameraFeed.BYTES_PER_FRAME];
        new Random(1).nextBytes(pixels);
        return new LuminanceFrame(CameraFeed.WIDTH, CameraFeed.HEIGHT, pixels);
    }

    @Test
    void theNextPictureIsThePhotographAndLaterOnesAreNot() throws InterruptedException, IOException {
        byte[] pixels = new byte[64 * 36];
        java.util.Arrays.fill(pixels, (byte) 200);
        photographer.ask(taken::add);
        photographer.look(new LuminanceFrame(64, 36, pixels));
        photographer.look(noise());
        Optional<byte[]> first = taken.poll(5, TimeUnit.SECONDS);
        assertThat(first).isPresent();
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(first.orElseThrow()));
        assertThat(picture.getWidth()).isEqualTo(64);
        assertThat(picture.getRaster().getSample(30, 20, 0)).isBetween(195, 205);
        assertThat(taken).isEmpty();
    }

    @Test
    void thePhotographHasTheColoursOfThePicture() throws IOException {
        byte[] planes = new byte[64 * 36 * 3 / 2];
        // The red of a flag, by ITU-T T.871: 81, 90, 240.
        java.util.Arrays.fill(planes, 0, 64 * 36, (byte) 81);
        java.util.Arrays.fill(planes, 64 * 36, 64 * 36 * 5 / 4, (byte) 90);
        java.util.Arrays.fill(planes, 64 * 36 * 5 / 4, planes.length, (byte) 240);
        byte[] jpeg = Photographer.jpeg(new LuminanceFrame(64, 36, planes)).orElseThrow();
        Color seen = new Color(ImageIO.read(new ByteArrayInputStream(jpeg)).getRGB(30, 20));
        assertThat(seen.getRed()).isGreaterThan(225);
        assertThat(seen.getGreen()).isBetween(5, 25);
        assertThat(seen.getBlue()).isBetween(5, 25);
    }

    @Test
    void evenNoiseFitsIntoWhatARecordTakes() {
        assertThat(Photographer.jpeg(noise()))
                .hasValueSatisfying(jpeg -> assertThat(jpeg.length).isLessThanOrEqualTo(1024 * 1024));
    }

    @Test
    void withoutAPictureThereIsNoneAfterAWhile() throws InterruptedException {
        photographer.ask(taken::add);
        assertThat(taken.poll(Photographer.PATIENCE_MILLIS + 5_000, TimeUnit.MILLISECONDS))
                .isEqualTo(Optional.empty());
    }
}
