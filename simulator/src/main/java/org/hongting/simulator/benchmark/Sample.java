package org.hongting.simulator.benchmark;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/// Values of one figure in the order in which they were measured.
final class Sample {
    /// Of the standard normal distribution: 95 % lie within so many deviations.
    private static final double DEVIATIONS = 1.96;

    private final double[] values;
    private final double[] sorted;

    private Sample(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        this.values = values;
        this.sorted = values.clone();
        Arrays.sort(sorted);
    }

    static Sample of(double... values) {
        return new Sample(values.clone());
    }

    static Sample of(int count, IntToDoubleFunction value) {
        double[] values = new double[count];
        Arrays.setAll(values, value);
        return new Sample(values);
    }

    double median() {
        return percentile(50);
    }

    /// Nearest rank.
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }

    /// The lower end of the 95 % interval of the median, by order statistics: the ranks n/2 ± 1.96·√n/2 enclose the
    /// median whatever the distribution is (normal approximation of the binomial). The lowest value where there are
    /// too few.
    double lowest95() {
        double rank = Math.floor((sorted.length - DEVIATIONS * Math.sqrt(sorted.length)) / 2);
        return sorted[(int) Math.max(0, rank - 1)];
    }

    /// The upper end of the same interval.
    double highest95() {
        double rank = Math.floor((sorted.length - DEVIATIONS * Math.sqrt(sorted.length)) / 2);
        return sorted[sorted.length - 1 - (int) Math.max(0, rank - 1)];
    }

    /// Pair by pair.
    Sample minus(Sample part) {
        if (part.values.length != values.length) {
            throw new IllegalArgumentException("not measured in pairs");
        }
        return of(values.length, pair -> values[pair] - part.values[pair]);
    }

    /// Ours to theirs, pair by pair, so that a machine that grows slower changes nothing.
    Sample over(Sample peer) {
        if (peer.values.length != values.length) {
            throw new IllegalArgumentException("not measured in pairs");
        }
        return of(values.length, pair -> values[pair] / peer.values[pair]);
    }
}
