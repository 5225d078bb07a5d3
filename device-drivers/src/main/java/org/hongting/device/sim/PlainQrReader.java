package org.hongting.device.sim;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.Optional;

/// ZXing as its documentation shows it, looking once at the whole picture: what our decoder is measured
/// against.
public final class PlainQrReader {
    private static final Map<DecodeHintType, Object> HINTS = Map.of(DecodeHintType.TRY_HARDER, true);

    private final LuminanceSource source;

    /// Takes the picture's pixels over, so that reading is all that reading costs.
    public PlainQrReader(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        this.source = new RGBLuminanceSource(
                width, height, picture.getRGB(0, 0, width, height, new int[width * height], 0, width));
    }

    /// With the binariser that ZXing's examples use.
    public Optional<String> read() {
        return read(new BinaryBitmap(new HybridBinarizer(source)));
    }

    /// With the one, and if that finds nothing with the other.
    public Optional<String> readWithBoth() {
        return read().or(() -> read(new BinaryBitmap(new GlobalHistogramBinarizer(source))));
    }

    private static Optional<String> read(BinaryBitmap bitmap) {
        try {
            return Optional.of(new QRCodeReader().decode(bitmap, HINTS).getText());
        } catch (ReaderException | IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }
}
