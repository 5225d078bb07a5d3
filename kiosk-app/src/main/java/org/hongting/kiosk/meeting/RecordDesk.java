package org.hongting.kiosk.meeting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.table.Headcount;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.MeetingMinutes;
import org.hongting.protocol.record.VoteCount;
import org.hongting.sync.attachment.AttachmentStore;
import org.hongting.sync.journal.Appender;
import org.hongting.sync.store.Migration;

/// Writes the on-site record of a meeting, during it or afterwards, with no network. Who writes is signed in and in
/// charge of the meeting.
///
/// What is written stands in a draft, a row that is overwritten: it outlasts idle time and power cuts. Finishing keeps
/// text and photographs as attachments, journals the fact that names them and removes the draft, in one transaction. A
/// finished record is never changed: writing again begins with its text and makes the next revision, which names it.
/// It knows no thread: call it on the desk's.
public final class RecordDesk {
    private final MeetingDesk meetings;
    private final AttachmentStore attachments;
    private final RecordTable table = new RecordTable();

    /// @param attachments in the same database as the desk's
    public RecordDesk(MeetingDesk meetings, AttachmentStore attachments) {
        this.meetings = meetings;
        this.attachments = attachments;
    }

    public static List<Migration> migrations() {
        return RecordTable.MIGRATIONS;
    }

    /// Answers somebody in charge.
    ///
    /// @param photograph a JPEG, where one was taken for [RecordAsk.Photograph]
    public RecordReply answer(RecordAsk ask, Optional<byte[]> photograph) {
        MeetingDesk.Outcome<RecordReply> outcome =
                meetings.act(ask.meeting(), (transaction, appender, held, by) -> switch (ask) {
                    case RecordAsk.Write _ -> write(transaction, held);
                    case RecordAsk.Keep keep -> {
                        table.keep(transaction, keep.meeting(), keep.draft());
                        yield new RecordReply.Kept();
                    }
                    case RecordAsk.Photograph _ -> photograph(transaction, held, photograph);
                    case RecordAsk.Discard discard -> {
                        table.discard(transaction, discard.meeting(), discard.number());
                        yield writing(transaction, held);
                    }
                    case RecordAsk.Finish finish -> finish(transaction, appender, held, finish, by);
                });
        return switch (outcome) {
            case MeetingDesk.Outcome.Done<RecordReply>(RecordReply reply) -> reply;
            case MeetingDesk.Outcome.Refused<RecordReply>(Decision decision) -> new RecordReply.Refused(decision);
        };
    }

    /// Goes on with the draft; without one with what was finished last.
    private RecordReply write(Transaction transaction, MeetingReply.Held held) {
        MeetingId meeting = id(held);
        Optional<RecordTable.Finished> latest = table.latest(transaction, meeting);
        if (table.draft(transaction, meeting).isEmpty() && latest.isPresent()) {
            table.keep(transaction, meeting, draftOf(transaction, latest.get()));
            latest.get()
                    .photographs()
                    .forEach(one -> attachments
                            .read(transaction, one)
                            .ifPresent(jpeg -> table.addPhotograph(transaction, meeting, jpeg)));
        }
        return writing(transaction, held);
    }

    private Draft draftOf(Transaction transaction, RecordTable.Finished finished) {
        MeetingMinutes minutes = attachments
                .read(transaction, finished.minutes())
                .map(MeetingMinutes::of)
                .orElseThrow();
        Map<String, String> texts = new HashMap<>();
        minutes.sections().forEach(section -> texts.put(section.id(), section.text()));
        return new Draft(
                texts,
                minutes.motions().stream()
                        .map(motion -> new Draft.Vote(
                                motion.text(),
                                motion.votes().inFavour(),
                                motion.votes().against(),
                                motion.votes().abstained()))
                        .toList());
    }

    private RecordReply.Writing writing(Transaction transaction, MeetingReply.Held held) {
        MeetingId meeting = id(held);
        return new RecordReply.Writing(
                held,
                MinutesTemplate.of(held.board().meeting().kind()),
                table.draft(transaction, meeting).orElse(Draft.EMPTY),
                table.photographs(transaction, meeting),
                table.latest(transaction, meeting)
                        .map(RecordTable.Finished::revision)
                        .orElse(0));
    }

    private RecordReply photograph(Transaction transaction, MeetingReply.Held held, Optional<byte[]> jpeg) {
        if (jpeg.isEmpty() || jpeg.get().length > Fact.MeetingRecorded.PHOTOGRAPH_BYTES) {
            return new RecordReply.Wrong(RecordReply.Problem.NO_CAMERA, 0);
        }
        if (table.photographs(transaction, id(held)).size() >= Fact.MeetingRecorded.PHOTOGRAPHS) {
            return new RecordReply.Wrong(RecordReply.Problem.ENOUGH_PHOTOGRAPHS, 0);
        }
        table.addPhotograph(transaction, id(held), jpeg.get());
        return writing(transaction, held);
    }

    private RecordReply finish(
            Transaction transaction, Appender appender, MeetingReply.Held held, RecordAsk.Finish asked, MemberId by) {
        MeetingId meeting = id(held);
        Draft draft = asked.draft();
        table.keep(transaction, meeting, draft);
        List<RecordReply.Photograph> pictures = table.photographs(transaction, meeting);
        List<VoteCount> counts = counts(held, draft);
        Optional<RecordReply> wrong = wrong(asked, counts);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        byte[] text = minutes(held, draft, counts).bytes();
        if (draft.isEmpty() && pictures.isEmpty()) {
            return new RecordReply.Wrong(RecordReply.Problem.EMPTY, 0);
        }
        if (text.length > Fact.MeetingRecorded.TEXT_BYTES) {
            return new RecordReply.Wrong(RecordReply.Problem.TOO_LONG, 0);
        }
        Attachment minutes = attachments.keep(transaction, text, Attachment.MediaType.JSON);
        List<Attachment> photographs = pictures.stream()
                .map(one -> attachments.keep(transaction, one.jpeg(), Attachment.MediaType.JPEG))
                .toList();
        Optional<RecordTable.Finished> before = table.latest(transaction, meeting);
        int revision = before.map(RecordTable.Finished::revision).orElse(0) + 1;
        Digest replaced = before.map(RecordTable.Finished::hash).orElse(null);
        appender.append(new Fact.MeetingRecorded(meeting, revision, replaced, minutes, photographs, counts, by));
        table.finish(transaction, meeting, new RecordTable.Finished(revision, minutes, photographs));
        return new RecordReply.Finished(held, revision);
    }

    private static Optional<RecordReply> wrong(RecordAsk.Finish asked, List<VoteCount> counts) {
        for (int i = 0; i < counts.size(); i++) {
            if (asked.draft().votes().get(i).motion().isBlank()) {
                return Optional.of(new RecordReply.Wrong(RecordReply.Problem.NO_MOTION, i + 1));
            }
            if (!asked.recounted() && !counts.get(i).isPossible()) {
                return Optional.of(new RecordReply.Wrong(RecordReply.Problem.TOO_MANY_VOTES, i + 1));
            }
        }
        return Optional.empty();
    }

    /// Those expected who are there may vote; guests may not.
    private static List<VoteCount> counts(MeetingReply.Held held, Draft draft) {
        Headcount heads = held.board().headcount();
        return draft.votes().stream()
                .map(vote -> vote.counted(heads.present() - heads.guests(), heads.expected()))
                .toList();
    }

    private static MeetingMinutes minutes(MeetingReply.Held held, Draft draft, List<VoteCount> counts) {
        MinutesTemplate template = MinutesTemplate.of(held.board().meeting().kind());
        List<MeetingMinutes.Section> sections = template.sections().stream()
                .filter(section -> !draft.text(section.id()).isBlank())
                .map(section -> new MeetingMinutes.Section(
                        section.id(),
                        section.heading().zh(),
                        draft.text(section.id()).strip()))
                .toList();
        List<MeetingMinutes.Motion> motions = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            motions.add(new MeetingMinutes.Motion(draft.votes().get(i).motion().strip(), counts.get(i)));
        }
        return new MeetingMinutes(id(held), held.board().meeting().kind(), sections, motions);
    }

    private static MeetingId id(MeetingReply.Held held) {
        return held.board().meeting().id();
    }
}
