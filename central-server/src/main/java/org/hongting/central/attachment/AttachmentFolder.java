package org.hongting.central.attachment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.hongting.protocol.record.Digest;

/// The files: whole ones named by their hash, unfinished ones by hash and sender, all readable by their owner only.
/// What a method says is on the disk when it returns.
final class AttachmentFolder {
    private static final FileAttribute<?> FOLDER = attribute("rwx------");
    private static final FileAttribute<?> FILE = attribute("rw-------");
    private static final int FAN_OUT_DIGITS = 2;

    private final Path root;

    AttachmentFolder(Path root) {
        this.root = root;
    }

    boolean holds(Digest hash) {
        return Files.exists(whole(hash));
    }

    byte[] read(Digest hash) throws IOException {
        return Files.readAllBytes(whole(hash));
    }

    /// Bytes of the unfinished file; 0 where there is none.
    long unfinished(Digest hash, String sender) throws IOException {
        Path file = unfinishedFile(hash, sender);
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /// Adds to the unfinished file.
    void append(Digest hash, String sender, byte[] bytes) throws IOException {
        Path file = unfinishedFile(hash, sender);
        Files.createDirectories(folder(hash), FOLDER);
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), FILE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /// Makes the unfinished file the whole one if its content has that hash, and removes it if not.
    ///
    /// @return whether it has
    boolean finish(Digest hash, String sender) throws IOException {
        Path file = unfinishedFile(hash, sender);
        boolean isRight = Digest.of(Files.readAllBytes(file)).equals(hash);
        if (isRight) {
            Files.move(file, whole(hash), StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.delete(file);
        }
        force(folder(hash));
        force(root);
        return isRight;
    }

    /// Removes what a sender began to send and, if nobody else needs it, the whole file.
    void remove(Digest hash, String sender, boolean whole) throws IOException {
        Files.deleteIfExists(unfinishedFile(hash, sender));
        if (whole) {
            Files.deleteIfExists(whole(hash));
        }
    }

    long usableBytes() throws IOException {
        Files.createDirectories(root, FOLDER);
        return Files.getFileStore(root).getUsableSpace();
    }

    private Path whole(Digest hash) {
        return folder(hash).resolve(hash.hex());
    }

    private Path folder(Digest hash) {
        return root.resolve(hash.hex().substring(0, FAN_OUT_DIGITS));
    }

    private Path unfinishedFile(Digest hash, String sender) {
        return whole(hash).resolveSibling(hash.hex() + "." + sender + ".unfinished");
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileAttribute<?> attribute(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
