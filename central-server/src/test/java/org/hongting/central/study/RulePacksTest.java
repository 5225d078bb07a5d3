package org.hongting.central.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.attendance.MeetingKind;
import org.junit.jupiter.api.Test;

class RulePacksTest extends StudyRoom {
    private final RulePacks packs = new RulePacks(clock);

    private RulePack of(int year) {
        return store.database.reading(transaction -> RulePacks.of(transaction, year));
    }

    @Test
    void theRulesThatComeWithTheSoftwareSayWhereTheyStandAndHowSureThatIs() {
        RulePack pack = of(2026);
        assertThat(pack.hour().minutes()).isEqualTo(45);
        assertThat(pack.hour().sure()).isEqualTo(RulePack.Sure.LOW);
        assertThat(pack.targets())
                .extracting(target -> target.role() + " " + target.hours() + " " + target.sure())
                .containsExactly("MEMBER 32 HIGH", "SECRETARY 56 MEDIUM", "CANDIDATE 24 HIGH");
        assertThat(pack.targets()).allMatch(target -> target.source().length() > 10);
        assertThat(pack.target(new Standing(StudyRole.OTHER, Optional.empty()))).isEmpty();
    }

    @Test
    void aSumIsCutDownOnceAndNeverItsParts() {
        RulePack pack = of(2026);
        assertThat(pack.hours(0)).isEqualTo("0.0");
        assertThat(pack.hours(45 * MINUTE - 1)).isEqualTo("0.9");
        assertThat(pack.hours(45 * MINUTE)).isEqualTo("1.0");
        assertThat(pack.hours(pack.millis(32) - 1)).isEqualTo("31.9");
        assertThat(pack.hours(2 * 4 * MINUTE)).as("twice four minutes").isEqualTo("0.1");
    }

    @Test
    void aSchoolsOwnRuleHoldsFromItsYearOnAndTheLedgerFollows() {
        learns(zhang, "kiosk-1", NINE, Duration.ofMinutes(60));
        RulePack own = of(2026).with(
                        60,
                        80,
                        List.of(new RulePack.Target(StudyRole.MEMBER, 40, "校内规定", RulePack.Sure.SETTING)),
                        "校内规定");
        does(transaction -> packs.add(transaction, LocalDate.of(2027, 1, 1), own, "admin"));
        assertThat(year(zhang).total().hours()).isEqualTo("1.3");

        does(transaction -> packs.add(transaction, LocalDate.of(2026, 1, 1), own, "admin"));
        assertThat(year(zhang).total().hours()).isEqualTo("1.0");
        assertThat(year(zhang).total().target()).contains(40 * 60 * MINUTE);
        assertThat(of(2026).hour().source()).isEqualTo("校内规定");
        assertThat(of(2025).hour().minutes()).isEqualTo(45);
        assertThat(store.database.reading(packs::all)).hasSize(2);
    }

    @Test
    void howSumsAreCutIsARuleToo() {
        learns(zhang, "kiosk-1", NINE, Duration.ofMinutes(60));
        assertThat(year(zhang).total().hours()).isEqualTo("1.3");
        does(transaction -> packs.add(
                transaction,
                LocalDate.of(2026, 1, 1),
                RulePacks.of(transaction, 2026).roundedTo(5, "校内规定"),
                "admin"));
        assertThat(year(zhang).total().hours()).isEqualTo("1.0");
        assertThat(of(2026).rounding().source()).isEqualTo("校内规定");
        assertThat(of(2026).hour().minutes()).isEqualTo(45);
    }

    @Test
    void whichMeetingsCountIsARuleToo() {
        arrives(zhang, held(MeetingKind.ACTIVITY, NINE), NINE);
        settlesMeetings();
        assertThat(minutes(zhang)).isZero();
        does(transaction -> packs.add(
                transaction,
                LocalDate.of(2026, 1, 1),
                RulePacks.of(transaction, 2026).counting(List.of(MeetingKind.ACTIVITY), "校内规定"),
                "admin"));
        settlesMeetings();
        assertThat(minutes(zhang)).isEqualTo(60);
    }
}
