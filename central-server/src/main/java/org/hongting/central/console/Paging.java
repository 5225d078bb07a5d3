package org.hongting.central.console;

/// Where a long list stands.
///
/// @param page from 0
public record Paging(int page, boolean hasNext) {
    /// Nobody leafs further; it also keeps the offset far from overflow.
    private static final int LAST = 100_000;

    static Paging of(int page, boolean hasNext) {
        return new Paging(page, hasNext);
    }

    static int clamp(int page) {
        return Math.clamp(page, 0, LAST);
    }

    public boolean hasPrevious() {
        return page > 0;
    }

    public boolean isNeeded() {
        return page > 0 || hasNext;
    }
}
