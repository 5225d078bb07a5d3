package org.hongting.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hongting.device.CredentialRead;
import org.hongting.device.DeviceName;
import org.hongting.kiosk.checkin.Announcement;
import org.hongting.kiosk.checkin.CheckInDesk;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.checkin.TouchDesk;
import org.hongting.kiosk.meeting.MeetingDesk;
import org.hongting.kiosk.meeting.RecordDesk;
import org.hongting.kiosk.meeting.RecordReply;
import org.hongting.kiosk.member.CardBinding;
import org.hongting.kiosk.member.MemberDesk;
import org.hongting.kiosk.member.PhoneCodes;
import org.hongting.kiosk.quiz.Banks;
import org.hongting.kiosk.quiz.PersonalEntries;
import org.hongting.kiosk.quiz.QuizDesk;
import org.hongting.kiosk.quiz.QuizTables;
import org.hongting.kiosk.screen.checkin.ClaimTrouble;
import org.hongting.kiosk.screen.touch.TouchPage;
import org.hongting.kiosk.study.GroupDesk;
import org.hongting.kiosk.study.GroupDoor;
import org.hongting.kiosk.study.Library;
import org.hongting.kiosk.study.StudyDesk;
import org.hongting.kiosk.study.StudyTables;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.kiosk.table.Search;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.document.TouchEntry;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.record.TestedPart;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.touch.NumberHash;
import org.hongting.protocol.touch.PinVerifier;
import org.hongting.protocol.touch.SearchWord;
import org.hongting.sync.attachment.AttachmentStore;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.mqtt.SerialScheduler;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The way from the screen to the desk and back, on its real threads.
class TerminalTouchTest {
    private static final TerminalId TERMINAL = new TerminalId("kiosk-test");
    private static final BranchId BRANCH = new BranchId("branch-1");
    private static final MemberId LI = new MemberId("00000000000000a1");
    private static final byte[] SECRET = new byte[32];
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");
    private static final long SECONDS = 20;

    private final SqliteDatabase database = SqliteDatabase.inMemory();
    private final SerialScheduler desking = new SerialScheduler("desk-test");
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final DeskTables tables = new DeskTables(TERMINAL);
    private final TerminalTouch line = open();

    private TerminalTouch open() {
        Schema.apply(database, DeskTables.migrations());
        Journal journal = Journal.open(database, TERMINAL, TerminalTouchTest::reading, new Random(1), "test");
        CheckInDesk desk = new CheckInDesk(database, journal, tables, TerminalTouchTest::reading);
        TouchDesk touch = new TouchDesk(database, desk, tables, TerminalTouchTest::reading);
        PhoneCodes codes = new PhoneCodes(
                database, tables, TERMINAL, Signer.of(P256.newKeyPair(new SecureRandom())), TerminalTouchTest::reading);
        MeetingDesk meetings = new MeetingDesk(
                new MeetingDesk.World(database, TerminalTouchTest::reading), desk, touch, tables, new Random(2), "301");
        Schema.apply(database, RecordDesk.migrations());
        Schema.apply(database, AttachmentStore.MIGRATIONS);
        RecordDesk records = new RecordDesk(meetings, new AttachmentStore(database, Optional::empty));
        CardBinding binding = new CardBinding(tables, TERMINAL, () -> P256.newKeyPair(new SecureRandom()));
        MemberDesk member = new MemberDesk(desk, tables, touch, codes, binding, TerminalTouchTest::reading);
        Schema.apply(database, StudyTables.migrations());
        StudyDesk study = new StudyDesk(
                desk, touch, new StudyTables(), Library.empty(), TerminalTouchTest::reading, new Random(3));
        GroupDesk groups = new GroupDesk(desk, tables, new StudyTables(), TerminalTouchTest::reading, new Random(4));
        HeardFace face = new HeardFace();
        Schema.apply(database, QuizTables.migrations());
        QuizDesk quiz = new QuizDesk(
                desk,
                new QuizTables(TerminalTouchTest::reading),
                new Banks(Library.empty()),
                PersonalEntries.none(),
                TerminalTouchTest::reading,
                new Random(5));
        TerminalStudy studyRoom =
                new TerminalStudy(study, groups, member, touch, new TerminalLessons(Library.empty()), desking, face);
        return new TerminalTouch(
                new Desks(
                        desk,
                        touch,
                        meetings,
                        records,
                        member,
                        groups,
                        new GroupDoor(groups, TerminalTouchTest::reading)),
                new TerminalTouch.Rooms(
                        studyRoom, new TerminalQuiz(quiz, member, studyRoom, Library.empty(), desking, face)),
                codes,
                desking,
                face,
                () -> {});
    }

    @BeforeEach
    void publishSchool() {
        publish(DocumentName.KEYS, DocumentEntry.of(SiteKey.card(1, SECRET)));
        publish(
                DocumentName.ROSTER,
                DocumentEntry.of(new RosterEntry(
                        LI,
                        "李*",
                        BRANCH,
                        List.of(),
                        1,
                        null,
                        new TouchEntry(
                                NumberHash.of("20230312", 1, SECRET),
                                SearchWord.endingsOf("20230312", 1, SECRET),
                                "12",
                                PinVerifier.of("046213", new byte[PinVerifier.SALT_BYTES], PinVerifier.ROUNDS)),
                        null)));
        publish(DocumentName.meetingsOf(TERMINAL), DocumentEntry.of(meeting("one")));
    }

    @AfterEach
    void close() {
        line.close();
        desking.close();
        database.close();
    }

    @Test
    void aNumberAndItsPinCheckIn() throws InterruptedException {
        line.number(4, "20230312", TouchPage.Purpose.SELF);
        assertThat(next()).isInstanceOf(Reply.PinWanted.class);
        line.pin(4, "046213");
        assertThat(next())
                .isInstanceOfSatisfying(
                        Reply.Decided.class,
                        reply -> assertThat(reply.decision()).isInstanceOf(Decision.Admitted.class));
    }

    @Test
    void aPinComparedForWhoHasGoneMeanwhileDecidesNothing() throws InterruptedException {
        line.number(4, "20230312", TouchPage.Purpose.SELF);
        assertThat(next()).isInstanceOf(Reply.PinWanted.class);
        line.pin(4, "046213");
        line.leave();
        line.search(5, "0312");
        assertThat(next()).isInstanceOf(Search.Found.class);
        assertThat(heard.poll(500, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void theDeskTakesOthersWhileAPinIsCompared() throws InterruptedException {
        line.number(4, "20230312", TouchPage.Purpose.SELF);
        assertThat(next()).isInstanceOf(Reply.PinWanted.class);
        line.pin(4, "000000");
        line.search(4, "0312");
        assertThat(next()).isInstanceOf(Search.Found.class);
        assertThat(next()).isEqualTo(new Reply.Decided(new Decision.Refused(RefusalReason.WRONG_PIN)));
    }

    @Test
    void aChoiceThatTheScreenSettlesIsTold() throws InterruptedException {
        publish(DocumentName.meetingsOf(TERMINAL), DocumentEntry.of(meeting("one")), DocumentEntry.of(meeting("two")));
        line.number(4, "20230312", TouchPage.Purpose.SELF);
        next();
        line.pin(4, "046213");
        assertThat(next())
                .isInstanceOfSatisfying(
                        Reply.Decided.class,
                        reply -> assertThat(reply.decision()).isInstanceOf(Decision.NeedsMeeting.class));
        line.settle(LI, Optional.of(new MeetingId("two")));
        assertThat(next())
                .isInstanceOfSatisfying(
                        Decision.Admitted.class,
                        admitted ->
                                assertThat(admitted.meeting().meeting().id()).isEqualTo(new MeetingId("two")));
    }

    private Object next() throws InterruptedException {
        Object said = heard.poll(SECONDS, TimeUnit.SECONDS);
        assertThat(said).as("the desk says something").isNotNull();
        return said == null ? "" : said;
    }

    private void publish(DocumentName name, DocumentEntry... entries) {
        database.inTransaction(transaction -> {
            tables.projections().stream()
                    .filter(projection -> projection.wants(name))
                    .forEach(projection ->
                            projection.apply(transaction, name, new DocumentChange(true, List.of(entries), List.of())));
            return true;
        });
    }

    private static ClockReading reading() {
        return new ClockReading(
                NOW,
                ClockQuality.SYNCED,
                new BootId("boot-1"),
                Duration.ofSeconds(9).toNanos());
    }

    private static MeetingEntry meeting(String id) {
        return new MeetingEntry(
                new MeetingId(id),
                "支部党员大会",
                "branch-assembly",
                "第一党支部",
                "301",
                NOW,
                NOW.plusHours(2),
                new CheckInWindow(NOW.minusHours(1), NOW, NOW.plusHours(2)),
                List.of(BRANCH),
                List.of(),
                null);
    }

    /// Writes down what the desk says.
    private final class HeardFace implements TerminalFace {
        @Override
        public void answer(CredentialRead read, Decision decision) {}

        @Override
        public void station(Station station) {}

        @Override
        public void recovered() {}

        @Override
        public void device(DeviceName device, boolean present) {}

        @Override
        public void document(DocumentName document) {}

        @Override
        public void reply(int visit, Reply reply) {
            heard.add(reply);
        }

        @Override
        public void settled(Decision decision) {
            heard.add(decision);
        }

        @Override
        public void record(int visit, RecordReply reply) {
            heard.add(reply);
        }

        @Override
        public void photograph(Consumer<Optional<byte[]>> taken) {
            taken.accept(Optional.empty());
        }

        @Override
        public void found(int visit, String typed, Search found) {
            heard.add(found);
        }

        @Override
        public void whenAsked(Consumer<Boolean> free) {
            free.accept(true);
        }

        @Override
        public void announce(Announcement announcement, Consumer<Boolean> gone) {}

        @Override
        public void attract() {}

        @Override
        public void restartMachine() {}

        @Override
        public void test(boolean people, Consumer<List<TestedPart>> tested) {}

        @Override
        public void picture(Consumer<Optional<byte[]>> taken) {}

        @Override
        public void configure(Configuration configuration, Consumer<Boolean> ready) {
            ready.accept(true);
        }

        @Override
        public void shutOut(ClaimTrouble why) {}

        @Override
        public void restart() {}
    }
}
