package org.hongting.device.camera;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/// A QR symbol to be shown to phones, of the smallest version that holds its text, with error correction M. It has no
/// quiet zone: whoever draws it leaves 4 modules of white around it.
///
/// @param side modules along one side
/// @param outline the dark modules as an SVG path, a module one unit
public record QrSymbol(int side, String outline) {
    /// @param text ASCII, at most 2,331 signs
    public static QrSymbol of(String text) {
        try {
            ByteMatrix modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
            return new QrSymbol(modules.getWidth(), outline(modules));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR symbol", e);
        }
    }

    private static String outline(ByteMatrix modules) {
        StringBuilder path = new StringBuilder();
        for (int row = 0; row < modules.getHeight(); row++) {
            int column = 0;
            while (column < modules.getWidth()) {
                int run = 0;
                while (column + run < modules.getWidth() && modules.get(column + run, row) == 1) {
                    run++;
                }
                if (run > 0) {
                    path.append('M').append(column).append(' ').append(row);
                    path.append('h').append(run).append("v1h-").append(run).append('z');
                }
                column += Math.max(run, 1);
            }
        }
        return path.toString();
    }
}
