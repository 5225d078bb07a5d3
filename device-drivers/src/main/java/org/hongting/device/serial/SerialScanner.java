package org.hongting.device.serial;

import com.fazecast.jSerialComm.SerialPort;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.hongting.device.Backoff;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceException;
import org.hongting.device.DeviceFault.Kind;
import org.hongting.device.DeviceName;
import org.hongting.device.ReaderThread;
import org.hongting.device.ScannerText;
import org.hongting.device.Shown;
import org.hongting.device.Shown.CodeUnreadable;
import org.hongting.device.Shown.Source;

/// A scanner or card reader on a serial line (or USB pretending to be one) that sends one line of UTF-8 for
/// each read. A line ends with CR, LF, CRLF, TAB or 100 ms of silence. 8 data bits, no parity, one stop bit.
public final class SerialScanner implements CredentialReader {
    private final ReaderThread thread;

    /// @param line the device file, for example `/dev/serial/by-id/…`, which stays the same when other
    ///     devices come and go
    /// @param baudRate USB devices ignore it
    public SerialScanner(DeviceName name, Path line, int baudRate, Backoff backoff) {
        this.thread = new ReaderThread(name, new Line(line, baudRate), backoff, false);
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

    private record Line(Path path, int baudRate) implements ReaderThread.Source {
        private static final int QUIET_MILLIS = 100;

        /// A line that is pulled out does not wake a waiting read on every system, so the file is looked for
        /// now and then.
        private static final int LOOK_MILLIS = 1000;

        private static final int MOST_BYTES = 4 * Shown.LONGEST_TEXT;

        @Override
        public void run(ReaderThread.Delivery delivery) throws DeviceException, InterruptedException {
            if (!Files.exists(path)) {
                throw new DeviceException(Kind.ABSENT, "there is no serial line " + path);
            }
            SerialPort port = SerialPort.getCommPort(path.toString());
            port.setComPortParameters(baudRate, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
            port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, QUIET_MILLIS, 0);
            if (!port.openPort(0)) {
                throw new DeviceException(
                        Files.isReadable(path) ? Kind.BUSY : Kind.FAILED,
                        "the serial line " + path + " cannot be opened: held by another program or not permitted");
            }
            try {
                delivery.ready();
                readLines(port, delivery);
            } finally {
                port.closePort();
            }
        }

        private void readLines(SerialPort port, ReaderThread.Delivery delivery)
                throws DeviceException, InterruptedException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            byte[] bytes = new byte[1024];
            long lookedAt = System.nanoTime();
            while (!Thread.interrupted()) {
                boolean within = line.size() > 0;
                int wait = within ? QUIET_MILLIS : LOOK_MILLIS;
                port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, wait, 0);
                int count = port.readBytes(bytes, bytes.length);
                long now = System.nanoTime();
                if (count < 0 || !port.isOpen()) {
                    throw new DeviceException(Kind.LOST, "the serial line " + path + " was lost");
                }
                if (count == 0) {
                    finish(line, delivery, now);
                }
                for (int i = 0; i < count; i++) {
                    if (bytes[i] == '\r' || bytes[i] == '\n' || bytes[i] == '\t') {
                        finish(line, delivery, now);
                    } else if (line.size() <= MOST_BYTES) {
                        line.write(bytes[i]);
                    }
                }
                if (now - lookedAt > TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
                    lookedAt = now;
                    if (!Files.exists(path)) {
                        throw new DeviceException(Kind.LOST, "the serial line " + path + " was pulled out");
                    }
                }
            }
            throw new InterruptedException("closed");
        }

        private static void finish(ByteArrayOutputStream line, ReaderThread.Delivery delivery, long now) {
            if (line.size() > MOST_BYTES) {
                delivery.shown(new CodeUnreadable("the line is too long", Source.SCANNER), now);
            } else if (line.size() > 0) {
                String text = ScannerText.strip(line.toString(StandardCharsets.UTF_8));
                delivery.shown(Shown.code(text, Source.SCANNER), now);
            }
            line.reset();
        }
    }
}
