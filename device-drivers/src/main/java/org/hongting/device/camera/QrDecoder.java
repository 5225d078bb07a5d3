package org.hongting.device.camera;

import com.google.zxing.Binarizer;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the QR code in a frame. QR only: with all formats ZXing reads codes out of noise. Two binarisers,
/// because each reads codes that the other misses; dark codes on light and light ones on dark. Used by one
/// thread.
public final class QrDecoder {
    private static final Logger LOG = System.getLogger(QrDecoder.class.getName());

    /// A frame below twice this width is not halved: no code of ours can be read in fewer pixels.
    private static final int SMALLEST_HALVED = 320;

    /// A still of no more pixels is looked at in twice its size, too. Larger ones have pixels enough.
    private static final int MOST_DOUBLED = 1_000_000;

    private enum Binariser {
        HYBRID,
        GLOBAL
    }

    private int glances;

    /// Everything that may help, for a single picture: both binarisers, both polarities, centre and whole,
    /// then smaller, and larger where it is small.
    public Optional<String> decode(LuminanceFrame still) {
        Optional<String> found = lookEveryWay(still);
        for (LuminanceFrame frame = still; found.isEmpty() && isHalved(frame); ) {
            frame = frame.half();
            found = lookEveryWay(frame);
        }
        return found.isEmpty() && still.width() * still.height() <= MOST_DOUBLED
                ? lookEveryWay(still.doubled())
                : found;
    }

    private Optional<String> lookEveryWay(LuminanceFrame frame) {
        return Stream.of(Binariser.values())
                .flatMap(binariser ->
                        Stream.of(false, true).flatMap(inverted -> lookTwice(frame, binariser, inverted).stream()))
                .findFirst();
    }

    private static boolean isHalved(LuminanceFrame frame) {
        return frame.width() >= 2 * SMALLEST_HALVED && frame.height() >= SMALLEST_HALVED;
    }

    /// One frame of a stream, with bounded work: the binarisers take turns for dark codes on light, and the
    /// other one looks for light codes on dark. Then the frame made smaller, for a third of that work: a code
    /// held close is noise between its edges at full size and plain at a quarter.
    public Optional<String> glance(LuminanceFrame frame) {
        boolean even = glances++ % 2 == 0;
        Binariser first = even ? Binariser.HYBRID : Binariser.GLOBAL;
        Binariser second = even ? Binariser.GLOBAL : Binariser.HYBRID;
        return lookTwice(frame, first, false)
                .or(() -> look(whole(frame), second, true))
                .or(() -> glanceSmaller(frame, first, second));
    }

    private Optional<String> glanceSmaller(LuminanceFrame frame, Binariser first, Binariser second) {
        if (!isHalved(frame)) {
            return Optional.empty();
        }
        LuminanceFrame half = frame.half();
        return look(whole(half), second, false).or(() -> look(whole(half.half()), first, false));
    }

    /// The middle half first: people hold a code there, and it is a quarter of the work.
    private Optional<String> lookTwice(LuminanceFrame frame, Binariser binariser, boolean inverted) {
        return look(centre(frame), binariser, inverted).or(() -> look(whole(frame), binariser, inverted));
    }

    private static LuminanceSource whole(LuminanceFrame frame) {
        return part(frame, 0, 0, frame.width(), frame.height());
    }

    private static LuminanceSource centre(LuminanceFrame frame) {
        int width = Math.max(1, frame.width() / 2);
        int height = Math.max(1, frame.height() / 2);
        return part(frame, (frame.width() - width) / 2, (frame.height() - height) / 2, width, height);
    }

    private static LuminanceSource part(LuminanceFrame frame, int left, int top, int width, int height) {
        return new PlanarYUVLuminanceSource(
                frame.pixels(), frame.width(), frame.height(), left, top, width, height, false);
    }

    private Optional<String> look(LuminanceSource dark, Binariser binariser, boolean inverted) {
        LuminanceSource source = inverted ? dark.invert() : dark;
        Binarizer blackAndWhite = switch (binariser) {
            case HYBRID -> new HybridBinarizer(source);
            case GLOBAL -> new GlobalHistogramBinarizer(source);
        };
        try {
            return new SymbolSearch(blackAndWhite.getBlackMatrix()).read();
        } catch (NotFoundException _) {
            return Optional.empty(); // a grey without edges
        } catch (RuntimeException broken) {
            // ZXing answers some damaged codes with index errors of its own; to us they hold no code.
            LOG.log(Level.DEBUG, "the decoder stumbled over a frame", broken);
            return Optional.empty();
        }
    }
}
