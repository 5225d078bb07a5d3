package org.hongting.central.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;

/// Files of backups: readable by their owner only, unfinished until they were verified, and each beside a file with its
/// SHA-256 in the form that `sha256sum -c` reads.
final class BackupFile {
    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'central-'uuuuMMdd'T'HHmmss.SSS'Z.db'").withZone(ZoneOffset.UTC);
    private static final Pattern FINISHED = Pattern.compile("central-\\d{8}T\\d{6}\\.\\d{3}Z\\.db");
    private static final String UNFINISHED = ".unfinished";
    private static final String SUM = ".sha256";

    /// No longer line stands in a file with a sum.
    private static final int SUM_BYTES = 4096;

    private static final int BLOCK = 1 << 16;

    private BackupFile() {}

    static Path named(Path folder, Instant takenAt) {
        Path file = folder.resolve(NAME.format(takenAt));
        // Nothing that is there is written over: a clock that was set back comes to the same name again.
        return Files.exists(file) ? named(folder, takenAt.plusMillis(1)) : file;
    }

    static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folderOf(folder);
        if (!parent.equals(folder)) {
            makeFolder(parent);
        }
        Files.createDirectory(folder, FOLDER);
        force(parent);
    }

    /// An empty file in which a copy can grow.
    static Path begin(Path finished) throws IOException {
        return Files.createFile(finished.resolveSibling(finished.getFileName() + UNFINISHED), FILE);
    }

    /// An empty file that is its owner's only.
    static void create(Path file) throws IOException {
        Files.createFile(file, FILE);
    }

    /// What a process left that ended while it made a backup.
    static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> ours = Files.newDirectoryStream(folder, "central-*")) {
            for (Path file : ours) {
                String name = String.valueOf(file.getFileName());
                boolean orphaned = name.endsWith(SUM) && !Files.exists(file.resolveSibling(name.replace(SUM, "")));
                if (orphaned || name.contains(UNFINISHED)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /// Finished backups, whoever made them, newest first.
    static List<Path> finished(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            FINISHED.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    /// Gives the file its name, its sum before it; both are on the disk when this returns.
    static void finish(Path unfinished, Path finished, Digest hash) throws IOException {
        Path sum = Files.createFile(finished.resolveSibling(finished.getFileName() + SUM + UNFINISHED), FILE);
        Files.writeString(sum, hash.hex() + "  " + finished.getFileName() + "\n");
        force(sum);
        Files.move(sum, sumOf(finished), StandardCopyOption.ATOMIC_MOVE);
        Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
        force(folderOf(finished));
    }

    /// What the file beside a backup says it hashes to; nothing where there is none.
    static Optional<String> saidHash(Path file) throws IOException {
        Path sum = sumOf(file);
        if (!Files.isRegularFile(sum)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(sum)) {
            String line = new String(in.readNBytes(SUM_BYTES), StandardCharsets.UTF_8);
            return Optional.of(line.strip().split("\\s", 2)[0]);
        }
    }

    /// Into a new file that is its owner's only.
    static void copy(Path from, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(Files.createFile(to, FILE))) {
            Files.copy(from, out);
        }
    }

    static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(sumOf(file));
    }

    static Digest hash(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            byte[] block = new byte[BLOCK];
            while (in.read(block) >= 0) {
                // The stream hashes what it reads.
            }
            return Digest.wrap(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// @return nothing where somebody else has it, in this process or another
    static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /// A file or a folder.
    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    private static Path sumOf(Path file) {
        return file.resolveSibling(file.getFileName() + SUM);
    }
}
