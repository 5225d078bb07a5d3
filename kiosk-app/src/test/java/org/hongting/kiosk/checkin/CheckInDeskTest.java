package org.hongting.kiosk.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.hongting.kiosk.checkin.DeskBench.CARD_OF_LI;
import static org.hongting.kiosk.checkin.DeskBench.FIRST_BRANCH;
import static org.hongting.kiosk.checkin.DeskBench.LI;
import static org.hongting.kiosk.checkin.DeskBench.OUTSIDER;
import static org.hongting.kiosk.checkin.DeskBench.SECOND_BRANCH;
import static org.hongting.kiosk.checkin.DeskBench.WANG;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hongting.device.CredentialRead;
import org.hongting.device.DeviceName;
import org.hongting.device.Shown;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.Headcount;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.code.DigitCode;
import org.hongting.protocol.code.MemberCode;
import org.hongting.protocol.document.ArrivalEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.sync.store.SqliteDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckInDeskTest {
    private final DeskBench bench = DeskBench.withSchool();
    private final MeetingEntry assembly =
            bench.meeting("assembly", OffsetDateTime.parse("2026-11-22T09:00:00+08:00"), FIRST_BRANCH);

    @BeforeEach
    void openTheAssembly() {
        bench.publishMeetings(assembly);
    }

    @Test
    void aCardOfAnExpectedMemberIsAdmittedOnTimeAndCounted() {
        Decision.Admitted admitted = (Decision.Admitted) bench.card(CARD_OF_LI);

        assertThat(admitted.attendee()).isEqualTo(new Attendee(LI, "李*"));
        assertThat(admitted.arrival()).isEqualTo(new Decision.Arrival.OnTime());
        assertThat(admitted.meeting().headcount()).isEqualTo(new Headcount(2, 1, 0));
        assertThat(bench.facts(Fact.CheckInAdmitted.class))
                .containsExactly(new Fact.CheckInAdmitted(
                        assembly.id(), LI, new Fact.Origin(CredentialKind.CARD, "bench", false), false));
    }

    @Test
    void thirtyPeopleInThreeSecondsAreAllIn() {
        List<MemberId> people = IntStream.range(0, 30)
                .mapToObj(i -> new MemberId("00000000000001%02x".formatted(i)))
                .toList();
        bench.publish(
                DocumentName.ROSTER,
                people.stream()
                        .map(one -> DocumentEntry.of(new RosterEntry(
                                one, "名*", FIRST_BRANCH, List.of(CardHash.of(cardOf(one), 1, new byte[32])), 1)))
                        .toArray(DocumentEntry[]::new));
        for (int i = 0; i < people.size(); i++) {
            Decision.Admitted in =
                    (Decision.Admitted) bench.card(cardOf(people.get(i)).bytes());
            assertThat(in.attendee().member()).isEqualTo(people.get(i));
            assertThat(in.meeting().headcount().present()).isEqualTo(i + 1);
            bench.pass(Duration.ofMillis(100));
        }
        assertThat(bench.facts(Fact.CheckInAdmitted.class))
                .extracting(Fact.CheckInAdmitted::member)
                .containsExactlyElementsOf(people);
    }

    private static CardUid cardOf(MemberId member) {
        return new CardUid(new byte[] {
            9, 9, 9, (byte) (1 + Integer.parseInt(member.value().substring(14), 16))
        });
    }

    @Test
    void aSignedBadgeIsAdmittedToo() {
        Decision.Admitted admitted = (Decision.Admitted) bench.code(DeskBench.badge(WANG, 1));
        assertThat(admitted.attendee().member()).isEqualTo(WANG);
    }

    @Test
    void aBadgeWhoseLeadingZerosAScannerAteIsStillRead() {
        String digits = DeskBench.badge(WANG, 1).replaceFirst("^0+", "");
        assertThat(bench.code(digits)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void anArrivalAfterTheStartIsLateByItsMinutes() {
        bench.pass(Duration.ofMinutes(16));

        Decision.Admitted admitted = (Decision.Admitted) bench.card(CARD_OF_LI);

        assertThat(admitted.arrival()).isEqualTo(new Decision.Arrival.Late(6));
        assertThat(admitted.meeting().headcount()).isEqualTo(new Headcount(2, 1, 1));
        assertThat(bench.facts(Fact.CheckInAdmitted.class)).allMatch(Fact.CheckInAdmitted::shownLate);
    }

    @Test
    void aMemberWhoIsInIsToldSinceWhenWhateverTheyShow() {
        OffsetDateTime first = bench.now();
        bench.card(CARD_OF_LI);
        bench.pass(Duration.ofMinutes(5));

        Decision.Already already = (Decision.Already) bench.code(DeskBench.badge(LI, 1));

        assertThat(already.since()).isEqualTo(first);
        assertThat(already.meeting().headcount().present()).isEqualTo(1);
        assertThat(bench.facts(Fact.CheckInAdmitted.class)).hasSize(1);
    }

    @Test
    void aCardLeftOnTheReaderIsAnsweredEveryTimeAndJournaledOnceAMinute() {
        bench.card(CARD_OF_LI);
        for (int i = 0; i < 30; i++) {
            bench.pass(Duration.ofSeconds(3));
            assertThat(bench.card(CARD_OF_LI)).isInstanceOf(Decision.Already.class);
        }
        assertThat(bench.facts(Fact.CheckInRepeated.class)).hasSize(2);
    }

    @Test
    void anArrivalAtAnotherKioskIsAlreadyHere() {
        OffsetDateTime elsewhere = bench.now().minusMinutes(3);
        bench.publish(
                DocumentName.arrivalsAt(assembly.id()),
                DocumentEntry.of(new ArrivalEntry(LI, elsewhere, DeskBench.ELSEWHERE)));

        Decision.Already already = (Decision.Already) bench.card(CARD_OF_LI);

        assertThat(already.since()).isEqualTo(elsewhere);
        assertThat(already.meeting().headcount().present()).isEqualTo(1);
    }

    @Test
    void aGuestWhoWasLetInElsewhereIsNoHeadOfThoseExpected() {
        bench.publish(
                DocumentName.arrivalsAt(assembly.id()),
                DocumentEntry.of(new ArrivalEntry(LI, bench.now(), DeskBench.ELSEWHERE)),
                DocumentEntry.of(new ArrivalEntry(DeskBench.OUTSIDER, bench.now(), DeskBench.ELSEWHERE)));
        assertThat(bench.desk.currentMeeting().orElseThrow().headcount().guests())
                .isEqualTo(1);
    }

    @Test
    void anArrivalDecidedHereIsNotCountedAgainWhenTheCentreTellsOfIt() {
        bench.card(CARD_OF_LI);
        bench.publish(
                DocumentName.arrivalsAt(assembly.id()),
                DocumentEntry.of(new ArrivalEntry(LI, bench.now(), DeskBench.ELSEWHERE)));
        assertThat(bench.desk.currentMeeting().orElseThrow().headcount().present())
                .isEqualTo(1);
    }

    /// An offline kiosk goes by the list it has: the centre judges again when it hears of it.
    @Test
    void whoIsExpectedInTwoWaysIsExpectedOnce() {
        bench.publishMeetings(new MeetingEntry(
                assembly.id(),
                assembly.title(),
                assembly.kind(),
                assembly.host(),
                assembly.place(),
                assembly.starts(),
                assembly.ends(),
                assembly.window(),
                List.of(FIRST_BRANCH),
                List.of(LI),
                null));

        assertThat(((Decision.Admitted) bench.card(CARD_OF_LI)).meeting().headcount())
                .isEqualTo(new Headcount(2, 1, 0));
    }

    @Test
    void aMeetingThatIsTakenOffTheListClosesAtOnceAndItsArrivalsStayFacts() {
        bench.card(CARD_OF_LI);
        bench.publishMeetings();
        assertThat(bench.code(DeskBench.badge(WANG, 1))).isEqualTo(new Decision.Refused(RefusalReason.NO_MEETING));
        assertThat(bench.facts(Fact.CheckInAdmitted.class)).hasSize(1);
    }

    @Test
    void beforeTheWindowThereIsNoMeetingAndTheNextOneIsAnnounced() {
        MeetingEntry later = bench.meeting("later", bench.now().plusHours(3), FIRST_BRANCH);
        bench.publishMeetings(later);

        assertThat(bench.card(CARD_OF_LI))
                .isEqualTo(new Decision.Refused(RefusalReason.NO_MEETING, new Decision.Hint.Elsewhere(later, false)));
        assertThat(bench.desk.currentMeeting()).isEmpty();
        assertThat(bench.desk.nextMeeting().orElseThrow().meeting().id()).isEqualTo(new MeetingId("later"));
    }

    @Test
    void theRecordOfAKnownMemberWhoIsRefusedNamesTheMember() {
        bench.code(DeskBench.badge(OUTSIDER, 1));
        assertThat(bench.facts(Fact.CheckInRefused.class))
                .extracting(Fact.CheckInRefused::reason, Fact.CheckInRefused::member)
                .containsExactly(tuple(RefusalReason.NOT_EXPECTED, OUTSIDER));
    }

    @Test
    void whoeverOnlyLooksLikeSomebodyExpectedIsNot() {
        byte[] longerCard = HexFormat.of().parseHex("51e69621000000");
        MemberId alike = new MemberId("00000000000000aa");
        bench.publish(
                DocumentName.ROSTER,
                DocumentEntry.of(new RosterEntry(
                        alike,
                        "周*",
                        new BranchId(FIRST_BRANCH.value() + "0"),
                        List.of(CardHash.of(new CardUid(longerCard), 1, new byte[32])),
                        1)));

        bench.card(longerCard);
        bench.card(HexFormat.of().parseHex("51e69621000001"));

        assertThat(bench.facts(Fact.CheckInRefused.class))
                .extracting(Fact.CheckInRefused::reason, Fact.CheckInRefused::member)
                .containsExactly(tuple(RefusalReason.NOT_EXPECTED, alike), tuple(RefusalReason.UNKNOWN_CARD, null));
    }

    static Stream<Arguments> whatIsRefused() {
        byte[] flipped = DeskBench.badgeBytes(LI, 1, LocalDate.of(2030, 8, 31));
        flipped[40] ^= 1;
        byte[] nonsense = new byte[DigitCode.BYTES];
        Arrays.fill(nonsense, (byte) 0x55);
        Signer stranger = Signer.of(P256.newKeyPair(new SecureRandom()));
        LocalDate far = LocalDate.of(2030, 8, 31);
        return Stream.of(
                Arguments.of(new Shown.CardShown(HexFormat.of().parseHex("0badf00d")), RefusalReason.UNKNOWN_CARD),
                Arguments.of(new Shown.CardShown(HexFormat.of().parseHex("08a1b2c3")), RefusalReason.RANDOM_CARD),
                Arguments.of(new Shown.CardShown(HexFormat.of().parseHex("0102030405")), RefusalReason.UNREADABLE_CARD),
                Arguments.of(new Shown.CardUnreadable("mute"), RefusalReason.UNREADABLE_CARD),
                Arguments.of(code("https://example.org/menu"), RefusalReason.FOREIGN_CODE),
                Arguments.of(code("123456"), RefusalReason.FOREIGN_CODE),
                Arguments.of(code("9".repeat(193)), RefusalReason.FOREIGN_CODE),
                Arguments.of(code(DigitCode.write(nonsense)), RefusalReason.GARBLED_CODE),
                Arguments.of(new Shown.CodeUnreadable("too long", Shown.Source.CAMERA), RefusalReason.GARBLED_CODE),
                Arguments.of(code(DigitCode.write(flipped)), RefusalReason.WRONG_SIGNATURE),
                Arguments.of(
                        code(DigitCode.write(MemberCode.signBadge(DeskBench.SITE, 1, LI, 1, far, stranger))),
                        RefusalReason.WRONG_SIGNATURE),
                Arguments.of(
                        code(DigitCode.write(MemberCode.signBadge(DeskBench.SITE, 9, LI, 1, far, stranger))),
                        RefusalReason.WRONG_SIGNATURE),
                Arguments.of(
                        code(DigitCode.write(MemberCode.signBadge(0x4321, 1, LI, 1, far, stranger))),
                        RefusalReason.OTHER_SCHOOL),
                Arguments.of(
                        code(DigitCode.write(DeskBench.badgeBytes(LI, 1, LocalDate.of(2026, 8, 31)))),
                        RefusalReason.EXPIRED_BADGE),
                Arguments.of(
                        code(DigitCode.write(MemberCode.signPass(DeskBench.SITE, 1, LI, 1, stranger))),
                        RefusalReason.UNKNOWN_PHONE));
    }

    @ParameterizedTest
    @MethodSource("whatIsRefused")
    void whatIsNotOursIsRefusedCalmlyJournaledWithoutItselfAndTheNextPersonGoesOn(Shown shown, RefusalReason reason) {
        assertThat(bench.show(shown)).isEqualTo(new Decision.Refused(reason));

        assertThat(bench.facts(Fact.CheckInRefused.class))
                .extracting(Fact.CheckInRefused::reason)
                .containsExactly(reason);
        assertThat(bench.facts().toString()).doesNotContain("example.org", "0badf00d", "08a1b2c3");
        assertThat(bench.card(CARD_OF_LI)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void aReplacedBadgeNoLongerCountsOnceTheRosterSaysSo() {
        bench.publish(DocumentName.ROSTER, DocumentEntry.of(new RosterEntry(LI, "李*", FIRST_BRANCH, List.of(), 2)));

        assertThat(bench.code(DeskBench.badge(LI, 1))).isEqualTo(new Decision.Refused(RefusalReason.REVOKED_BADGE));
        assertThat(bench.code(DeskBench.badge(LI, 2))).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void aBadgeOfSomebodyWhoLeftTheRosterIsRefused() {
        bench.publish(DocumentName.ROSTER, DocumentEntry.of(new RosterEntry(WANG, "王*", FIRST_BRANCH, List.of(), 1)));
        assertThat(bench.code(DeskBench.badge(LI, 1))).isEqualTo(new Decision.Refused(RefusalReason.UNKNOWN_MEMBER));
    }

    @Test
    void expectedHeadsFollowRosterAndMeetings() {
        bench.publishMeetings(bench.meeting("both", assembly.starts(), FIRST_BRANCH, SECOND_BRANCH));
        assertThat(bench.desk.currentMeeting().orElseThrow().headcount().expected())
                .isEqualTo(3);
    }

    @Test
    void aKioskThatNeverHeardOfTheCentreSaysThatItIsNotReadyAndNotThatTheyAreStrangers() {
        DeskBench bare = new DeskBench(SqliteDatabase.inMemory());
        assertThat(bare.card(CARD_OF_LI)).isEqualTo(new Decision.Refused(RefusalReason.NOT_READY));
        assertThat(bare.code(DeskBench.badge(LI, 1))).isEqualTo(new Decision.Refused(RefusalReason.NOT_READY));
        assertThat(bare.code("https://example.org/lunch")).isEqualTo(new Decision.Refused(RefusalReason.FOREIGN_CODE));
    }

    @Test
    void whatCannotBeWrittenIsNotRecordedAndTheJournalSaysHowManyWhenItHeals() {
        FailingDatabase failing = new FailingDatabase();
        DeskBench sick = new DeskBench(failing);
        sick.publishSchool();
        sick.publishMeetings(assembly);
        failing.broken = true;

        assertThat(sick.card(CARD_OF_LI)).isEqualTo(new Decision.NotRecorded());
        assertThat(sick.card(CARD_OF_LI)).isEqualTo(new Decision.NotRecorded());
        assertThat(sick.desk.isOutOfOrder()).isTrue();
        assertThat(sick.desk.recover()).isFalse();

        failing.broken = false;
        assertThat(sick.desk.recover()).isTrue();
        assertThat(sick.facts(Fact.JournalRecovered.class)).containsExactly(new Fact.JournalRecovered(2, "FULL"));
        assertThat(sick.card(CARD_OF_LI)).isInstanceOf(Decision.Admitted.class);
        assertThat(sick.facts(Fact.CheckInAdmitted.class)).hasSize(1);
    }

    @Test
    void theDecisionItsMarkAndItsRecordAreWrittenTogetherOrNotAtAll() {
        FailingDatabase failing = new FailingDatabase();
        DeskBench sick = new DeskBench(failing);
        sick.publishSchool();
        sick.publishMeetings(assembly);
        failing.failAfterWork = true;

        assertThat(sick.card(CARD_OF_LI)).isEqualTo(new Decision.NotRecorded());

        failing.failAfterWork = false;
        assertThat(sick.desk.currentMeeting().orElseThrow().headcount().present())
                .isZero();
        assertThat(sick.facts(Fact.CheckInAdmitted.class)).isEmpty();
    }

    @Test
    void factsOfASimulatedReaderSaySo() {
        bench.desk.decide(new CredentialRead(new DeviceName("bench"), new Shown.CardShown(CARD_OF_LI), 0, true));
        assertThat(bench.facts(Fact.CheckInAdmitted.class))
                .extracting(fact -> fact.origin().simulated())
                .containsExactly(true);
    }

    private static Shown code(String text) {
        return Shown.code(text, Shown.Source.SCANNER);
    }

    /// A real database that can be made to fail before its work or after it, before the commit.
    private static final class FailingDatabase implements Database {
        private final SqliteDatabase real = SqliteDatabase.inMemory();
        private boolean broken;
        private boolean failAfterWork;

        @Override
        public <T extends @Nullable Object> T inTransaction(Work<T> work) {
            if (broken) {
                throw new DatabaseFault(DatabaseFault.Kind.FULL, "no room");
            }
            return real.inTransaction(transaction -> {
                T result = work.in(transaction);
                if (failAfterWork) {
                    throw new DatabaseFault(DatabaseFault.Kind.INPUT_OUTPUT, "the disk is gone");
                }
                return result;
            });
        }

        @Override
        public <T extends @Nullable Object> T reading(Work<T> work) {
            return real.reading((Transaction transaction) -> work.in(transaction));
        }
    }
}
