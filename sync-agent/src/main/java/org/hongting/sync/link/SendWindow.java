package org.hongting.sync.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.hongting.protocol.identity.EpochId;
import org.jspecify.annotations.Nullable;

/// What was sent of one epoch and is not acknowledged yet. Go-back-N: when something went missing, everything behind
/// the watermark is sent again, because the centre stores nothing that lies above it.
///
/// A batch is counted until the centre acknowledged it, and a publish until the broker took it; both are bounded.
final class SendWindow {
    private final Deque<Long> lastOfEach = new ArrayDeque<>();
    private @Nullable EpochId epoch;
    private long acknowledged;
    private long next = 1;
    private int unconfirmed;

    Optional<EpochId> epoch() {
        return Optional.ofNullable(epoch);
    }

    boolean isOn(EpochId other) {
        return other.equals(epoch);
    }

    void turnTo(EpochId newEpoch, long upTo) {
        epoch = newEpoch;
        acknowledged = upTo;
        goBack();
    }

    void leave() {
        epoch = null;
        lastOfEach.clear();
    }

    boolean hasRoom(int batches) {
        return lastOfEach.size() < batches && unconfirmed < batches;
    }

    boolean isEmpty() {
        return lastOfEach.isEmpty();
    }

    /// The first record not sent yet.
    long next() {
        return next;
    }

    long acknowledged() {
        return acknowledged;
    }

    void sent(long last) {
        lastOfEach.add(last);
        next = last + 1;
        unconfirmed++;
    }

    /// The broker took a publish.
    void confirmed() {
        unconfirmed--;
    }

    /// @return true if that is more than before
    boolean acknowledge(long upTo) {
        if (upTo <= acknowledged) {
            return false;
        }
        acknowledged = upTo;
        while (!lastOfEach.isEmpty() && lastOfEach.getFirst() <= upTo) {
            lastOfEach.removeFirst();
        }
        next = Math.max(next, upTo + 1);
        return true;
    }

    /// Begins again behind the watermark.
    void goBack() {
        lastOfEach.clear();
        next = acknowledged + 1;
    }
}
