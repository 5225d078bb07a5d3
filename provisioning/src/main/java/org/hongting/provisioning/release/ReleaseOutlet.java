package org.hongting.provisioning.release;

import java.io.IOException;
import java.util.Optional;
import org.hongting.protocol.record.Digest;

/// The way to the centre for releases. It waits for the network.
@FunctionalInterface
public interface ReleaseOutlet {
    /// Fetches a stretch of a file.
    ///
    /// @param file its hash; the manifest's is the release's name
    /// @param length at most so many bytes; fewer come where the file ends
    /// @return empty if the centre has no such file for this terminal
    /// @throws IOException if there is no answer
    Optional<byte[]> fetch(Digest file, long from, int length) throws IOException;
}
