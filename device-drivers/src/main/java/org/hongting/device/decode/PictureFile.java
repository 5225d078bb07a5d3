package org.hongting.device.decode;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.hongting.device.camera.LuminanceFrame;

/// A file that holds a picture, or a film whose frames are looked at one after another. JPEG and PNG are read
/// here, anything else by ffmpeg. Sizes are checked before pixels are allocated.
final class PictureFile {
    private static final long MOST_BYTES = 200L * 1024 * 1024;
    private static final Set<String> OWN = Set.of("jpg", "jpeg", "png");
    private static final Set<String> FOREIGN =
            Set.of("webp", "bmp", "gif", "tif", "tiff", "avif", "pgm", "ppm", "mp4", "mkv", "webm", "mov", "avi");

    /// Of a film at two frames a second: the first two minutes.
    private static final int MOST_FRAMES = 240;

    private final Path path;

    PictureFile(Path path) {
        this.path = path;
    }

    /// True if a file of a folder is looked at; other files there are none of our business.
    static boolean isOne(Path path) {
        String ending = ending(path);
        return OWN.contains(ending) || FOREIGN.contains(ending);
    }

    private static String ending(Path path) {
        String name = path.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /// Looks at the picture, or at a film's frames until one holds something.
    ///
    /// @throws IOException if the file is not a picture, or too large
    Optional<String> look(Function<LuminanceFrame, Optional<String>> decoder) throws IOException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new IOException("not a file that can be read");
        }
        if (Files.size(path) > MOST_BYTES) {
            throw new IOException("larger than " + MOST_BYTES / 1024 / 1024 + " MiB");
        }
        return OWN.contains(ending(path)) ? decoder.apply(own()) : foreign(decoder);
    }

    private LuminanceFrame own() throws IOException {
        ImageIO.setUseCache(false);
        // Through a stream, because a name whose bytes are no text is lost on the way to a java.io.File.
        try (InputStream bytes = Files.newInputStream(path);
                ImageInputStream input = ImageIO.createImageInputStream(bytes)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new IOException("not a picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > LuminanceFrame.MOST_PIXELS) {
                    throw new IOException(pixels / 1_000_000 + " megapixels are too many");
                }
                BufferedImage picture = reader.read(0);
                return LuminanceFrame.of(picture);
            } catch (RuntimeException broken) {
                // ImageIO throws its own runtime exceptions at some damaged files.
                throw new IOException("a damaged picture", broken);
            } finally {
                reader.dispose();
            }
        }
    }

    private Optional<String> foreign(Function<LuminanceFrame, Optional<String>> decoder) throws IOException {
        // ffmpeg never sees the name: it would take "http:…" for an address and "a%d.bmp" for numbered pictures. A
        // still lasts less than half a second, so the last frame must be passed on at the end.
        Process process = new ProcessBuilder(
                        "ffmpeg",
                        "-nostdin",
                        "-hide_banner",
                        "-loglevel",
                        "quiet",
                        "-protocol_whitelist",
                        "file",
                        "-max_pixels",
                        "" + LuminanceFrame.MOST_PIXELS,
                        "-i",
                        "file:/dev/stdin",
                        "-an",
                        "-vf",
                        "fps=2:eof_action=pass",
                        "-frames:v",
                        "" + MOST_FRAMES,
                        "-f",
                        "image2pipe",
                        "-c:v",
                        "pgm",
                        "-pix_fmt",
                        "gray",
                        "-")
                .redirectInput(path.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream frames = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
            int looked = 0;
            for (Optional<LuminanceFrame> frame = nextGrey(frames); frame.isPresent(); frame = nextGrey(frames)) {
                looked++;
                Optional<String> found = decoder.apply(frame.get());
                if (found.isPresent()) {
                    return found;
                }
            }
            if (looked == 0) {
                throw new IOException("not a picture");
            }
            return Optional.empty();
        } finally {
            end(process);
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// One picture in the PGM form: `P5`, width, height, 255, then the bytes.
    private static Optional<LuminanceFrame> nextGrey(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        if (first != 'P' || in.read() != '5' || in.read() < 0) {
            throw new IOException("not a picture");
        }
        int width = number(in);
        int height = number(in);
        int white = number(in);
        if (white != 255 || width < 1 || height < 1 || (long) width * height > LuminanceFrame.MOST_PIXELS) {
            throw new IOException("a picture of " + width + " × " + height + " is not taken");
        }
        byte[] pixels = in.readNBytes(width * height);
        return pixels.length < width * height
                ? Optional.empty()
                : Optional.of(new LuminanceFrame(width, height, pixels));
    }

    private static int number(InputStream in) throws IOException {
        int value = 0;
        for (int digit = in.read(); digit >= '0' && digit <= '9'; digit = in.read()) {
            value = value * 10 + digit - '0';
            if (value > 100_000) {
                throw new IOException("a picture that large is not taken");
            }
        }
        return value;
    }
}
