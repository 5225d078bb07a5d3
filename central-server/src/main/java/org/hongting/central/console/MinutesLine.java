package org.hongting.central.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hongting.central.attachment.Attachments;
import org.hongting.central.meeting.OnSite;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.MeetingMinutes;
import org.hongting.protocol.record.VoteCount;
import org.jspecify.annotations.Nullable;

/// One revision of an on-site record as the page shows it: what has arrived of it, and how far the rest is.
///
/// @param text absent until it has arrived, and where it cannot be read
/// @param progress of the text
/// @param doubt what the centre could not confirm; absent where it could
/// @param votes with the motion's words once the text is there
public record MinutesLine(
        int revision,
        String by,
        Instant at,
        String terminal,
        @Nullable String doubt,
        @Nullable MeetingMinutes text,
        Progress progress,
        List<Vote> votes,
        List<Photograph> photographs) {
    /// How far an attachment is: `waits`, `on-its-way`, `here`.
    public record Progress(String state, long received, long size) {}

    public record Vote(String motion, VoteCount count) {}

    public record Photograph(String hash, Progress progress) {}

    static MinutesLine of(OnSite.Minutes minutes, String by, Attachments attachments) {
        Progress progress = progress(minutes.text(), attachments);
        MeetingMinutes text = text(minutes.text(), attachments).orElse(null);
        List<Vote> votes = new ArrayList<>();
        for (int i = 0; i < minutes.votes().size(); i++) {
            String motion = text == null || i >= text.motions().size()
                    ? ""
                    : text.motions().get(i).text();
            votes.add(new Vote(motion, minutes.votes().get(i)));
        }
        return new MinutesLine(
                minutes.revision(),
                by,
                minutes.at(),
                minutes.terminal().value(),
                minutes.doubt(),
                text,
                progress,
                votes,
                minutes.photographs().stream()
                        .map(one -> new Photograph(one.hash().hex(), progress(one, attachments)))
                        .toList());
    }

    private static Optional<MeetingMinutes> text(Attachment attachment, Attachments attachments) {
        try {
            return attachments.read(attachment.hash()).map(MeetingMinutes::of);
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private static Progress progress(Attachment attachment, Attachments attachments) {
        long received = attachments
                .progress(attachment.hash())
                .map(Attachments.Progress::received)
                .orElse(0L);
        String state = received == 0 ? "waits" : received < attachment.size() ? "on-its-way" : "here";
        return new Progress(state, received, attachment.size());
    }
}
