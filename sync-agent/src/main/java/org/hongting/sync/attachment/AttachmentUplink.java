package org.hongting.sync.attachment;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.AttachmentPart;
import org.hongting.protocol.wire.AttachmentReceipt;
import org.hongting.sync.attachment.AttachmentStore.Waiting;

/// Sends what waits, oldest first, one part at a time. It asks how far the centre is before it sends, so that after
/// any interruption on either side it goes on where the centre's bytes end. Where the centre does not take an
/// attachment yet the next one goes first; where it cannot be reached everything waits, longer each time.
///
/// Everything runs on the scheduler it is given, which may wait for the network.
public final class AttachmentUplink {
    private static final System.Logger LOG = System.getLogger(AttachmentUplink.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 7;

    private final AttachmentStore store;
    private final AttachmentOutlet outlet;
    private final Sender sender;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private Scheduler.Cancellable pause = () -> {};
    private int failures;
    private boolean isResting;

    /// Who sends.
    public record Sender(TerminalId terminal, Signer signer) {}

    public AttachmentUplink(
            AttachmentStore store,
            AttachmentOutlet outlet,
            Sender sender,
            Scheduler scheduler,
            RandomGenerator random) {
        this.store = store;
        this.outlet = outlet;
        this.sender = sender;
        this.scheduler = scheduler;
        this.random = random;
    }

    /// Something was added, or the centre has heard of all facts: sends what waits, unless the last attempt failed and
    /// its pause is not over. Returns at once; may be called on any thread.
    public void nudge() {
        scheduler.execute(() -> {
            if (!isResting) {
                sendAll();
            }
        });
    }

    private void sendAll() {
        pause.cancel();
        isResting = false;
        try {
            boolean isAllSent = sendFrom(0);
            failures = 0;
            if (!isAllSent) {
                pause = scheduler.after(UNTIL_ASKED_AGAIN, this::sendAll);
            }
        } catch (IOException | MalformedJson e) {
            isResting = true;
            LOG.log(System.Logger.Level.DEBUG, "attachments wait: {0}", e.getMessage());
            pause = scheduler.after(afterFailure(), this::sendAll);
        }
    }

    /// @return false if the centre would not take one of them yet
    private boolean sendFrom(long behind) throws IOException {
        boolean isAllSent = true;
        long last = behind;
        for (Optional<Waiting> next = store.next(last); next.isPresent(); next = store.next(last)) {
            isAllSent &= send(next.get());
            last = next.get().ordinal();
        }
        return isAllSent;
    }

    /// @return false if the centre does not take it yet
    private boolean send(Waiting attachment) throws IOException {
        Optional<AttachmentReceipt> receipt = outlet.send(sealed(attachment, 0, new byte[0]));
        while (receipt.isPresent() && receipt.get().received() < attachment.size()) {
            long offset = receipt.get().received();
            receipt = outlet.send(sealed(attachment, offset, store.part(attachment, offset)));
            if (receipt.isPresent() && receipt.get().received() <= offset) {
                // A piece that was damaged here, or a store there that was emptied: the others go first.
                LOG.log(System.Logger.Level.WARNING, "the centre kept nothing of a part of {0}", attachment.hash());
                return false;
            }
        }
        receipt.ifPresent(whole -> store.sent(attachment));
        return receipt.isPresent();
    }

    private byte[] sealed(Waiting attachment, long offset, byte[] bytes) {
        return AttachmentPart.seal(sender.terminal, attachment.hash(), offset, bytes, sender.signer);
    }

    /// Full jitter below a ceiling that doubles.
    private Duration afterFailure() {
        long ceiling = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failures, DOUBLINGS));
        failures++;
        return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
    }
}
