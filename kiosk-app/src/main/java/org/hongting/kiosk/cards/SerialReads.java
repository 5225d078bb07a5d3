package org.hongting.kiosk.cards;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hongting.device.CredentialRead;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceException;
import org.hongting.device.DeviceFault;
import org.hongting.device.DeviceName;
import org.hongting.device.Shown;

/// What a reader on a serial line types; waits two minutes for each card.
final class SerialReads implements LearnCommand.Lines, CredentialReader.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final PrintWriter prompts;
    private final CredentialReader reader;

    SerialReads(SerialPlace place, PrintWriter prompts) throws DeviceException {
        this.prompts = prompts;
        this.reader = place.reader(new DeviceName("serial"));
        reader.open(this);
    }

    @Override
    public Optional<String> next() {
        texts.clear();
        try {
            return Optional.ofNullable(texts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void onRead(CredentialRead read) {
        if (read.shown() instanceof Shown.CodeShown(String text, Shown.Source _)) {
            texts.add(text);
        }
    }

    @Override
    public void onFault(DeviceFault fault) {
        prompts.println("the reader: " + fault.reason());
        prompts.flush();
    }

    @Override
    public void onRecovered(DeviceName device) {}

    @Override
    public void close() {
        reader.close();
    }
}
