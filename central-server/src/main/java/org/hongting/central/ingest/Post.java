package org.hongting.central.ingest;

import java.util.ArrayList;
import java.util.List;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.wire.Batch;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.ConsecutiveBatches;
import org.hongting.protocol.wire.RefusedMessage;

/// What one terminal said within one group, read message by message: signatures are checked, of consecutive batches the
/// last one, and records are read. Used by one thread.
final class Post {
    private final KeyDirectory keys;
    private final List<Letter> letters = new ArrayList<>();
    private final List<RefusedMessage.Reason> refused = new ArrayList<>();
    private ConsecutiveBatches open = new ConsecutiveBatches();
    private boolean openIsCarried;

    Post(KeyDirectory keys) {
        this.keys = keys;
    }

    void take(Arrived arrived) {
        try {
            if (arrived.topic().channel() == Channel.UP) {
                Batch.Unproven batch = Batch.Unproven.read(arrived.payload(), keys);
                Letter.requireOwn(arrived, batch.terminal());
                gather(batch, arrived.carried());
            } else {
                close();
                letters.add(Letter.open(arrived, keys));
            }
        } catch (RefusedMessage e) {
            refused.add(e.reason());
        }
    }

    private void gather(Batch.Unproven batch, boolean carried) {
        if (carried != openIsCarried || !open.add(batch)) {
            close();
            open.add(batch);
        }
        openIsCarried = carried;
    }

    private void close() {
        for (Batch batch : open.prove(keys, e -> refused.add(e.reason()))) {
            try {
                letters.add(Letter.Records.of(batch, openIsCarried));
            } catch (RefusedMessage e) {
                refused.add(e.reason());
            }
        }
        open = new ConsecutiveBatches();
    }

    /// Those that are to be believed, in their order. Nothing more is taken afterwards.
    List<Letter> letters() {
        close();
        return letters;
    }

    /// Why each of the others is not, once [#letters] has been asked for.
    List<RefusedMessage.Reason> refused() {
        return refused;
    }
}
