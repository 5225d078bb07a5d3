package org.hongting.device;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// All readers of a terminal behind one listener. None of them can stop another: a reader that cannot be
/// opened, fails or throws is one more fault that the listener hears.
///
/// The listener is called on each reader's own thread, so by several threads at once; a fault of [#open]
/// itself comes on the caller's thread.
public final class Readers implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Readers.class.getName());

    private final List<CredentialReader> readers;
    private final Map<DeviceName, DeviceFault> faults = new ConcurrentHashMap<>();

    public Readers(List<? extends CredentialReader> readers) {
        this.readers = List.copyOf(readers);
        if (this.readers.stream().map(CredentialReader::name).distinct().count() != this.readers.size()) {
            throw new IllegalArgumentException("two readers have one name: "
                    + this.readers.stream().map(reader -> reader.name().value()).collect(Collectors.joining(", ")));
        }
    }

    public void open(CredentialReader.Listener listener) {
        CredentialReader.Listener watched = new Watched(listener);
        for (CredentialReader reader : readers) {
            try {
                reader.open(watched);
            } catch (DeviceException unusable) {
                watched.onFault(unusable.faultOf(reader.name()));
            } catch (RuntimeException broken) {
                LOG.log(Level.ERROR, "reader " + reader.name() + " could not be opened", broken);
                watched.onFault(new DeviceFault(
                        reader.name(), DeviceFault.Kind.FAILED, "could not be opened: " + broken.getMessage()));
            }
        }
    }

    /// What is out of order now, for the doctor and the health page.
    public List<DeviceFault> faults() {
        return List.copyOf(faults.values());
    }

    @Override
    public void close() {
        for (CredentialReader reader : readers) {
            try {
                reader.close();
            } catch (RuntimeException broken) {
                LOG.log(Level.WARNING, "reader " + reader.name() + " did not close cleanly", broken);
            }
        }
    }

    private final class Watched implements CredentialReader.Listener {
        private final CredentialReader.Listener listener;

        Watched(CredentialReader.Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onRead(CredentialRead read) {
            listener.onRead(read);
        }

        @Override
        public void onFault(DeviceFault fault) {
            faults.put(fault.device(), fault);
            listener.onFault(fault);
        }

        @Override
        public void onRecovered(DeviceName device) {
            faults.remove(device);
            listener.onRecovered(device);
        }
    }
}
