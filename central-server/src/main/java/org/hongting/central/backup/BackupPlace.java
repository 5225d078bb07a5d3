package org.hongting.central.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where backups go.
///
/// @param named whether somebody chose it. What nobody chose lies beside the data, on the disk whose loss a backup is
/// for: terminals are told of no record there that they might prune it
public record BackupPlace(Path folder, boolean named) {
    public BackupPlace {
        folder = folder.toAbsolutePath().normalize();
    }

    /// @param chosen absent: a folder beside the data
    public static BackupPlace of(Path data, Optional<Path> chosen) {
        return chosen.map(folder -> new BackupPlace(folder, true))
                .orElseGet(() -> new BackupPlace(data.resolve("backups"), false));
    }

    /// Whether one broken disk takes data and backups together.
    public boolean isOnDiskOf(Path data) {
        try {
            return Files.exists(folder) && Files.getFileStore(folder).equals(Files.getFileStore(data));
        } catch (IOException e) {
            return false;
        }
    }
}
