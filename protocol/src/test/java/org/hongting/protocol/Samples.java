package org.hongting.protocol;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.health.ClockHealth;
import org.hongting.protocol.health.DeviceHealth;
import org.hongting.protocol.health.DiskHealth;
import org.hongting.protocol.health.LinkHealth;
import org.hongting.protocol.health.MachineHealth;
import org.hongting.protocol.health.RunHealth;
import org.hongting.protocol.health.ScreenHealth;
import org.hongting.protocol.health.StartReason;
import org.hongting.protocol.health.Vitals;
import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.DrawId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.StudySessionId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.CommandObstacle;
import org.hongting.protocol.record.CommandOutcome;
import org.hongting.protocol.record.ConfigurationFact;
import org.hongting.protocol.record.ConfigurationObstacle;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.DiagnosisFact;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.GuestKind;
import org.hongting.protocol.record.LeaveReason;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.record.QuizRuling;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.record.RulingReason;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.record.StudyRuling;
import org.hongting.protocol.record.TestVerdict;
import org.hongting.protocol.record.TestedPart;
import org.hongting.protocol.record.Verdict;
import org.hongting.protocol.record.VoidReason;
import org.hongting.protocol.record.VoteCount;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Command;
import org.hongting.protocol.wire.Health;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.TerminalState;

/// Invented terminals, members and facts that many tests share.
public final class Samples {
    public static final TerminalId TERMINAL = new TerminalId("hall-east-1");
    public static final EpochId EPOCH = new EpochId("00112233445566778899aabbccddeeff");
    public static final BootId BOOT = new BootId("6f9d1c1e-7a34-4f0a-9d3b-1f2e3d4c5b6a");
    public static final MeetingId MEETING = new MeetingId("m-20261122-0900");
    public static final MemberId MEMBER = new MemberId("1f2e3d4c5b6a7988");
    public static final StoreId STORE = new StoreId("9c1d77aa01b2c3d4", 3);
    public static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-22T09:00:03.120+08:00");
    public static final KeyPair PAIR = P256.newKeyPair(new SecureRandom());
    public static final Signer SIGNER = Signer.of(PAIR);
    public static final KeyDirectory KEYS = id -> id.equals(SIGNER.key()) ? PAIR.getPublic() : null;

    private static final AttemptId ATTEMPT = new AttemptId("0f0e0d0c0b0a09080706050403020100");

    private Samples() {}

    public static ClockReading clock(long second) {
        return new ClockReading(NINE.plusSeconds(second), ClockQuality.SYNCED, BOOT, 1_000_000_000L * second);
    }

    /// One fact of every type, with everything in it that may be there. New types come last: what was recorded of the
    /// others keeps its number.
    public static Map<FactType, Fact> facts() {
        Fact.Origin card = new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);
        Map<FactType, Fact> facts = new LinkedHashMap<>();
        for (Fact fact : List.of(
                new Fact.EpochOpened(
                        new Fact.PreviousEpoch(
                                new EpochId("ffeeddccbbaa99887766554433221100"), 41, Digest.of(new byte[] {1})),
                        "1.0.0"),
                new Fact.CheckInAdmitted(MEETING, MEMBER, card, false),
                new Fact.CheckInRepeated(MEETING, MEMBER, card, NINE),
                new Fact.CheckInRefused(
                        RefusalReason.EXPIRED_BADGE,
                        new Fact.Origin(CredentialKind.BADGE, "camera-0", true),
                        "00112233445566778899aabbccddeeff",
                        MEMBER,
                        MEETING),
                new Fact.JournalRecovered(3, "disk full"),
                new Fact.DeviceLost("pcsc-0", "unplugged"),
                new Fact.DeviceReturned("pcsc-0"),
                new Fact.CheckedOut(MEETING, MEMBER, card),
                new Fact.AttendanceRuled(
                        MEETING, MEMBER, Verdict.PRESENT, RulingReason.LATE_CHECK_IN, "admin", Digest.of(new byte[] {2
                        })),
                new Fact.TerminalWrittenOff(MEETING, TERMINAL, "admin"),
                new Fact.MeetingsJoined(MEETING, new MeetingId("m-20261122-0905"), "admin"),
                new Fact.MeetingSealed(MEETING, 1, Digest.of(new byte[] {3}), "admin"),
                new Fact.SealCountersigned(MEETING, 1, Digest.of(new byte[] {3}), "secretary"),
                new Fact.CheckInVoided(
                        MEETING, MEMBER, card, new Fact.RecordName(EPOCH, 2), VoidReason.OWN_WISH, MEMBER),
                new Fact.MeetingOpened(
                        new MeetingId("m-0f1e2d3c4b5a6978"),
                        "branch-assembly",
                        new BranchId("b-1"),
                        "支部党员大会",
                        NINE,
                        NINE.plusHours(2),
                        new Fact.Window(NINE, NINE.plusMinutes(15), NINE.plusHours(2)),
                        MEMBER),
                new Fact.MeetingClosed(MEETING, MEMBER),
                new Fact.GuestsAdmitted(MEETING, GuestKind.ACTIVIST, 3, MEMBER),
                new Fact.CardBound(
                        MEMBER,
                        new Fact.Origin(CredentialKind.PIN, "touch", false),
                        "1:00112233445566778899aabbccddeeff",
                        new Fact.Sealed(1, "c2VhbA==", "Ym94"),
                        new MemberId("8877665544332211")),
                new Fact.LeaveAsked(MEETING, MEMBER, card, LeaveReason.FAMILY),
                new Fact.PreferenceSet(MEMBER, card, "en", true),
                new Fact.MeetingRecorded(
                        MEETING,
                        2,
                        Digest.of(new byte[] {4}),
                        Attachment.of(new byte[] {5}, Attachment.MediaType.JSON),
                        List.of(Attachment.of(new byte[] {6, 7}, Attachment.MediaType.JPEG)),
                        List.of(new VoteCount(29, 1, 2, 32, 40)),
                        MEMBER),
                new Fact.ClosingTakenBack(
                        MEETING, TERMINAL, new Fact.RecordName(EPOCH, 3), "admin", Digest.of(new byte[] {8})),
                new StudyFact.Learned(
                        new StudySessionId("0102030405060708090a0b0c0d0e0f10"),
                        MEMBER,
                        card,
                        new StudyFact.LessonName(new CourseId("party-constitution"), 3, new LessonId("chapter-1")),
                        new StudyFact.Stretch(BOOT, 1_000, 301_000, 291_000),
                        StudyFact.Cause.SETTLED,
                        Map.of(Evidence.PAGE_TURN, 5, Evidence.SCROLL, 12),
                        new StudyFact.Reading(5, 20, Coverage.of(0, 5)),
                        new MemberId("8877665544332211")),
                new StudyRuling.StudyCorrected(
                        MEMBER,
                        NINE,
                        NINE.plusMinutes(5),
                        StudyRuling.StudyVerdict.STRUCK,
                        StudyRuling.StudyReason.WRONG_PERSON,
                        "admin",
                        Digest.of(new byte[] {9})),
                new StudyRuling.CreditedOffSite(
                        MEMBER, NINE, NINE.plusHours(2), StudyRuling.OffSiteKind.VISIT, "admin", Digest.of(new byte[] {
                            10
                        })),
                new StudyRuling.OffSiteDecided(
                        new Fact.RecordName(EPOCH, 4), MEMBER, true, "secretary", Digest.of(new byte[] {11})),
                new QuizFact.Begun(
                        ATTEMPT,
                        MEMBER,
                        card,
                        new CourseId("party-constitution"),
                        Digest.of(new byte[] {12}),
                        new QuizId("contest-1"),
                        "1",
                        Digest.of(new byte[] {13}),
                        20),
                new QuizFact.Answered(
                        ATTEMPT, MEMBER, new QuestionId("q-7"), Answer.filled(List.of("实事求是", "")), 61_250),
                new QuizFact.Ended(ATTEMPT, MEMBER, QuizFact.Ending.HANDED_IN, new Score(1850, 2000), 612_000, 1),
                new QuizRuling.QuestionRuled(
                        new QuizId("contest-1"),
                        new QuestionId("q-7"),
                        QuizRuling.QuestionVerdict.STRUCK,
                        "admin",
                        Digest.of(new byte[] {14})),
                new QuizRuling.AttemptRuled(ATTEMPT, MEMBER, false, "admin", Digest.of(new byte[] {15})),
                new QuizRuling.DrawAnnounced(new DrawId("draw-1"), Digest.of(new byte[] {16}), 3, "admin"),
                new QuizRuling.DrawClosed(new DrawId("draw-1"), Digest.of(new byte[] {17}), 120, "admin"),
                new QuizRuling.DrawRevealed(
                        new DrawId("draw-1"),
                        Digest.of(new byte[] {18}),
                        "3 17 42",
                        List.of("000102030405060708090a0b0c0d0e0f"),
                        "admin"),
                new QuizRuling.DrawCancelled(new DrawId("draw-2"), "奖品未到，改期", "admin"),
                new Fact.CommandResult("c-4711", "message.show", CommandOutcome.FAILED, CommandObstacle.IN_USE),
                new ConfigurationFact.ConfigurationApplied(
                        7, Digest.of(new byte[] {8}), List.of("screen.later"), List.of("reader.camera")),
                new ConfigurationFact.ConfigurationRefused(
                        8,
                        Digest.of(new byte[] {9}),
                        ConfigurationObstacle.UNFIT,
                        List.of("sound.volume"),
                        7,
                        Digest.of(new byte[] {8})),
                new DiagnosisFact.SelfTested(
                        "c-4712",
                        List.of(
                                new TestedPart("reader", "card", TestVerdict.FINE, null, new TreeMap<>()),
                                new TestedPart(
                                        "disk",
                                        null,
                                        TestVerdict.DOUBTFUL,
                                        "slow",
                                        new TreeMap<>(Map.of("write-micros", 310_000L, "free-mib", 5120L))))),
                new DiagnosisFact.FileMade(
                        "c-4713",
                        DiagnosisFact.FileMade.SCREENSHOT,
                        Attachment.of(new byte[] {19}, Attachment.MediaType.PNG)))) {
            facts.put(FactType.of(fact), fact);
        }
        return facts;
    }

    /// Records 1 to `count` of an epoch, the sample facts in turn.
    public static List<RecordLines> records(int count) {
        List<Fact> facts = List.copyOf(facts().values());
        Random random = new Random(count);
        List<RecordLines> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(RecordLines.of(i + 1, clock(i), facts.get(i % facts.size()), random));
        }
        return records;
    }

    public static HeldDocument held(DocumentName name, long version, Digest hash) {
        return new HeldDocument(name, STORE, version, hash);
    }

    public static Hello hello() {
        return new Hello(
                TERMINAL,
                "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                List.of(new Hello.HeldEpoch(EPOCH, 1, 7, Digest.of(new byte[] {7}))),
                List.of(held(DocumentName.ROSTER, 12, Digest.of(new byte[] {12}))),
                "1.0.0",
                NINE,
                ClockQuality.RTC,
                BOOT,
                123_456_789L);
    }

    public static Acknowledgement acknowledgement() {
        return new Acknowledgement(
                TERMINAL,
                STORE,
                "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                List.of(new Acknowledgement.Watermark(EPOCH, 7, Digest.of(new byte[] {7}), 5, 1)),
                Instant.parse("2026-11-22T01:00:04.250Z"),
                0);
    }

    public static Command command() {
        return new Command(
                TERMINAL,
                "c-4711",
                Instant.parse("2026-11-22T02:00:00Z"),
                "message.show",
                Map.of("zh", "请到二楼", "en", "Please go upstairs", "seconds", "30"));
    }

    public static Vitals vitals() {
        return new Vitals(
                new MachineHealth(52, 0x50000, 3792, 2048, 211),
                new DiskHealth(29_000, 21_500, false, 870L, null),
                new ClockHealth(ClockQuality.SYNCED, -12L),
                new LinkHealth(3, 41, 2, "lost", -61, Instant.parse("2027-02-20T00:00:00Z")),
                List.of(
                        new DeviceHealth("card", DeviceHealth.READER, true, 75L),
                        new DeviceHealth("camera", DeviceHealth.CAMERA, false, null)),
                new ScreenHealth("es2", 1, 1400),
                new RunHealth(
                        StartReason.POWER_CUT.word(),
                        "0.1.0",
                        "Raspberry Pi 5 Model B Rev 1.0",
                        "Debian GNU/Linux 13 (trixie)",
                        "25.0.1",
                        null));
    }

    public static Health health() {
        return new Health(TERMINAL, EPOCH, 7, true, vitals());
    }

    public static TerminalState state() {
        return new TerminalState(TERMINAL, true, 9, 41);
    }
}
