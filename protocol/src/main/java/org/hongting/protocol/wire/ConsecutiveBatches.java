package org.hongting.protocol.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hongting.protocol.signing.KeyDirectory;

/// Batches of one terminal that follow each other without a gap. One signature proves all of them up to its own: the
/// header that it covers names the chain value before its first record, and that value is a hash over every envelope
/// before, in order, from terminal and epoch on. Whoever signed it has signed those envelopes and no others, and each
/// envelope names its body. So of a long journal most signatures need not be looked at, which are half of what reading
/// it costs. What a header says of bodies that are not as they were written no later header repeats: such a batch is
/// proved by its own signature.
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
    /// @param refused told of each batch behind that one, and of those before it that stand for themselves and have
    /// no good signature
    /// @return the batches up to it, in order
    public List<Batch> prove(KeyDirectory keys, Consumer<RefusedMessage> refused) {
        int last = batches.size() - 1;
        while (last >= 0 && !isProved(batches.get(last), keys, refused)) {
            last--;
        }
        List<Batch> proved = new ArrayList<>();
        for (int i = 0; i <= last; i++) {
            Batch.Unproven batch = batches.get(i);
            if (i == last || !batch.standsForItself() || isProved(batch, keys, refused)) {
                proved.add(batch.batch());
            }
        }
        return proved;
    }

    private static boolean isProved(Batch.Unproven batch, KeyDirectory keys, Consumer<RefusedMessage> refused) {
        try {
            batch.prove(keys);
            return true;
        } catch (RefusedMessage e) {
            refused.accept(e);
            return false;
        }
    }
}
