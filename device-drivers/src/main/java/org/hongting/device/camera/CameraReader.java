package org.hongting.device.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.hongting.device.Backoff;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceException;
import org.hongting.device.DeviceFault.Kind;
import org.hongting.device.DeviceName;
import org.hongting.device.ReaderThread;
import org.hongting.device.Shown;
import org.hongting.device.Shown.Source;

/// Reads codes that are held before a camera.
///
/// A code that stays in view is one read; it may be read again after it was out of view for 1.5 s. A
/// different code is told at once. A view in which nothing moves is hardly looked at, so an empty room costs
/// almost nothing.
public final class CameraReader implements CredentialReader {
    private final ReaderThread thread;
    private final Photographer photographer = new Photographer();

    public CameraReader(DeviceName name, CameraFeed feed, Backoff backoff) {
        this.thread = new ReaderThread(name, new Frames(name, feed, photographer), backoff, false);
    }

    @Override
    public DeviceName name() {
        return thread.name();
    }

    /// Takes a photograph: the next picture that comes from the camera.
    ///
    /// @param taken is given a JPEG on the reader's thread; nothing where no picture comes for a while
    public void photograph(Consumer<Optional<byte[]>> taken) {
        photographer.ask(taken);
    }

    @Override
    public void open(Listener listener) throws DeviceException {
        thread.open(listener);
    }

    @Override
    public void close() {
        thread.close();
    }

    private static final class Frames implements ReaderThread.Source {
        private static final int LOOK_INTO_FOLDER_MILLIS = 200;

        private final DeviceName name;
        private final CameraFeed feed;
        private final Photographer photographer;
        private final Set<Path> shown = new HashSet<>();
        private final QrDecoder decoder = new QrDecoder();
        private final MotionGate gate = new MotionGate();
        private final CodesInView view = new CodesInView();

        Frames(DeviceName name, CameraFeed feed, Photographer photographer) {
            this.photographer = photographer;
            this.name = name;
            this.feed = feed;
        }

        @Override
        public void check() throws DeviceException {
            String path = System.getenv("PATH");
            boolean installed = Arrays.stream((path == null ? "/usr/bin" : path).split(":", -1))
                    .filter(folder -> !folder.isEmpty())
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, feed.program())));
            if (!installed) {
                throw new DeviceException(Kind.ABSENT, "the program " + feed.program() + " is not installed");
            }
        }

        @Override
        public void run(ReaderThread.Delivery delivery) throws DeviceException, InterruptedException {
            while (true) {
                Optional<List<String>> command = command();
                if (command.isEmpty()) {
                    delivery.ready();
                    Thread.sleep(LOOK_INTO_FOLDER_MILLIS);
                    continue;
                }
                gate.forget();
                boolean any = false;
                try (CameraProcess process = new CameraProcess(name, command.get())) {
                    for (Optional<CameraProcess.Frame> frame = process.next();
                            frame.isPresent();
                            frame = process.next()) {
                        any = true;
                        delivery.ready();
                        look(frame.get(), delivery);
                        process.done(frame.get());
                    }
                    if (!feed.endsNormally() || !any || !process.endedWell()) {
                        throw process.whyItEnded();
                    }
                }
            }
        }

        private Optional<List<String>> command() throws DeviceException {
            try {
                return feed.nextCommand(shown);
            } catch (IOException gone) {
                throw new DeviceException(Kind.ABSENT, "the folder of pictures cannot be read", gone);
            }
        }

        private void look(CameraProcess.Frame frame, ReaderThread.Delivery delivery) {
            long now = frame.arrivedAtNanos();
            photographer.look(frame.picture());
            switch (gate.look(frame.picture(), now)) {
                case UNCHANGED -> view.unchanged(now);
                case DECODE ->
                    decoder.glance(frame.picture())
                            .filter(text -> view.isNew(text, now))
                            .ifPresent(text -> delivery.shown(Shown.code(text, Source.CAMERA), now));
            }
        }
    }
}
