package org.hongting.kiosk;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Makes a terminal forget: who it was, what it recorded, who its people are, what they study. One file on the disk
/// decides it, and it is done before anything else at the next start, so that power may go at any moment: whatever is
/// left then goes at the start after.
///
/// Where the centre is stays, so that the first screen shows a code at once. Flash memory may keep bytes that no file
/// names any more; the key is worth nothing by then, because the centre has let the terminal go.
final class Wipe {
    private static final String MARKER = "wipe";
    private static final String CENTRE = "centre.txt";

    /// Who runs here, where the centre is, and what a file system makes for itself.
    private static final Set<String> STAY = Set.of(MARKER, CENTRE, "kiosk.lock", "lost+found");

    /// What goes first: without it nobody can pretend to be this terminal.
    private static final String IDENTITY = "identity";

    private Wipe() {}

    /// From now on everything in the folder is to go.
    ///
    /// @param centre where a new claim may be asked for
    /// @throws IOException if that cannot be written down
    static void order(Path data, Optional<URI> centre) throws IOException {
        write(data.resolve(MARKER), centre.map(URI::toString).orElse(""));
        force(data);
    }

    /// Does what was ordered, if anything was. Called before anything in the folder is opened.
    ///
    /// @throws IOException if something cannot be deleted: then it is tried again at the next start
    static void finish(Path data) throws IOException {
        Path marker = data.resolve(MARKER);
        if (!Files.exists(marker)) {
            return;
        }
        String centre = Files.readString(marker, StandardCharsets.UTF_8);
        if (!centre.isBlank() && !Files.exists(data.resolve(CENTRE))) {
            write(data.resolve(CENTRE), centre + "\n");
        }
        delete(data.resolve(IDENTITY));
        force(data);
        for (Path each : children(data)) {
            delete(each);
        }
        force(data);
        Files.delete(marker);
        force(data);
    }

    private static List<Path> children(Path data) throws IOException {
        try (Stream<Path> all = Files.list(data)) {
            return all.filter(path -> !STAY.contains(String.valueOf(path.getFileName())))
                    .toList();
        }
    }

    private static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
