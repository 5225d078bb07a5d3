package org.hongting.simulator.architecture.planted.sync.journal;

/// Breaks: cores start no thread.
public final class JournalStartsThread {
    public Thread forbidden() {
        return new Thread(() -> {});
    }
}
