package org.hongting.sync.course;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.wire.CourseReport;

/// The way to the centre for courses. Its methods wait for the network.
public interface CourseOutlet {
    /// Fetches a stretch of a file.
    ///
    /// @param file its hash
    /// @param length at most so many bytes; fewer come where the file ends
    /// @return empty if the centre has no such file for this terminal
    /// @throws IOException if there is no answer
    Optional<byte[]> fetch(Digest file, long from, int length) throws IOException;

    /// Tells the centre how far everything is.
    ///
    /// @throws IOException if it did not hear it
    void report(List<CourseReport.Line> courses) throws IOException;
}
