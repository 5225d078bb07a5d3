package org.hongting.sync.journal;

/// Hears that records were added, so that the link need not ask.
@FunctionalInterface
public interface JournalListener {
    /// Called after the commit, on the thread that wrote. It must return at once and must not throw.
    ///
    /// @param pending records not yet acknowledged by the centre
    void recorded(long pending);
}
