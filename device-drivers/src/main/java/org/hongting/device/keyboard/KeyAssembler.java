package org.hongting.device.keyboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hongting.device.ScannerText;
import org.hongting.device.Shown;

/// Makes scans out of single keys. A pure state machine: time comes with the keys, in nanoseconds of any
/// monotonic clock. Used by one thread.
///
/// A scan ends with CR, LF, CRLF, TAB, or with silence. Speed tells a scanner from a person: at least
/// [#FEWEST_KEYS] keys with a median gap below [#SCANNER_GAP_NANOS]. A scan that follows a person's
/// half-typed text is still its own scan. Every key ends up in exactly one [Burst].
///
/// The keys' times are those of a window that may stall while it paints. A stall looks like a pause, but the
/// keys that waited behind it come in a heap, closer together than any keyboard sends them: such a pause
/// parts nothing.
public final class KeyAssembler {
    /// Silence that ends a scan of a scanner known to send no end key, and the pause that parts a person's
    /// keys from a scan. Scanners pause less than 50 ms within a code.
    public static final long QUIET_NANOS = 80_000_000;

    /// The same for every other scanner, so that a stalled window cannot cut a scan in two. A scanner without
    /// an end key waits that long once, with its first scan.
    public static final long PATIENT_QUIET_NANOS = 500_000_000;

    /// Gap below which two keys waited together: a USB keyboard is asked once a millisecond at most, and
    /// each key takes it two reports.
    public static final long HEAP_GAP_NANOS = 1_000_000;

    /// Median gap below which keys come from a scanner.
    public static final long SCANNER_GAP_NANOS = 30_000_000;

    /// Fewer keys than these say nothing about speed.
    public static final int FEWEST_KEYS = 4;

    private final StringBuilder typed = new StringBuilder();
    private final StringBuilder burst = new StringBuilder();
    private final long[] gaps = new long[256];
    private long length;
    private long lastKeyNanos;

    /// How many keys of the burst stand before a pause of which the next key will say what it was; 0: none.
    private int seam;

    private boolean sendsEndKey = true;
    private boolean endedBySilence;

    /// Takes one key; end keys are the characters CR, LF and TAB.
    ///
    /// @return what this key finished, in the order it was typed
    public List<Burst> key(char key, long nanos) {
        List<Burst> finished = new ArrayList<>(quiet(nanos));
        if (key == '\r' || key == '\n' || key == '\t') {
            end(finished);
        } else {
            judgeSeam(nanos - lastKeyNanos, finished);
            // Behind a person's keys each pause starts anew: the next keys may be a scan.
            if (length > 0 && nanos - lastKeyNanos >= QUIET_NANOS && !isScan()) {
                seam = (int) length;
            }
            add(key, nanos);
        }
        return finished;
    }

    /// Says what time it is while no key comes.
    ///
    /// @return the scan that silence finished, or nothing
    public List<Burst> quiet(long nanos) {
        List<Burst> finished = new ArrayList<>();
        if (length > 0 && isScan() && nanos - lastKeyNanos >= quietLimit()) {
            // The end key of a scan that a long stall cut off may still come: see [#end].
            sendsEndKey = false;
            endedBySilence = true;
            finish(finished);
        }
        return finished;
    }

    /// True while a call of [#quiet] could finish something.
    public boolean isWaiting() {
        return length > 0 && isScan();
    }

    /// How long to wait without a key before [#quiet] is worth calling.
    public long quietLimit() {
        return sendsEndKey ? PATIENT_QUIET_NANOS : QUIET_NANOS;
    }

    private void judgeSeam(long gap, List<Burst> finished) {
        if (seam > 0 && gap >= HEAP_GAP_NANOS) {
            putAside(seam, finished);
        }
        seam = 0;
    }

    private void add(char key, long nanos) {
        if (length > 0) {
            // The first gaps decide: a fast start is a scanner however long the code is.
            int index = (int) Math.min(length - 1, gaps.length - 1);
            gaps[index] = nanos - lastKeyNanos;
        }
        // One character above the cap is kept so that a text of exactly the cap is told from a longer one.
        if (burst.length() <= Shown.LONGEST_TEXT) {
            burst.append(key);
        }
        length++;
        lastKeyNanos = nanos;
    }

    private void end(List<Burst> finished) {
        sendsEndKey |= length == 0 ? endedBySilence : isScan();
        endedBySilence = false;
        if (length > 0 && isScan()) {
            finish(finished);
        } else {
            putAside(burst.length(), finished);
            if (!typed.isEmpty()) {
                finished.add(new Burst.Typed(typed.toString()));
                typed.setLength(0);
            }
        }
    }

    private void finish(List<Burst> finished) {
        finished.add(
                length > Shown.LONGEST_TEXT
                        ? new Burst.TooLong(length, lastKeyNanos)
                        : new Burst.Scanned(ScannerText.strip(burst.toString()), lastKeyNanos));
        forget();
    }

    private void putAside(int keys, List<Burst> finished) {
        if (typed.length() + keys > Shown.LONGEST_TEXT) {
            finished.add(new Burst.Typed(typed.toString()));
            typed.setLength(0);
        }
        typed.append(burst, 0, keys);
        burst.delete(0, keys);
        length = burst.length();
        System.arraycopy(gaps, Math.min(keys, gaps.length), gaps, 0, Math.max(0, gaps.length - keys));
        seam = 0;
    }

    private void forget() {
        burst.setLength(0);
        length = 0;
        seam = 0;
    }

    private boolean isScan() {
        if (length < FEWEST_KEYS) {
            return false;
        }
        long[] sorted = Arrays.copyOf(gaps, (int) Math.min(length - 1, gaps.length));
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] < SCANNER_GAP_NANOS;
    }
}
