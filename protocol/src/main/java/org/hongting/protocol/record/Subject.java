package org.hongting.protocol.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.MalformedJson;

/// Whom a record is about: whose erasure replaces its body. Somebody who only stands in it (who was in charge, who led
/// a group, who is expected at a committee's meeting) does so by a random id, which names nobody once the member is
/// erased; what the fact says of others must not go with them.
public final class Subject {
    private Subject() {}

    /// Nobody where the fact is about a meeting, a terminal or a question as a whole.
    public static Optional<MemberId> of(Fact fact) {
        return switch (fact) {
            case Fact.CheckInAdmitted admitted -> Optional.of(admitted.member());
            case Fact.CheckInRepeated repeated -> Optional.of(repeated.member());
            case Fact.CheckInRefused refused -> Optional.ofNullable(refused.member());
            case Fact.CheckedOut left -> Optional.of(left.member());
            case Fact.CheckInVoided voided -> Optional.of(voided.member());
            case Fact.Personal personal -> Optional.of(personal.member());
            case Fact.AttendanceRuled ruled -> Optional.of(ruled.member());
            case StudyFact studied -> Optional.of(studied.member());
            case StudyRuling ruled -> Optional.of(ruled.member());
            case QuizFact answered -> Optional.of(answered.member());
            case QuizRuling.AttemptRuled ruled -> Optional.of(ruled.member());
            case Fact.MeetingOpened _, Fact.MeetingClosed _, Fact.GuestsAdmitted _, Fact.MeetingRecorded _ ->
                Optional.empty();
            case Fact.EpochOpened _,
                    Fact.JournalRecovered _,
                    Fact.DeviceLost _,
                    Fact.DeviceReturned _,
                    Fact.CommandResult _ -> Optional.empty();
            case Fact.TerminalWrittenOff _, Fact.MeetingsJoined _, Fact.ClosingTakenBack _ -> Optional.empty();
            case Fact.MeetingSealed _, Fact.SealCountersigned _ -> Optional.empty();
            case QuizRuling.QuestionRuled _ -> Optional.empty();
            case ConfigurationFact _ -> Optional.empty();
            case DiagnosisFact _ -> Optional.empty();
            case QuizRuling.DrawAnnounced _,
                    QuizRuling.DrawClosed _,
                    QuizRuling.DrawRevealed _,
                    QuizRuling.DrawCancelled _ -> Optional.empty();
        };
    }

    /// Whether facts of that type can be about somebody: for no other can a body be missing because of an erasure.
    public static boolean isPossible(FactType type) {
        return Arrays.stream(type.body().getRecordComponents())
                .anyMatch(component -> component.getName().equals("member")
                        && component.getType().equals(MemberId.class));
    }

    /// Which of some people a record is about, however well it can be read. What nobody understands is about whoever's
    /// id stands in it: it is rather given up than kept.
    public static Optional<MemberId> among(Collection<MemberId> people, RecordLines lines) {
        if (people.isEmpty()) {
            return Optional.empty();
        }
        return switch (read(lines)) {
            case ReadFact.Known(Fact fact) -> of(fact).filter(people::contains);
            case ReadFact.Erased() -> Optional.empty();
            case ReadFact.Unknown _, ReadFact.Bad _ -> {
                String body = new String(lines.body().bytes(), ISO_8859_1);
                yield people.stream().filter(one -> body.contains(one.value())).findFirst();
            }
        };
    }

    private static ReadFact read(RecordLines lines) {
        try {
            return ReadFact.of(Envelope.ofLine(lines.envelope()), lines.body());
        } catch (MalformedJson e) {
            return lines.body().equals(ReadFact.TOMBSTONE) ? new ReadFact.Erased() : new ReadFact.Bad("envelope");
        }
    }
}
