package org.hongting.device.camera;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.detector.FinderPattern;
import com.google.zxing.qrcode.detector.FinderPatternFinder;
import java.util.Comparator;
import java.util.List;

/// Every place in a picture that looks like the finder pattern of a QR symbol (ISO/IEC 18004, 5.3.3: runs of dark and
/// light in the ratio 1:1:3:1:1). ZXing's own search ends at the third.
final class FinderPatterns extends FinderPatternFinder {
    private static final int RUNS = 5;

    FinderPatterns(BitMatrix dark) {
        super(dark);
    }

    /// @return those seen in most rows first
    List<FinderPattern> find(int atMost) {
        for (int row = MIN_SKIP - 1; row < getImage().getHeight(); row += MIN_SKIP) {
            findIn(row);
        }
        return getPossibleCenters().stream()
                .sorted(Comparator.comparingInt(FinderPattern::getCount).reversed())
                .limit(atMost)
                .toList();
    }

    private void findIn(int row) {
        int width = getImage().getWidth();
        int[] runs = new int[RUNS];
        int run = 0;
        for (int column = 0; column < width; column++) {
            boolean isOfRun = getImage().get(column, row) == (run % 2 == 0);
            boolean isBeforeTheFirst = run == 0 && runs[0] == 0;
            if (isOfRun) {
                runs[run]++;
            } else if (run == RUNS - 1) {
                run = next(runs, row, column);
            } else if (!isBeforeTheFirst) {
                runs[++run]++;
            }
        }
        next(runs, row, width);
    }

    /// Five runs are full: they are judged, and the search goes on behind the pattern or with its last three runs.
    private int next(int[] runs, int row, int end) {
        if (foundPatternCross(runs) && handlePossibleCenter(runs, row, end)) {
            doClearCounts(runs);
            return 0;
        }
        doShiftCounts2(runs);
        return RUNS - 2;
    }
}
