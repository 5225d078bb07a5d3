package org.hongting.central.course.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.hongting.central.course.sentence.Refusal;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.RefusedCourse;

/// Whether terminals can show a picture. Its size is read before its pixels are.
final class PictureCheck {
    private static final long PIXELS = 25_000_000;

    private PictureCheck() {}

    /// @return what it is, whatever its name says
    /// @throws RefusedCourse if terminals cannot show it
    static CourseFile.MediaType check(Path file) throws IOException {
        try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new Refusal(RefusedCourse.Reason.UNKNOWN_FORMAT, Said.of(Sentence.PICTURE_KIND));
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream);
                return check(reader);
            } finally {
                reader.dispose();
            }
        } catch (RefusedCourse e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new Refusal(RefusedCourse.Reason.BROKEN, Said.of(Sentence.PICTURE_BROKEN), e);
        }
    }

    private static CourseFile.MediaType check(ImageReader reader) throws IOException {
        CourseFile.MediaType type = switch (reader.getFormatName().toLowerCase(Locale.ROOT)) {
            case "jpeg" -> CourseFile.MediaType.JPEG;
            case "png" -> CourseFile.MediaType.PNG;
            default -> throw new Refusal(RefusedCourse.Reason.UNKNOWN_FORMAT, Said.of(Sentence.PICTURE_KIND));
        };
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > PIXELS) {
            throw new Refusal(
                    RefusedCourse.Reason.TOO_LARGE,
                    Said.of(Sentence.PICTURE_LARGE, pixels / 1_000_000, PIXELS / 1_000_000));
        }
        // Every pixel once: a picture that breaks off is not found otherwise.
        reader.read(0);
        return type;
    }
}
