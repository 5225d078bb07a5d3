package org.hongting.protocol.document;

import java.security.MessageDigest;
import java.util.Collection;
import java.util.Comparator;
import org.hongting.protocol.Limits;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Line;
import tools.jackson.databind.node.ObjectNode;

/// One line of a document: a JSON object whose `id` is unique in the document, kept and hashed byte for byte. In a
/// delta, `{"id":…,"removed":true}` takes the entry of that id away.
///
/// @param line UTF-8, no line break, at most [Limits#LINE_BYTES]
public record DocumentEntry(String id, Line line, boolean removed) implements Comparable<DocumentEntry> {
    private static final int ID_CHARACTERS = 64;

    /// Writes an entry of a typed document.
    ///
    /// @param entry a record with a first component `id`
    public static DocumentEntry of(Record entry) {
        return ofLine(Line.of(Json.write(entry)));
    }

    public static DocumentEntry removal(String id) {
        ObjectNode line = Json.newObject();
        line.put("id", id);
        line.put("removed", true);
        return ofLine(Line.of(Json.write(line)));
    }

    /// @throws MalformedJson if the line is not an entry
    public static DocumentEntry ofLine(Line line) {
        if (line.length() > Limits.LINE_BYTES) {
            throw new MalformedJson("the entry is longer than a line may be");
        }
        ObjectNode fields = Json.readObject(line.bytes());
        String id = fields.path("id").stringValue("");
        if (id.isEmpty() || id.length() > ID_CHARACTERS) {
            throw new MalformedJson("an entry has an id of at most " + ID_CHARACTERS + " characters");
        }
        return new DocumentEntry(id, line, fields.path("removed").booleanValue(false));
    }

    /// @throws MalformedJson if the line is not an entry of that type
    public <T extends Record> T as(Class<T> type) {
        return Json.read(line.bytes(), type);
    }

    /// The content hash of a whole document: SHA-256 over its lines in order of their ids (by UTF-16 code unit), each
    /// followed by a line break.
    public static Digest hashOf(Collection<DocumentEntry> entries) {
        MessageDigest sha256 = Digest.sha256();
        entries.stream().sorted().forEach(entry -> {
            sha256.update(entry.line().bytes());
            sha256.update((byte) '\n');
        });
        return Digest.wrap(sha256.digest());
    }

    @Override
    public int compareTo(DocumentEntry other) {
        return Comparator.<String>naturalOrder().compare(id, other.id);
    }
}
