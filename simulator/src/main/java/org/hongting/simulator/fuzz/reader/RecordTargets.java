package org.hongting.simulator.fuzz.reader;

import java.util.List;
import org.hongting.protocol.Limits;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.document.ArrivalEntry;
import org.hongting.protocol.document.AssignmentEntry;
import org.hongting.protocol.document.BindingEntry;
import org.hongting.protocol.document.BranchEntry;
import org.hongting.protocol.document.CourseEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.EraseEntry;
import org.hongting.protocol.document.FarewellEntry;
import org.hongting.protocol.document.LeaveEntry;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.document.ProgressEntry;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.document.RankEntry;
import org.hongting.protocol.document.RequestEntry;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.RecordLines;

/// Lines of records and of documents.
final class RecordTargets {
    static final EpochId EPOCH = new EpochId("00112233445566778899aabbccddeeff");

    private static final List<Class<? extends Record>> ENTRIES = List.of(
            ArrivalEntry.class,
            AssignmentEntry.class,
            BindingEntry.class,
            BranchEntry.class,
            CourseEntry.class,
            EraseEntry.class,
            FarewellEntry.class,
            LeaveEntry.class,
            MeetingEntry.class,
            PersonalEntry.class,
            ProgressEntry.class,
            QuizEntry.class,
            RankEntry.class,
            RequestEntry.class,
            RosterEntry.class,
            SettingEntry.class,
            SiteKey.class);

    private RecordTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget("record", 2 * Limits.LINE_BYTES + 1, RecordTargets::record),
                new FuzzTarget("document-entry", Limits.LINE_BYTES, RecordTargets::entry),
                new FuzzTarget("json", Limits.COURSE_MANIFEST_BYTES, RecordTargets::json));
    }

    /// An input is an envelope, a line break and a body.
    private static boolean record(byte[] bytes) {
        List<Line> lines = Line.split(bytes);
        return lines.size() == 2 && read(new RecordLines(lines.getFirst(), lines.getLast()));
    }

    static boolean read(RecordLines lines) {
        try {
            Envelope envelope = Envelope.ofLine(lines.envelope());
            Promise.isReadAgainTheSame(envelope, said -> Envelope.ofLine(said.toLine()));
            // As it is, and as if the envelope named this body: otherwise no made-up body would ever be read.
            Envelope named = new Envelope(
                    envelope.seq(),
                    envelope.clock(),
                    envelope.type(),
                    envelope.version(),
                    Digest.of(lines.body().bytes()));
            boolean asNamed = isFact(ReadFact.of(named, lines.body()));
            boolean asItIs = isFact(ReadFact.of(envelope, lines.body()));
            return asItIs || asNamed;
        } catch (MalformedJson _) {
            return false;
        }
    }

    private static boolean isFact(ReadFact read) {
        return switch (read) {
            case ReadFact.Known(var fact) -> {
                Class<? extends Fact> type = FactType.of(fact).body();
                Promise.isReadAgainTheSame(fact, said -> Json.read(Json.write(said), type));
                yield true;
            }
            case ReadFact.Unknown _, ReadFact.Erased _ -> true;
            case ReadFact.Bad _ -> false;
        };
    }

    private static boolean entry(byte[] bytes) {
        try {
            return Line.split(bytes).size() == 1 && readEntry(DocumentEntry.ofLine(Line.of(bytes)));
        } catch (MalformedJson _) {
            return false;
        }
    }

    /// What a terminal makes of it that is told nothing else to be like.
    private static void configure(SettingEntry setting) {
        try {
            Configuration told = Configuration.of(List.of(setting));
            if (!told.unknown().isEmpty() && !told.unfit().isEmpty()) {
                throw new AssertionError("a value of a key that nobody knows has a range");
            }
        } catch (IllegalArgumentException _) {
            // No configuration.
        }
    }

    /// @return whether it is an entry of a kind we have
    static boolean readEntry(DocumentEntry entry) {
        boolean known = entry.removed();
        for (Class<? extends Record> type : ENTRIES) {
            try {
                Record read = entry.as(type);
                Promise.isReadAgainTheSame(read, said -> Json.read(Json.write(said), type));
                known = true;
                if (read instanceof SettingEntry setting) {
                    configure(setting);
                }
            } catch (MalformedJson _) {
                // An entry of another kind.
            }
        }
        return known;
    }

    private static boolean json(byte[] bytes) {
        try {
            Promise.isReadAgainTheSame(Json.readObject(bytes), said -> Json.readObject(Json.write(said)));
            return true;
        } catch (MalformedJson _) {
            return false;
        }
    }
}
