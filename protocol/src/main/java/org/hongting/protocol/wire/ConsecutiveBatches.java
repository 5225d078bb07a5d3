package org.hongting.protocol.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hongting.protocol.signing.KeyDirectory;

/// Batches of one terminal that follow each other without a gap. One signature proves all of them up to its own: the
/// header that it covers names the chain value before its first record, and that value is a hash over every envelope
/// before, in order, from terminal and epoch on. Whoever signed it has signed those envelopes and no others, and each
/// envelope names its body. So of a long journal most signatures need not be looked at, which are half of what reading
/// it costs.
///
/// Used by one thread, once.
public final class ConsecutiveBatches {
    private final List<Batch.Unproven> batches = new ArrayList<>();

    /// @return false if it does not go on exactly behind the last one; it was not added
    public boolean add(Batch.Unproven next) {
        if (!batches.isEmpty() && !next.goesOnBehind(batches.getLast())) {
            return false;
        }
        return batches.add(next);
    }

    /// Looks for the last good signature.
    ///
    /// @param refused told of each batch behind that one
    /// @return the batches up to it, in order
    public List<Batch> prove(KeyDirectory keys, Consumer<RefusedMessage> refused) {
        for (int last = batches.size() - 1; last >= 0; last--) {
            try {
                batches.get(last).prove(keys);
                return batches.subList(0, last + 1).stream()
                        .map(Batch.Unproven::batch)
                        .toList();
            } catch (RefusedMessage e) {
                refused.accept(e);
            }
        }
        return List.of();
    }
}
