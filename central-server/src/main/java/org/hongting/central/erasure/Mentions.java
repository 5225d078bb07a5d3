package org.hongting.central.erasure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hongting.central.organisation.Member;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.MeetingMinutes;

/// Where people wrote somebody's name down: minutes of meetings belong to all who were there, and are put right by
/// people, not by an erasure.
public final class Mentions {
    /// Revisions that are looked through, the latest first.
    private static final int MOST = 5_000;

    private final Function<Digest, Optional<byte[]>> texts;

    /// @param texts attachments by their hashes
    public Mentions(Function<Digest, Optional<byte[]>> texts) {
        this.texts = texts;
    }

    /// A meeting in whose minutes the person stands.
    public record Mention(MeetingId meeting, String title) {}

    private record Text(Mention mention, Digest hash) {}

    public List<Mention> of(Transaction transaction, Member member) {
        Map<MeetingId, Mention> found = new LinkedHashMap<>();
        transaction
                .query(
                        "SELECT meeting.id, meeting.title, meeting_minutes.minutes FROM meeting_minutes"
                                + " JOIN meeting ON meeting.id = meeting_minutes.meeting"
                                + " ORDER BY meeting_minutes.written_at DESC, meeting.id LIMIT ?",
                        row -> new Text(
                                new Mention(new MeetingId(row.text("id")), row.text("title")),
                                Json.read(
                                                row.text("minutes").getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                                Attachment.class)
                                        .hash()),
                        MOST)
                .stream()
                .filter(text -> !found.containsKey(text.mention().meeting()))
                .filter(text -> texts.apply(text.hash())
                        .filter(bytes -> names(bytes, member))
                        .isPresent())
                .forEach(text -> found.put(text.mention().meeting(), text.mention()));
        return List.copyOf(found.values());
    }

    private static boolean names(byte[] bytes, Member member) {
        try {
            MeetingMinutes minutes = MeetingMinutes.of(bytes);
            String number = member.studentNumber().toUpperCase(Locale.ROOT);
            return Stream.concat(
                            minutes.sections().stream().map(MeetingMinutes.Section::text),
                            minutes.motions().stream().map(MeetingMinutes.Motion::text))
                    .anyMatch(text -> text.contains(member.name())
                            || text.toUpperCase(Locale.ROOT).contains(number));
        } catch (MalformedJson e) {
            return false;
        }
    }
}
