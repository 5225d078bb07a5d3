package org.hongting.protocol.course;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.hongting.protocol.Limits;
import org.hongting.protocol.record.Digest;

/// What a manifest says of the bytes of a file.
///
/// @param chunks the hash of every [Limits#COURSE_CHUNK_BYTES]
public record FileHashes(long size, Digest sha256, List<Digest> chunks) {
    public FileHashes {
        chunks = List.copyOf(chunks);
    }

    /// Reads to the end.
    public static FileHashes of(InputStream content) throws IOException {
        byte[] buffer = new byte[Limits.COURSE_CHUNK_BYTES];
        MessageDigest whole = Digest.sha256();
        List<Digest> chunks = new ArrayList<>();
        long size = 0;
        for (int length = content.readNBytes(buffer, 0, buffer.length);
                length > 0;
                length = content.readNBytes(buffer, 0, buffer.length)) {
            MessageDigest chunk = Digest.sha256();
            chunk.update(buffer, 0, length);
            chunks.add(Digest.wrap(chunk.digest()));
            whole.update(buffer, 0, length);
            size += length;
        }
        return new FileHashes(size, Digest.wrap(whole.digest()), chunks);
    }

    /// @throws IllegalArgumentException if no course may hold such a file, or the path is none
    public CourseFile named(String path, CourseFile.MediaType mediaType) {
        return new CourseFile(path, size, sha256, chunks, mediaType);
    }
}
