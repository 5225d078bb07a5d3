package org.hongting.kiosk.ui;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/// Writes what a scene shows as a PNG, without the Swing bridge.
public final class PictureFile {
    /// Half again as large as it could be, in half the time.
    private static final float QUICK = 0.8f;

    private PictureFile() {}

    /// Creates the folders above. The picture is written opaque: a screen has nothing behind it.
    public static void write(Image image, Path file) throws IOException {
        BufferedImage picture = opaque(image);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (OutputStream bytes = Files.newOutputStream(file)) {
            write(picture, bytes);
        }
    }

    /// The same in memory; half as wide and high, and again, until it is no larger than that.
    public static byte[] bytes(Image image, int most) throws IOException {
        BufferedImage picture = opaque(image);
        while (true) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            write(picture, bytes);
            if (bytes.size() <= most) {
                return bytes.toByteArray();
            }
            picture = half(picture);
        }
    }

    private static BufferedImage half(BufferedImage picture) {
        int width = Math.max(1, picture.getWidth() / 2);
        int height = Math.max(1, picture.getHeight() / 2);
        BufferedImage smaller = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = smaller.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(picture, 0, 0, width, height, null);
        pen.dispose();
        return smaller;
    }

    private static BufferedImage opaque(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        // Straight into its memory: handed over pixel by pixel, they take as long as packing them.
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return picture;
    }

    private static void write(BufferedImage picture, OutputStream bytes) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
        if (!writers.hasNext()) {
            throw new IOException("this Java has no PNG writer");
        }
        ImageWriter writer = writers.next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUICK);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
    }
}
