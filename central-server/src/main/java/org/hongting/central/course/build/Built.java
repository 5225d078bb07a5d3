package org.hongting.central.course.build;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.CoursePackage;
import org.hongting.protocol.course.SignedManifest;

/// A course that was made and not signed yet.
///
/// @param contents where the bytes of each file lie, by its path
/// @param remarks what was changed or left out
public record Built(CourseManifest manifest, Map<String, Path> contents, List<Remark> remarks) {
    public Built {
        contents = Map.copyOf(contents);
        remarks = List.copyOf(remarks);
    }

    /// Writes the package.
    ///
    /// @param signed this manifest, signed
    public void write(SignedManifest signed, OutputStream to) throws IOException {
        CoursePackage.write(
                signed,
                file -> {
                    Path content = contents.get(file.path());
                    if (content == null) {
                        throw new IOException("no content for " + file.path());
                    }
                    return Files.newInputStream(content);
                },
                to);
    }
}
