package org.hongting.kiosk.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hongting.kiosk.checkin.DeskBench.CARD_OF_LI;
import static org.hongting.kiosk.checkin.DeskBench.FIRST_BRANCH;
import static org.hongting.kiosk.checkin.DeskBench.LI;
import static org.hongting.kiosk.checkin.DeskBench.PHONE;
import static org.hongting.kiosk.checkin.DeskBench.SECOND_BRANCH;
import static org.hongting.kiosk.checkin.DeskBench.WANG;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.hongting.protocol.attendance.CheckOutWindow;
import org.hongting.protocol.code.DigitCode;
import org.hongting.protocol.code.PassWindow;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.time.ClockQuality;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Passes of a phone at a kiosk that asks nobody.
class PhonePassTest {
    private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");

    private final DeskBench bench = DeskBench.withSchool();
    private final MeetingEntry assembly = bench.meeting("assembly", NINE, FIRST_BRANCH);

    @BeforeEach
    void openTheAssembly() {
        bench.publishMeetings(assembly);
    }

    private static void isRefused(Decision decision, RefusalReason reason) {
        assertThat(decision).isEqualTo(new Decision.Refused(reason));
    }

    @Test
    void aPassIsAdmittedAndItsFactNamesPhoneAndStep() {
        long step = PassWindow.stepAt(bench.now().toInstant());

        Decision.Admitted admitted = (Decision.Admitted) bench.code(bench.passOfLi(0));

        assertThat(admitted.attendee().member()).isEqualTo(LI);
        assertThat(bench.facts(Fact.CheckInAdmitted.class))
                .containsExactly(new Fact.CheckInAdmitted(
                        assembly.id(),
                        LI,
                        new Fact.Origin(CredentialKind.PASS, "bench", false, new Fact.PassUse(PHONE, step)),
                        false));
    }

    @ParameterizedTest
    @CsvSource({
        // A synchronised clock takes a step either way.
        "SYNCED, -1, fits",
        "SYNCED, 1, fits",
        "SYNCED, -2, OUTDATED_PASS",
        "SYNCED, 2, EARLY_PASS",
        // A battery-backed clock may be two minutes off.
        "RTC, -5, fits",
        "RTC, 5, fits",
        "RTC, -6, OUTDATED_PASS",
        "RTC, 6, EARLY_PASS",
        // A guess may be twelve hours off.
        "GUESSED, -1441, fits",
        "GUESSED, 1441, fits",
        "GUESSED, -1442, OUTDATED_PASS",
        "GUESSED, 1442, EARLY_PASS",
        // Minutes, days and years.
        "SYNCED, 20, EARLY_PASS",
        "SYNCED, -8640, OUTDATED_PASS",
        "SYNCED, 1051200, EARLY_PASS",
        "GUESSED, -1051200, OUTDATED_PASS"
    })
    void aPassFitsAsFarAsTheKiosksOwnClockMayBeOff(ClockQuality quality, long stepsAway, String answer) {
        bench.setClock(bench.now(), quality);

        Decision decision = bench.code(bench.passOfLi(stepsAway));

        if (answer.equals("fits")) {
            assertThat(decision).isInstanceOf(Decision.Admitted.class);
        } else {
            isRefused(decision, RefusalReason.valueOf(answer));
            assertThat(bench.facts(Fact.CheckInRefused.class))
                    .allSatisfy(fact -> assertThat(fact.member()).isEqualTo(LI));
        }
    }

    @Test
    void theSamePassShownAgainByWhoIsInIsCalmlyAlready() {
        String pass = bench.passOfLi(0);
        OffsetDateTime first = bench.now();
        bench.code(pass);
        bench.pass(Duration.ofSeconds(10));

        Decision.Already already = (Decision.Already) bench.code(pass);

        assertThat(already.since()).isEqualTo(first);
        assertThat(bench.facts(Fact.CheckInAdmitted.class)).hasSize(1);
    }

    @Test
    void theSamePassOpensNoSecondMeeting() {
        bench.publishMeetings(assembly, bench.meeting("lecture", NINE.plusMinutes(5), FIRST_BRANCH));
        String pass = bench.passOfLi(0);
        assertThat(bench.code(pass)).isInstanceOf(Decision.NeedsMeeting.class);
        assertThat(bench.code(pass)).isInstanceOf(Decision.NeedsMeeting.class);
        bench.desk.settle(LI, java.util.Optional.of(assembly.id()));

        assertThat(((Decision.Already) bench.code(pass)).meeting().meeting().id())
                .isEqualTo(assembly.id());
        assertThat(bench.facts(Fact.CheckInAdmitted.class).getFirst().origin().pass())
                .isNotNull();
        bench.pass(Duration.ofSeconds(30));
        assertThat(bench.code(bench.passOfLi(0))).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void aPassOfAnEarlierStepThanTheLastIsUsed() {
        bench.code(bench.passOfLi(1));
        isRefused(bench.code(bench.passOfLi(0)), RefusalReason.USED_PASS);
        assertThat(bench.facts(Fact.CheckInRefused.class))
                .allSatisfy(fact -> assertThat(fact.origin().pass()).isNotNull());
    }

    /// Somebody else holds a picture of it after the member was taken off the meeting's list.
    @Test
    void theSamePassOfSomebodyWhoIsInNowhereIsUsed() {
        String pass = bench.passOfLi(0);
        bench.code(pass);
        bench.publishMeetings(bench.meeting("other", NINE, FIRST_BRANCH));
        isRefused(bench.code(pass), RefusalReason.USED_PASS);
    }

    @Test
    void aPassThatWasRefusedForWantOfAMeetingIsNotUsed() {
        bench.publishMeetings(bench.meeting("other", NINE, SECOND_BRANCH));
        String pass = bench.passOfLi(0);
        isRefused(bench.code(pass), RefusalReason.NOT_EXPECTED);
        bench.publishMeetings(assembly);
        assertThat(bench.code(pass)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void theLastStepIsStillKnownToTheNextStartOfTheKiosk() {
        bench.code(bench.passOfLi(1));
        isRefused(bench.restarted().code(bench.passOfLi(0)), RefusalReason.USED_PASS);
    }

    @Test
    void theSamePassChecksNobodyOutTwice() {
        OffsetDateTime ends = NINE.plusHours(1);
        bench.publishMeetings(new MeetingEntry(
                assembly.id(),
                assembly.title(),
                assembly.kind(),
                assembly.host(),
                assembly.place(),
                assembly.starts(),
                ends,
                assembly.window(),
                assembly.branches(),
                assembly.members(),
                new CheckOutWindow(ends.minusMinutes(10), ends.minusMinutes(5), ends.plusMinutes(30))));
        bench.card(CARD_OF_LI);
        bench.setClock(ends, ClockQuality.SYNCED);
        String pass = bench.passOfLi(0);
        Decision.Left left = (Decision.Left) bench.code(pass);
        bench.pass(Duration.ofSeconds(20));

        assertThat(bench.code(pass)).isEqualTo(left);
        assertThat(bench.facts(Fact.CheckedOut.class)).hasSize(1);
        bench.pass(Duration.ofSeconds(30));
        bench.code(bench.passOfLi(0));
        assertThat(bench.facts(Fact.CheckedOut.class)).hasSize(2);
    }

    @Test
    void aRemovedPhoneIsRefusedAsSoonAsTheRosterSaysSo() {
        bench.publish(DocumentName.ROSTER, DeskBench.li());
        isRefused(bench.code(bench.passOfLi(0)), RefusalReason.UNKNOWN_PHONE);
    }

    @Test
    void aPhoneSpeaksForNobodyElseAndForNoOtherPhone() {
        long step = PassWindow.stepAt(bench.now().toInstant());
        isRefused(bench.code(DigitCode.write(DeskBench.passOf(WANG, PHONE, step))), RefusalReason.UNKNOWN_PHONE);
        isRefused(bench.code(DigitCode.write(DeskBench.passOf(LI, PHONE + 1, step))), RefusalReason.UNKNOWN_PHONE);
        byte[] changed = DeskBench.passOf(LI, PHONE, step);
        changed[15] ^= 1;
        isRefused(bench.code(DigitCode.write(changed)), RefusalReason.WRONG_SIGNATURE);
        // What no signature vouches for names nobody.
        assertThat(bench.facts(Fact.CheckInRefused.class))
                .allSatisfy(fact -> assertThat(fact.member()).isNull())
                .allSatisfy(fact -> assertThat(fact.origin().pass()).isNull());
    }

    @Test
    void aStepTakenByGuessKeepsNobodyOutOnceTheTimeIsKnown() {
        OffsetDateTime really = bench.now();
        bench.setClock(really, ClockQuality.GUESSED);
        String ahead = bench.passOfLi(1000);
        assertThat(bench.code(ahead)).isInstanceOf(Decision.Admitted.class);

        bench.setClock(really, ClockQuality.SYNCED);
        assertThat(bench.code(bench.passOfLi(0))).isInstanceOf(Decision.Already.class);
        isRefused(bench.code(bench.passOfLi(-1)), RefusalReason.USED_PASS);
        isRefused(bench.code(ahead), RefusalReason.EARLY_PASS);

        bench.setClock(really, ClockQuality.GUESSED);
        isRefused(bench.code(bench.passOfLi(999)), RefusalReason.USED_PASS);
    }

    /// Whose clock stood in 1970: it tells its floor instead, or, before it has one, what the hardware says.
    @Test
    void aKioskThatWokeUpIn1970TakesPassesAroundItsFloorAndRefusesThemCalmlyWithoutOne() {
        OffsetDateTime really = bench.now();
        String pass = bench.passOfLi(0);
        bench.setClock(OffsetDateTime.parse("1970-01-01T08:00:30+08:00"), ClockQuality.GUESSED);
        isRefused(bench.code(pass), RefusalReason.EARLY_PASS);

        OffsetDateTime floor = really.minusHours(3);
        bench.publishMeetings(bench.meeting("guessed", floor.plusMinutes(10), FIRST_BRANCH));
        bench.setClock(floor, ClockQuality.GUESSED);
        assertThat(bench.code(pass)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void aKioskWhoseClockWasYearsAheadTakesPassesAgainWhenItIsPutRight() {
        OffsetDateTime really = bench.now();
        bench.setClock(really.plusYears(3), ClockQuality.RTC);
        bench.publishMeetings(assembly, bench.meeting("ahead", NINE.plusYears(3), FIRST_BRANCH));
        isRefused(
                bench.code(DigitCode.write(DeskBench.passOf(LI, PHONE, PassWindow.stepAt(really.toInstant())))),
                RefusalReason.OUTDATED_PASS);
        // A phone that is wrong in the same way.
        assertThat(bench.code(bench.passOfLi(0))).isInstanceOf(Decision.Admitted.class);

        bench.setClock(really, ClockQuality.SYNCED);
        String pass = bench.passOfLi(0);
        assertThat(bench.code(pass)).isInstanceOf(Decision.Admitted.class);
        assertThat(bench.code(pass)).isInstanceOf(Decision.Already.class);
        isRefused(bench.code(bench.passOfLi(-1)), RefusalReason.USED_PASS);
    }
}
