package org.hongting.device.camera;

import java.awt.image.BufferedImage;

/// One grey picture: rows from the top, one byte a pixel, 0 black to 255 white. The bytes are shared, not
/// copied: whoever makes a frame gives them away until the frame is no longer used. What a camera sends goes on with
/// two planes of colour, a byte for four pixels each, at which only [#inColour] looks.
public final class LuminanceFrame {
    /// 50 megapixels: more than any camera of a kiosk, and a bound on what a picture file can make us
    /// allocate.
    public static final int MOST_PIXELS = 50_000_000;

    private final int width;
    private final int height;
    private final byte[] pixels;

    public LuminanceFrame(int width, int height, byte[] pixels) {
        if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
            throw new IllegalArgumentException("a frame of " + width + " × " + height + " pixels");
        }
        if (pixels.length < width * height) {
            throw new IllegalArgumentException(pixels.length + " bytes for " + width + " × " + height + " pixels");
        }
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /// The luminance of a colour picture (ITU-R BT.601). What is transparent counts as white paper.
    public static LuminanceFrame of(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        byte[] pixels = new byte[Math.multiplyExact(width, height)];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            picture.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int alpha = row[x] >>> 24;
                int grey =
                        (299 * (row[x] >> 16 & 0xFF) + 587 * (row[x] >> 8 & 0xFF) + 114 * (row[x] & 0xFF) + 500) / 1000;
                pixels[y * width + x] = (byte) (255 - (255 - grey) * alpha / 255);
            }
        }
        return new LuminanceFrame(width, height, pixels);
    }

    /// The picture as people see it: JPEG's full-range YCbCr (ITU-T T.871). Grey where no planes of colour follow.
    BufferedImage inColour() {
        int chromaWidth = width / 2;
        int blues = width * height;
        int reds = blues + chromaWidth * (height / 2);
        boolean grey = width % 2 != 0 || height % 2 != 0 || pixels.length < reds + chromaWidth * (height / 2);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int luma = pixels[y * width + x] & 0xFF;
                int chroma = y / 2 * chromaWidth + x / 2;
                int blue = grey ? 0 : (pixels[blues + chroma] & 0xFF) - 128;
                int red = grey ? 0 : (pixels[reds + chroma] & 0xFF) - 128;
                row[x] = part(luma + 1.402 * red) << 16
                        | part(luma - 0.344136 * blue - 0.714136 * red) << 8
                        | part(luma + 1.772 * blue);
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    private static int part(double light) {
        return Math.clamp(Math.round(light), 0, 255);
    }

    /// The same picture at half the size: sharper edges for codes that are large and blurred, a quarter of
    /// the work.
    LuminanceFrame half() {
        int halfWidth = width / 2;
        int halfHeight = height / 2;
        byte[] half = new byte[halfWidth * halfHeight];
        for (int y = 0; y < halfHeight; y++) {
            int above = 2 * y * width;
            int below = above + width;
            for (int x = 0; x < halfWidth; x++) {
                int sum = (pixels[above + 2 * x] & 0xFF)
                        + (pixels[above + 2 * x + 1] & 0xFF)
                        + (pixels[below + 2 * x] & 0xFF)
                        + (pixels[below + 2 * x + 1] & 0xFF);
                half[y * halfWidth + x] = (byte) (sum >> 2);
            }
        }
        return new LuminanceFrame(halfWidth, halfHeight, half);
    }

    /// The same picture at twice the size, each pixel between those around it: modules of two or three pixels
    /// become wide enough to be told apart.
    LuminanceFrame doubled() {
        byte[] doubled = new byte[4 * width * height];
        for (int y = 0; y < 2 * height; y++) {
            int near = y / 2;
            int far = Math.clamp(near + (y % 2 == 0 ? -1 : 1), 0, height - 1);
            for (int x = 0; x < 2 * width; x++) {
                int here = x / 2;
                int beside = Math.clamp(here + (x % 2 == 0 ? -1 : 1), 0, width - 1);
                int sum = 9 * at(here, near) + 3 * at(beside, near) + 3 * at(here, far) + at(beside, far);
                doubled[2 * y * width + x] = (byte) ((sum + 8) / 16);
            }
        }
        return new LuminanceFrame(2 * width, 2 * height, doubled);
    }

    private int at(int x, int y) {
        return pixels[y * width + x] & 0xFF;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    byte[] pixels() {
        return pixels;
    }
}
