package org.hongting.kiosk.table;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.Line;

/// Remembers what lines of the meetings document mean: the same few are asked for at every read, and taking them apart
/// costs more than finding them. A line means the same for ever. Used by one thread.
final class MeetingEntries {
    private static final int REMEMBERED = 32;

    private final Map<Line, MeetingEntry> known = new LinkedHashMap<>();

    MeetingEntry of(byte[] bytes) {
        Line line = Line.of(bytes);
        MeetingEntry entry = known.get(line);
        if (entry == null) {
            entry = Json.read(bytes, MeetingEntry.class);
            if (known.size() == REMEMBERED) {
                known.remove(known.keySet().iterator().next());
            }
            known.put(line, entry);
        }
        return entry;
    }
}
