package org.hongting.device.camera;

import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.ResultPoint;
import com.google.zxing.ResultPointCallback;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.detector.Detector;
import com.google.zxing.qrcode.detector.FinderPattern;
import com.google.zxing.qrcode.detector.FinderPatternInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads a QR symbol in one picture of black and white. ZXing looks for finder patterns from the top until it has three
/// that suit each other, and gives up when they are not those of one symbol; but data may look like a finder pattern,
/// and then the same flawless symbol is refused however often it is shown: 7 of 3,000 badges. Here the
/// whole picture is searched in that case, and the likeliest threes are sampled, of a bounded number.
final class SymbolSearch extends Detector {
    /// More are seen only in noise; 16 make 560 threes to compare.
    private static final int MOST_CANDIDATES = 16;

    private static final int MOST_TRIES = 5;

    /// The sum of relative differences from equal legs, a right angle and patterns of one size; near 0.5 for a symbol
    /// tilted by 40°.
    private static final double LARGEST_STRAIN = 0.6;

    private static final int PATTERNS = 3;

    private record Three(FinderPatternInfo patterns, double strain) {}

    private int seen;

    SymbolSearch(BitMatrix dark) {
        super(dark);
    }

    /// The text of the symbol.
    ///
    /// @throws RuntimeException at some damaged symbols: ZXing trips over them
    Optional<String> read() {
        ResultPointCallback counted = point -> seen += point instanceof FinderPattern ? 1 : 0;
        Map<DecodeHintType, Object> hints =
                Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.NEED_RESULT_POINT_CALLBACK, counted);
        try {
            return Optional.of(text(detect(hints).getBits()));
        } catch (ReaderException _) {
            return seen < PATTERNS ? Optional.empty() : amongAll();
        }
    }

    private Optional<String> amongAll() {
        for (Three three : threes(new FinderPatterns(getImage()).find(MOST_CANDIDATES))) {
            try {
                return Optional.of(text(processFinderPatternInfo(three.patterns).getBits()));
            } catch (ReaderException _) {
                // Not those of one symbol either.
            }
        }
        return Optional.empty();
    }

    private static List<Three> threes(List<FinderPattern> candidates) {
        List<Three> threes = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            for (int j = i + 1; j < candidates.size(); j++) {
                for (int k = j + 1; k < candidates.size(); k++) {
                    Three three = three(candidates.get(i), candidates.get(j), candidates.get(k));
                    if (three.strain < LARGEST_STRAIN) {
                        threes.add(three);
                    }
                }
            }
        }
        threes.sort(Comparator.comparingDouble(Three::strain));
        return threes.subList(0, Math.min(MOST_TRIES, threes.size()));
    }

    private static Three three(FinderPattern one, FinderPattern two, FinderPattern three) {
        FinderPattern[] ordered = {one, two, three};
        ResultPoint.orderBestPatterns(ordered);
        FinderPatternInfo patterns = new FinderPatternInfo(ordered);
        double down = ResultPoint.distance(ordered[1], ordered[0]);
        double across = ResultPoint.distance(ordered[1], ordered[2]);
        double diagonal = ResultPoint.distance(ordered[0], ordered[2]);
        double legs = difference(down, across);
        double angle = difference(Math.hypot(down, across), diagonal);
        DoubleSummaryStatistics sizes = Stream.of(ordered)
                .mapToDouble(FinderPattern::getEstimatedModuleSize)
                .summaryStatistics();
        return new Three(patterns, legs + angle + difference(sizes.getMin(), sizes.getMax()));
    }

    private static double difference(double one, double other) {
        return Math.abs(one - other) / Math.max(one, other);
    }

    private static String text(BitMatrix modules) throws ReaderException {
        return new Decoder().decode(modules).getText();
    }
}
