package org.hongting.device.camera;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/// Makes a photograph of the next picture for whoever asked for one. Safe for use by many threads.
final class Photographer {
    /// A camera that works sends ten pictures a second.
    static final long PATIENCE_MILLIS = 3_000;

    private static final int MOST_BYTES = 1024 * 1024;
    private static final float FINE = 0.85f;
    private static final float COARSE = 0.5f;

    private final List<CompletableFuture<Optional<byte[]>>> waiting = new ArrayList<>();

    void ask(Consumer<Optional<byte[]>> taken) {
        CompletableFuture<Optional<byte[]>> picture = new CompletableFuture<>();
        synchronized (waiting) {
            waiting.add(picture);
        }
        var _ = picture.completeOnTimeout(Optional.empty(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .thenAccept(taken);
    }

    /// A picture is there.
    void look(LuminanceFrame frame) {
        List<CompletableFuture<Optional<byte[]>>> now;
        synchronized (waiting) {
            if (waiting.isEmpty()) {
                return;
            }
            now = List.copyOf(waiting);
            waiting.clear();
        }
        Optional<byte[]> jpeg = jpeg(frame);
        now.forEach(one -> one.complete(jpeg));
    }

    /// @return nothing where even a coarse picture is too large
    static Optional<byte[]> jpeg(LuminanceFrame frame) {
        BufferedImage image = frame.inColour();
        try {
            byte[] fine = written(image, FINE);
            byte[] small = fine.length <= MOST_BYTES ? fine : written(image, COARSE);
            return small.length <= MOST_BYTES ? Optional.of(small) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] written(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
