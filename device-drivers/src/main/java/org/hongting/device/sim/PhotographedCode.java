package org.hongting.device.sim;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.image.BufferedImage;
import java.util.Random;

/// A picture of a QR code as a camera would take it: turned, tilted away, in poor light, out of focus, with
/// sensor noise. The same values always give the same picture.
///
/// @param text at most what a QR code of error correction M holds (5,596 digits, far fewer of other
///     characters)
public record PhotographedCode(String text, Pose pose, Light light, int width, int height) {
    private static final int QUIET_MODULES = 4;
    private static final int MOST_SIDE = 4096;

    /// Samples along one side of a pixel: without several, slanted edges would be sharper than any lens makes
    /// them.
    private static final int SAMPLES = 3;

    /// The camera stands this many code sides away, which gives the perspective of an arm's length.
    private static final double DISTANCE = 2.5;

    public PhotographedCode {
        if (width < 16 || height < 16 || width > MOST_SIDE || height > MOST_SIDE) {
            throw new IllegalArgumentException("a picture of " + width + " × " + height);
        }
    }

    /// How the code is held.
    ///
    /// @param turned degrees within the picture
    /// @param tilted degrees that its upper edge leans away
    /// @param averted degrees that its right edge turns away
    /// @param size side of the code, quiet zone included, as a part of the picture's height
    public record Pose(double turned, double tilted, double averted, double size) {
        public static final Pose STRAIGHT = new Pose(0, 0, 0, 0.6);

        public Pose {
            if (Math.abs(tilted) > 70 || Math.abs(averted) > 70 || size <= 0 || size > 2) {
                throw new IllegalArgumentException("nobody holds a code like this");
            }
        }
    }

    /// What light and camera do to the picture.
    ///
    /// @param brightness 1 as printed, 0.3 a dim room
    /// @param shade how much darker the right edge is than the left, 0 to 1
    /// @param blur radius in pixels, 0 sharp
    /// @param noise standard deviation of each pixel, 0 none, 10 a cheap sensor at night
    /// @param inverted light modules on a dark ground, as phones in dark mode show them
    public record Light(double brightness, double shade, int blur, double noise, boolean inverted) {
        public static final Light GOOD = new Light(1, 0, 0, 0, false);

        public Light {
            if (brightness <= 0 || brightness > 1 || shade < 0 || shade > 1 || blur < 0 || blur > 50 || noise < 0) {
                throw new IllegalArgumentException("no room is lit like this");
            }
        }
    }

    /// Held straight in good light, 1280 × 720.
    public static PhotographedCode of(String text) {
        return new PhotographedCode(text, Pose.STRAIGHT, Light.GOOD, 1280, 720);
    }

    public PhotographedCode held(Pose newPose) {
        return new PhotographedCode(text, newPose, light, width, height);
    }

    public PhotographedCode in(Light newLight) {
        return new PhotographedCode(text, pose, newLight, width, height);
    }

    /// The picture, in grey tones of an RGB image.
    public BufferedImage picture() {
        double[] levels = blurred(scene(), light.blur());
        Random noise = new Random(text.hashCode());
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double shaded = levels[y * width + x] * light.brightness() * (1 - light.shade() * x / width);
                int grey = Math.clamp(Math.round(shaded + noise.nextGaussian() * light.noise()), 0, 255);
                picture.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
        }
        return picture;
    }

    private double[] scene() {
        ByteMatrix modules = modules();
        Plane plane = new Plane(pose);
        double focal = pose.size() * height * DISTANCE;
        double[] levels = new double[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int sample = 0; sample < SAMPLES * SAMPLES; sample++) {
                    int sampleRow = sample / SAMPLES;
                    double right = x + (sample % SAMPLES + 0.5) / SAMPLES - width / 2.0;
                    double down = y + (sampleRow + 0.5) / SAMPLES - height / 2.0;
                    sum += level(modules, plane.hit(right / focal, down / focal), x, y);
                }
                levels[y * width + x] = sum / (SAMPLES * SAMPLES);
            }
        }
        return levels;
    }

    private ByteMatrix modules() {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException tooMuch) {
            throw new IllegalArgumentException("the text does not fit into a code", tooMuch);
        }
    }

    /// The room behind the code is grey with a slow gradient; paper and ink are never pure white and black.
    private double level(ByteMatrix modules, double[] hit, int x, int y) {
        int side = modules.getWidth() + 2 * QUIET_MODULES;
        int column = (int) Math.floor((hit[0] + 0.5) * side) - QUIET_MODULES;
        int row = (int) Math.floor((hit[1] + 0.5) * side) - QUIET_MODULES;
        if (Math.abs(hit[0]) > 0.5 || Math.abs(hit[1]) > 0.5) {
            return 90 + 60.0 * (x + y) / (width + height);
        }
        boolean dark = column >= 0
                && row >= 0
                && column < modules.getWidth()
                && row < modules.getHeight()
                && modules.get(column, row) == 1;
        return dark != light.inverted() ? 25 : 235;
    }

    private double[] blurred(double[] levels, int radius) {
        if (radius == 0) {
            return levels;
        }
        // Two box filters after one another are close to the bell shape of a lens out of focus.
        double[] once = boxed(boxed(levels, radius, 1, width), radius, width, height);
        return boxed(boxed(once, radius, 1, width), radius, width, height);
    }

    private static double[] boxed(double[] levels, int radius, int step, int length) {
        double[] result = new double[levels.length];
        for (int at = 0; at < levels.length; at++) {
            int position = at / step % length;
            int from = Math.max(-radius, -position);
            int to = Math.min(radius, length - 1 - position);
            double sum = 0;
            for (int offset = from; offset <= to; offset++) {
                sum += levels[at + offset * step];
            }
            result[at] = sum / (to - from + 1);
        }
        return result;
    }

    /// The plane of the code before a camera that looks along the third axis.
    private static final class Plane {
        private final double[] right;
        private final double[] down;
        private final double[] away;

        Plane(Pose pose) {
            right = moved(new double[] {1, 0, 0}, pose);
            down = moved(new double[] {0, 1, 0}, pose);
            away = moved(new double[] {0, 0, 1}, pose);
        }

        private static double[] moved(double[] axis, Pose pose) {
            double[] turned = rotated(axis, 0, 1, pose.turned());
            return rotated(rotated(turned, 1, 2, -pose.tilted()), 0, 2, pose.averted());
        }

        private static double[] rotated(double[] axis, int first, int second, double degrees) {
            double sine = Math.sin(Math.toRadians(degrees));
            double cosine = Math.cos(Math.toRadians(degrees));
            double[] result = axis.clone();
            result[first] = cosine * axis[first] - sine * axis[second];
            result[second] = sine * axis[first] + cosine * axis[second];
            return result;
        }

        /// Where the ray through a point of the picture meets the plane, in code sides from the code's
        /// middle.
        double[] hit(double x, double y) {
            double facing = x * away[0] + y * away[1] + away[2];
            if (facing < 1e-6) {
                return new double[] {9, 9};
            }
            double reach = DISTANCE * away[2] / facing;
            double[] point = {reach * x, reach * y, reach - DISTANCE};
            return new double[] {dot(point, right), dot(point, down)};
        }

        private static double dot(double[] first, double[] second) {
            return first[0] * second[0] + first[1] * second[1] + first[2] * second[2];
        }
    }
}
