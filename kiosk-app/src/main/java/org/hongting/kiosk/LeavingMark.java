package org.hongting.kiosk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hongting.provisioning.storage.FileOperations;

/// On the disk from before the first farewell on: after a start without a network nobody may be taken in either,
/// because
/// the centre may have let the terminal go, and what it is told then is that it is to forget.
///
/// @param data the terminal's folder
record LeavingMark(Path data) {
    private static final System.Logger LOG = System.getLogger(LeavingMark.class.getName());
    private static final FileOperations DISK = FileOperations.real();

    private Path file() {
        return data.resolve("leaving");
    }

    boolean isSet() {
        return Files.exists(file());
    }

    /// @return false if it is not durable: then no farewell may be said
    boolean keep(boolean leaving) {
        try {
            if (leaving && !isSet()) {
                DISK.write(file(), new byte[0]);
            } else if (!leaving) {
                DISK.delete(file());
            }
            DISK.forceDirectory(data);
            return true;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "whether the terminal leaves could not be kept: {0}", e.toString());
            return false;
        }
    }
}
