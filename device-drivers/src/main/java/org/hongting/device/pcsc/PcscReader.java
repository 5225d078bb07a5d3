package org.hongting.device.pcsc;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.hongting.device.Backoff;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceException;
import org.hongting.device.DeviceFault.Kind;
import org.hongting.device.DeviceName;
import org.hongting.device.ReaderThread;
import org.hongting.device.Shown;
import org.hongting.device.Shown.CardShown;
import org.hongting.device.Shown.CardUnreadable;
import org.jspecify.annotations.Nullable;

/// Campus cards on every smart-card reader that pcscd knows. Asks each card for its UID (PC/SC part 3, `FF CA
/// 00 00 00`) and nothing else.
///
/// Blocks until pcscd reports a change; once in [PcscContext#LONGEST_WAIT_MILLIS] it asks by itself, should a report
/// have been lost. Readers may be plugged in
/// and out at any time; when pcscd itself goes away a new context is made as soon as it is back.
public final class PcscReader implements CredentialReader {
    private static final byte[] GET_UID = {(byte) 0xFF, (byte) 0xCA, 0, 0, 0};

    private final ReaderThread thread;

    public PcscReader(DeviceName name, Backoff backoff) {
        this.thread = new ReaderThread(name, new Cards(), backoff, false);
    }

    @Override
    public DeviceName name() {
        return thread.name();
    }

    @Override
    public void open(Listener listener) throws DeviceException {
        thread.open(listener);
    }

    @Override
    public void close() {
        thread.close();
    }

    private static final class Cards implements ReaderThread.Source {
        private final AtomicReference<@Nullable PcscContext> waiting = new AtomicReference<>();

        @Override
        public void check() throws DeviceException {
            library();
        }

        private static Path library() throws DeviceException {
            return PcscLibrary.find()
                    .orElseThrow(() -> new DeviceException(
                            Kind.ABSENT,
                            "the package libpcsclite1 is not installed: looked for " + PcscLibrary.places()));
        }

        @Override
        public void unblock() {
            PcscContext context = waiting.get();
            if (context != null) {
                context.cancel();
            }
        }

        @Override
        public void run(ReaderThread.Delivery delivery) throws DeviceException, InterruptedException {
            try (PcscContext context = new PcscContext(new PcscLibrary(library()))) {
                waiting.set(context);
                watch(context, delivery);
            } catch (PcscException failed) {
                if (failed.code() == PcscException.CANCELLED) {
                    throw new InterruptedException("closed");
                }
                throw failed.forTheReader();
            } finally {
                waiting.set(null);
            }
        }

        private static void watch(PcscContext context, ReaderThread.Delivery delivery)
                throws PcscException, InterruptedException {
            Map<String, Long> known = new LinkedHashMap<>();
            while (!Thread.interrupted()) {
                List<String> readers = context.readers();
                known.keySet().retainAll(readers);
                readers.forEach(reader -> known.putIfAbsent(reader, 0L));
                if (readers.isEmpty()) {
                    delivery.fault(Kind.ABSENT, "no smart-card reader is attached");
                } else {
                    delivery.ready();
                }
                Map<String, Long> now = context.awaitChange(known);
                for (Map.Entry<String, Long> slot : now.entrySet()) {
                    SlotState before = new SlotState(known.getOrDefault(slot.getKey(), 0L));
                    SlotState state = new SlotState(slot.getValue());
                    if (state.isNewCardSince(before)) {
                        Shown shown = read(context, slot.getKey(), state);
                        delivery.shown(shown, System.nanoTime());
                    }
                }
                known.putAll(now);
            }
            throw new InterruptedException("closed");
        }

        private static Shown read(PcscContext context, String reader, SlotState state) throws PcscException {
            if (state.isMute()) {
                return new CardUnreadable("the card does not answer");
            }
            try {
                return uidIn(context.exchange(reader, GET_UID));
            } catch (PcscException failed) {
                if (failed.endsTheContext()) {
                    throw failed;
                }
                return new CardUnreadable(failed.forTheCard());
            }
        }

        private static Shown uidIn(byte[] answer) {
            int length = answer.length - 2;
            if (length < 0) {
                return new CardUnreadable("the card answered with " + answer.length + " bytes");
            }
            int status = (answer[length] & 0xFF) << 8 | (answer[length + 1] & 0xFF);
            if (status != 0x9000) {
                return new CardUnreadable("the card tells no UID: status %04X".formatted(status));
            }
            if (length == 0 || length > CardShown.LONGEST_UID) {
                return new CardUnreadable("the card told a UID of " + length + " bytes");
            }
            return new CardShown(Arrays.copyOf(answer, length));
        }
    }
}
