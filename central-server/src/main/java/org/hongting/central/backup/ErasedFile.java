package org.hongting.central.backup;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Transaction;

/// Whom the centre was told to erase, in a file beside the data and beside the backups: a backup of before brings them
/// back, and knows nothing of it. One line of JSON a person; it holds random ids and nothing that identifies.
public final class ErasedFile {
    /// Of the file.
    public static final String NAME = "erased-people";

    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private ErasedFile() {}

    /// @param by the account that did it
    /// @param reason a word of ours
    public record Line(
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) Instant at,
            @JsonProperty(required = true) String by,
            @JsonProperty(required = true) String reason) {}

    /// What the list of a store should say, newest first.
    public static List<Line> of(Transaction transaction) {
        return transaction.query(
                "SELECT member, erased_at, erased_by, reason FROM erasure ORDER BY erased_at DESC, member",
                row -> new Line(
                        new MemberId(row.text("member")),
                        UtcText.parse(row.text("erased_at")),
                        row.text("erased_by"),
                        row.text("reason")));
    }

    /// What the list in a folder says; nothing where there is none. A line that is none is passed over.
    ///
    /// @throws IOException if it cannot be read, or is too large to be one
    public static List<Line> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new IOException(file + " is no list of erased people");
        }
        List<Line> lines = new ArrayList<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            try {
                lines.add(Json.read(line.getBytes(StandardCharsets.UTF_8), Line.class));
            } catch (MalformedJson e) {
                // Cut off, or written by hand: the others count.
            }
        }
        return lines;
    }

    /// Adds people to the list in a folder; nobody is ever taken off. The file is whole on the disk when this returns.
    ///
    /// @return whether anything was missing
    public static boolean add(Path folder, Collection<Line> people) throws IOException {
        SortedMap<String, Line> all = new TreeMap<>();
        read(folder).forEach(line -> all.putIfAbsent(line.member().value(), line));
        int before = all.size();
        people.forEach(line -> all.putIfAbsent(line.member().value(), line));
        if (all.size() == before) {
            return false;
        }
        StringBuilder text = new StringBuilder();
        all.values()
                .forEach(line -> text.append(new String(Json.write(line), StandardCharsets.UTF_8))
                        .append('\n'));
        Path unfinished = folder.resolve(NAME + ".unfinished");
        Files.deleteIfExists(unfinished);
        BackupFile.create(unfinished);
        Files.writeString(unfinished, text);
        BackupFile.force(unfinished);
        Files.move(unfinished, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        BackupFile.force(folder);
        return true;
    }
}
