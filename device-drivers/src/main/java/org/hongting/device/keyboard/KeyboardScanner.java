package org.hongting.device.keyboard;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.hongting.device.Backoff;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceException;
import org.hongting.device.DeviceFault.Kind;
import org.hongting.device.DeviceName;
import org.hongting.device.ReaderThread;
import org.hongting.device.Shown;
import org.hongting.device.Shown.CodeUnreadable;
import org.hongting.device.Shown.Source;

/// A scanner that types. The kiosk's window feeds every typed character with [#typed], end keys included, and
/// says when it loses and regains the keyboard: without focus no scan can arrive, which is a lost device like
/// any other.
///
/// The feeding methods return at once and may be called from any thread.
public final class KeyboardScanner implements CredentialReader {
    /// More keys than the longest code, several times over: full only when something floods the kiosk with
    /// keys.
    private static final int MOST_WAITING = 16 * Shown.LONGEST_TEXT;

    private sealed interface Happening {
        record Key(char key, long nanos) implements Happening {}

        record Focus(boolean here) implements Happening {}
    }

    private final BlockingQueue<Happening> happenings = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean flooded = new AtomicBoolean();
    private final Consumer<String> typist;
    private final ReaderThread thread;

    /// @param typist hears what a person typed and ended with Enter or Tab, on the reader's thread
    public KeyboardScanner(DeviceName name, Consumer<String> typist) {
        this.typist = typist;
        this.thread = new ReaderThread(name, this::run, Backoff.USUAL, false);
    }

    /// One typed character; CR, LF and TAB for the end keys.
    ///
    /// @param nanos [System#nanoTime] when the key came
    public void typed(char key, long nanos) {
        offer(new Happening.Key(key, nanos));
    }

    /// The window no longer gets the keys.
    public void focusLost() {
        offer(new Happening.Focus(false));
    }

    /// The window gets the keys again.
    public void focusGained() {
        offer(new Happening.Focus(true));
    }

    private void offer(Happening happening) {
        if (!happenings.offer(happening)) {
            flooded.set(true);
        }
    }

    private void run(ReaderThread.Delivery delivery) throws InterruptedException {
        KeyAssembler assembler = new KeyAssembler();
        delivery.ready();
        while (true) {
            Happening happening = assembler.isWaiting()
                    ? happenings.poll(assembler.quietLimit(), TimeUnit.NANOSECONDS)
                    : happenings.take();
            if (flooded.getAndSet(false)) {
                delivery.shown(
                        new CodeUnreadable("keys came faster than they could be taken", Source.SCANNER),
                        System.nanoTime());
            }
            switch (happening) {
                case null -> deliver(assembler.quiet(System.nanoTime()), delivery);
                case Happening.Key(char key, long nanos) -> deliver(assembler.key(key, nanos), delivery);
                case Happening.Focus(boolean here) -> {
                    if (here) {
                        delivery.ready();
                    } else {
                        delivery.fault(Kind.LOST, "the window does not get the keys");
                    }
                }
            }
        }
    }

    private void deliver(List<Burst> finished, ReaderThread.Delivery delivery) {
        for (Burst burst : finished) {
            switch (burst) {
                case Burst.Scanned(String text, long nanos) -> delivery.shown(Shown.code(text, Source.SCANNER), nanos);
                case Burst.TooLong(long length, long nanos) ->
                    delivery.shown(new CodeUnreadable("the code has " + length + " characters", Source.SCANNER), nanos);
                case Burst.Typed(String text) -> typist.accept(text);
            }
        }
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
}
