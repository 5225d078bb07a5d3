package org.hongting.kiosk.lesson;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// Pictures, no larger than a screen can show: one that is larger is read with fewer of its points.
public final class StillPicture {
    /// Points across or down.
    static final int LONGEST = 1920;

    /// No picture has more; what claims to is not even begun.
    static final long MOST_POINTS = 200_000_000;

    private StillPicture() {}

    /// @throws LessonTrouble if it is no picture that can be shown
    public static PagePicture read(Path file) throws LessonTrouble {
        try (ImageInputStream bytes = ImageIO.createImageInputStream(file.toFile())) {
            if (bytes == null) {
                throw new LessonTrouble(LessonTrouble.Kind.MISSING);
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(bytes);
            if (!readers.hasNext()) {
                throw new LessonTrouble(LessonTrouble.Kind.UNREADABLE);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(bytes, true, true);
                return read(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException _) {
            throw new LessonTrouble(LessonTrouble.Kind.UNREADABLE);
        }
    }

    private static PagePicture read(ImageReader reader) throws IOException, LessonTrouble {
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width * height > MOST_POINTS) {
            throw new LessonTrouble(LessonTrouble.Kind.TOO_LARGE);
        }
        int every = (int) Math.max(1, Math.max(width, height) / LONGEST);
        ImageReadParam sparse = reader.getDefaultReadParam();
        sparse.setSourceSubsampling(every, every, 0, 0);
        return fitted(reader.read(0, sparse));
    }

    private static PagePicture fitted(BufferedImage read) {
        double scale = Math.min(1, LONGEST / (double) Math.max(read.getWidth(), read.getHeight()));
        int width = Math.max(1, (int) (read.getWidth() * scale));
        int height = Math.max(1, (int) (read.getHeight() * scale));
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var graphics = drawn.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(read, 0, 0, width, height, null);
        graphics.dispose();
        return new PagePicture(width, height, ((DataBufferInt) drawn.getRaster().getDataBuffer()).getData());
    }
}
