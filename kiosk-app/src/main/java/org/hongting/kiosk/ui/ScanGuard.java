package org.hongting.kiosk.ui;

import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.TextFormatter.Change;

/// Keeps what a scanner types out of a text that somebody writes, and the text from growing too long. A scanner's signs
/// come faster than any hand's: once so many came so quickly, they are taken out again and the rest is not let in. The
/// scan itself is read elsewhere, as always. FX thread only.
public final class ScanGuard implements UnaryOperator<Change> {
    /// A scanner's signs come within a few milliseconds of each other; a hand's quickest take some fifty.
    static final long QUICK = 30_000_000;

    /// Nobody's fingers are that quick so often.
    static final int RUN = 6;

    private final int most;
    private final LongSupplier nanoTime;
    private long last = Long.MIN_VALUE / 2;
    private int run;

    private ScanGuard(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /// For one text.
    ///
    /// @param most signs of the whole text
    public static TextFormatter<String> formatter(int most, LongSupplier nanoTime) {
        return new TextFormatter<>(new ScanGuard(most, nanoTime));
    }

    @Override
    public Change apply(Change change) {
        if (!change.isContentChange()) {
            return change;
        }
        boolean oneSign = change.isAdded() && change.getText().length() == 1;
        if (oneSign && isScanned()) {
            if (run > RUN) {
                return nothing(change);
            }
            // The signs before this one were a scanner's too.
            int end = change.getRangeStart();
            change.setRange(Math.max(0, end - (RUN - 1)), end);
            change.setText("");
            change.selectRange(change.getRangeStart(), change.getRangeStart());
            return change;
        }
        return change.getControlNewText().length() > most ? nothing(change) : change;
    }

    /// The text stays as it was.
    private static Change nothing(Change change) {
        change.setText("");
        change.setRange(change.getRangeStart(), change.getRangeStart());
        change.selectRange(change.getControlAnchor(), change.getControlCaretPosition());
        return change;
    }

    private boolean isScanned() {
        long now = nanoTime.getAsLong();
        run = now - last < QUICK ? run + 1 : 1;
        last = now;
        return run >= RUN;
    }
}
