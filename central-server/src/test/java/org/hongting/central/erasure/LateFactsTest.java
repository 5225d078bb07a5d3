package org.hongting.central.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hongting.central.backup.ErasedFile;
import org.hongting.central.conclusion.Conclusions;
import org.hongting.central.conclusion.RulingProjection;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.meeting.ArrivalProjection;
import org.hongting.central.meeting.AttendanceBook;
import org.hongting.central.meeting.Invitations;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.MeetingDefaults;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.meeting.Meetings;
import org.hongting.central.meeting.OnSiteProjection;
import org.hongting.central.organisation.BindingKeys;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.CardBindings;
import org.hongting.central.organisation.CardVault;
import org.hongting.central.organisation.Cards;
import org.hongting.central.organisation.Members;
import org.hongting.central.organisation.Preferences;
import org.hongting.central.personal.PersonalMeetings;
import org.hongting.central.personal.PersonalTelling;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.publishing.BeforePublishing;
import org.hongting.central.quiz.QuizProjection;
import org.hongting.central.request.AttendanceRequests;
import org.hongting.central.request.KioskWishes;
import org.hongting.central.study.MeetingHours;
import org.hongting.central.study.StudyProjection;
import org.hongting.central.study.StudyRollup;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.Samples;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.card.SealedUid;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.Subject;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is still said of a person, or still being made of what was said, when they are erased.
@Tag("both-stores")
class LateFactsTest {
    private static final KeyPair SERVER = P256.newKeyPair(new SecureRandom());
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant NINE =
            OffsetDateTime.parse("2026-11-22T09:00:00+08:00").toInstant();
    private static final Clock CLOCK = Clock.fixed(NINE.plus(Duration.ofHours(5)), ZONE);

    /// Whom the facts of the samples are about, and who else stands in them.
    private static final List<MemberId> PEOPLE = List.of(Samples.MEMBER, new MemberId("8877665544332211"));

    @TempDir
    Path folder;

    private final Random random = new Random(47);
    private final Members members = new Members(random, CLOCK);
    private final Meetings meetings = new Meetings(random, CLOCK);
    private final TestTerminal before = TestTerminal.named("kiosk-1", random);
    private final TestTerminal after = TestTerminal.named("kiosk-2", random);
    private TestStore store;
    private Erasures erasures;
    private MeetingHall hall;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        store.enrol(before);
        store.enrol(after);
        erasures = new Erasures(store.database, new DocumentStore(store.database, store.id, Runnable::run));
        hall = new MeetingHall(store.database, meetings, new AttendanceBook(members), CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void does(Consumer<Transaction> act) {
        store.database.inTransaction(transaction -> {
            act.accept(transaction);
            return null;
        });
    }

    private void erase(MemberId member) {
        does(transaction -> erasures.erase(transaction, new ErasedFile.Line(member, CLOCK.instant(), "admin", "wish")));
    }

    private Map<String, Long> held(MemberId member) {
        return store.database.reading(transaction -> erasures.preview(transaction, member));
    }

    /// As the running server has them.
    private List<FactProjection> projections() {
        AuditLog audit = new AuditLog(store.database, CLOCK);
        Alarms alarms = new Alarms(random);
        Conclusions conclusions = new Conclusions(
                new OwnJournal(List.of(new RulingProjection()), CLOCK, () -> 0, random, "test"),
                hall,
                members,
                audit,
                random);
        BindingKeys noKeys = new BindingKeys() {
            @Override
            public Optional<CardUid> open(Fact.Sealed sealed, SealedUid.Bound bound) {
                return Optional.empty();
            }

            @Override
            public Optional<SiteKey> cardKey(int number) {
                return Optional.empty();
            }

            @Override
            public boolean gaveUp(int number) {
                return false;
            }
        };
        return List.of(
                new ArrivalProjection(alarms),
                new RulingProjection(),
                new OnSiteProjection(meetings, members, alarms),
                new StudyProjection(new StudyRollup(ZONE)),
                new QuizProjection(),
                new Preferences(),
                new KioskWishes(
                        () -> new AttendanceRequests(new Invitations(meetings, members), conclusions, audit, CLOCK),
                        CLOCK),
                new CardBindings(new Cards(new CardVault(new byte[32]), CLOCK), members, noKeys, alarms, audit, CLOCK));
    }

    /// Every kind of fact there is, by a terminal and by the centre itself.
    private void saysEverything(TestTerminal terminal, List<FactProjection> projections) {
        Ingest ingest = new Ingest(store.database, store.id, Signer.of(SERVER), CLOCK, random, projections);
        OwnJournal own = new OwnJournal(projections, CLOCK, () -> 0, random, "test");
        Samples.facts().forEach((type, fact) -> {
            if (type != FactType.EPOCH_OPENED) {
                terminal.append(fact);
                // What is about nobody the centre says once.
                if (terminal.equals(before) || Subject.of(fact).isPresent()) {
                    does(transaction -> own.append(transaction, fact));
                }
            }
        });
        ingest.take(List.of(terminal.all()), Duration.ZERO);
    }

    @Test
    void noFactOfAnyKindThatComesAfterwardsLeavesARowOfThePerson() {
        List<FactProjection> projections = projections();
        store.execute("INSERT INTO branch (id, kind, name) VALUES ('b', 'branch', 'b')");
        store.execute(
                "INSERT INTO member (id, name, student_number, branch, status, shown_in_full, badge_from, added_at)"
                        + " VALUES (?, '甄红亭', '20269999', 'b', 'active', 0, 1, '')",
                Samples.MEMBER.value());
        saysEverything(before, projections);
        assertThat(held(Samples.MEMBER))
                .as("what such facts come to, while nobody is erased")
                .allSatisfy((kind, rows) -> assertThat(
                                List.of("documents", "phones", "badges", "pin", "quarantine", "notes")
                                                .contains(kind)
                                        || rows > 0)
                        .as(kind)
                        .isTrue());

        PEOPLE.forEach(this::erase);
        saysEverything(after, projections);

        for (MemberId member : PEOPLE) {
            assertThat(held(member))
                    .allSatisfy((kind, rows) -> assertThat(rows).as(kind).isZero());
        }
        assertThat(store.count("record WHERE terminal = 'kiosk-2'")).isEqualTo(after.newest());
    }

    /// Somebody who was at a meeting that is over, and of whom nothing was made of it yet.
    private MemberId cameToAMeeting() {
        Branch branch = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, "第一党支部"));
        MemberId came = store.database
                .inTransaction(transaction -> members.add(transaction, "张晓明", "20260001", branch.id(), false))
                .id();
        Meeting.Plan plan = new Meeting.Plan(
                "党课",
                MeetingKind.PARTY_LECTURE,
                branch.id(),
                "301",
                new MeetingDefaults(30, 0, 0, Optional.empty()).times(NINE, NINE.plus(Duration.ofHours(1))));
        Meeting meeting = store.database.inTransaction(transaction -> meetings.add(
                transaction, plan, new Meeting.Audience(Set.of(branch.id()), Set.of()), Set.of(before.id())));
        before.append(new Fact.CheckInAdmitted(
                meeting.id(), came, new Fact.Origin(CredentialKind.CARD, "pcsc-0", false), false));
        new Ingest(
                        store.database,
                        store.id,
                        Signer.of(SERVER),
                        CLOCK,
                        random,
                        List.of(new ArrivalProjection(new Alarms(random))))
                .take(List.of(before.all()), Duration.ZERO);
        return came;
    }

    /// Erases somebody between what is read and what is then written of it.
    private Database erasing(MemberId member) {
        return new Database() {
            private int written;

            @Override
            public <T extends @Nullable Object> T inTransaction(Work<T> work) {
                written++;
                if (written == 2) { // the first one took the meeting
                    erase(member);
                }
                return store.database.inTransaction(work);
            }

            @Override
            public <T extends @Nullable Object> T reading(Work<T> work) {
                return store.database.reading(work);
            }
        };
    }

    private void leavesNothing(String table, String settled, Function<Database, BeforePublishing> made) {
        MemberId came = cameToAMeeting();
        made.apply(store.database).turn();
        assertThat(store.count(table)).as("what it comes to").isOne();
        store.execute("DELETE FROM " + table);
        store.execute("DELETE FROM " + settled);
        store.execute("INSERT INTO " + table + "_due (meeting) SELECT id FROM meeting WHERE true"
                + " ON CONFLICT (meeting) DO NOTHING");

        made.apply(erasing(came)).turn();

        assertThat(store.count("erasure")).isOne();
        assertThat(store.count("arrival WHERE member = ?", came.value())).isOne();
        assertThat(store.count(settled)).as("it was written").isOne();
        assertThat(store.count(table)).isZero();
    }

    @Test
    void anErasureBetweenLookingAtAMeetingAndWritingHoursOfItLeavesNone() {
        leavesNothing(
                "study_meeting",
                "study_meeting_settled",
                database -> new MeetingHours(
                        database, meetings, new AttendanceBook(members), new StudyRollup(ZONE), CLOCK));
    }

    @Test
    void anErasureBetweenLookingAtAMeetingAndTellingPeopleOfItLeavesNothing() {
        leavesNothing(
                "personal_meeting",
                "personal_settled",
                database -> new PersonalTelling(database, new PersonalMeetings(hall, CLOCK), CLOCK));
    }
}
