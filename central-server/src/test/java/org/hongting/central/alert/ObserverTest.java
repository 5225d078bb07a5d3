package org.hongting.central.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.central.alert.AlertRule.Setting;
import org.hongting.central.alert.Observation.Finding;
import org.hongting.central.health.HealthBook;
import org.hongting.central.health.SampleFleet;
import org.hongting.central.health.Watched;
import org.hongting.protocol.health.ClockHealth;
import org.hongting.protocol.health.DeviceHealth;
import org.hongting.protocol.health.DiskHealth;
import org.hongting.protocol.health.LinkHealth;
import org.hongting.protocol.health.MachineHealth;
import org.hongting.protocol.health.Vitals;
import org.hongting.protocol.time.ClockQuality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ObserverTest {
    private static final Instant NOW = SampleFleet.NOW;

    private static Map<AlertKey, Observation> look(boolean gracious, Watched... fleet) {
        return Observer.look(Map.of(), List.of(fleet), List.of(), gracious, NOW);
    }

    private static Finding finding(Map<AlertKey, Observation> seen, AlertRule rule, String subject) {
        return at(seen, rule, subject).finding();
    }

    private static Observation at(Map<AlertKey, Observation> seen, AlertRule rule, String subject) {
        return Objects.requireNonNull(seen.get(new AlertKey(rule, subject)));
    }

    static Stream<Arguments> troubles() {
        Instant end = NOW.plusSeconds(90L * 86_400);
        return Stream.of(
                Arguments.of(AlertRule.TEMPERATURE, SampleFleet.with(new MachineHealth(81, 0, 1, 1, 1)), Finding.YES),
                Arguments.of(
                        AlertRule.TEMPERATURE, SampleFleet.with(new MachineHealth(79, 0, 1, 1, 1)), Finding.UNSURE),
                Arguments.of(AlertRule.TEMPERATURE, SampleFleet.with(new MachineHealth(77, 0, 1, 1, 1)), Finding.NO),
                Arguments.of(
                        AlertRule.TEMPERATURE, SampleFleet.with(new MachineHealth(null, 0, 1, 1, 1)), Finding.UNSURE),
                Arguments.of(
                        AlertRule.UNDERVOLTAGE, SampleFleet.with(new MachineHealth(50, 0x10000, 1, 1, 1)), Finding.YES),
                Arguments.of(
                        AlertRule.DISK, SampleFleet.with(new DiskHealth(1000, 99, false, null, null)), Finding.YES),
                Arguments.of(
                        AlertRule.DISK, SampleFleet.with(new DiskHealth(1000, 110, false, null, null)), Finding.UNSURE),
                Arguments.of(
                        AlertRule.DISK, SampleFleet.with(new DiskHealth(1000, 120, false, null, null)), Finding.NO),
                Arguments.of(
                        AlertRule.READ_ONLY,
                        SampleFleet.with(new DiskHealth(1000, 500, true, null, null)),
                        Finding.YES),
                Arguments.of(AlertRule.WORN, SampleFleet.with(new DiskHealth(1000, 500, false, null, 90)), Finding.YES),
                Arguments.of(
                        AlertRule.CLOCK, SampleFleet.with(new ClockHealth(ClockQuality.GUESSED, null)), Finding.YES),
                Arguments.of(
                        AlertRule.CLOCK, SampleFleet.with(new ClockHealth(ClockQuality.RTC, -31_000L)), Finding.YES),
                Arguments.of(
                        AlertRule.WAITING, SampleFleet.with(new LinkHealth(12, 900, 1, null, null, end)), Finding.YES),
                Arguments.of(
                        AlertRule.WAITING, SampleFleet.with(new LinkHealth(12, 899, 1, null, null, end)), Finding.NO),
                Arguments.of(
                        AlertRule.CERTIFICATE,
                        SampleFleet.with(new LinkHealth(0, 0, 1, null, null, NOW.plusSeconds(13L * 86_400))),
                        Finding.YES),
                Arguments.of(
                        AlertRule.DEVICE,
                        SampleFleet.with(List.of(new DeviceHealth("card", DeviceHealth.READER, false, null))),
                        Finding.YES));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void eachRuleSeesWhatItIsFor(AlertRule rule, Vitals vitals, Finding expected) {
        Map<AlertKey, Observation> seen = look(false, SampleFleet.terminal("k", "Hall", true, vitals));

        assertThat(finding(seen, rule, "k")).isEqualTo(expected);
        assertThat(seen.values().stream().filter(one -> one.finding() == Finding.YES))
                .hasSize(expected == Finding.YES ? 1 : 0);
    }

    @Test
    void aTerminalThatIsWellHasNothing() {
        assertThat(look(false, SampleFleet.terminal("k", "Hall", true, SampleFleet.WELL))
                        .values())
                .allMatch(one -> one.finding() == Finding.NO);
    }

    @Test
    void ofATerminalThatIsAwayOnlyThatIsKnownAndTheEndOfItsCertificate() {
        Vitals hot = SampleFleet.with(new MachineHealth(95, 0, 1, 1, 1));
        Map<AlertKey, Observation> seen = look(false, SampleFleet.terminal("k", "Hall", false, hot));

        assertThat(finding(seen, AlertRule.OFFLINE, "k")).isEqualTo(Finding.YES);
        assertThat(finding(seen, AlertRule.TEMPERATURE, "k")).isEqualTo(Finding.UNSURE);
        assertThat(finding(seen, AlertRule.CERTIFICATE, "k")).isEqualTo(Finding.NO);
    }

    @Test
    void afterAStartOfTheServerAnAbsenceMeansNothing() {
        Map<AlertKey, Observation> seen = look(
                true,
                SampleFleet.terminal("a", "Main · 1", false, SampleFleet.WELL),
                SampleFleet.terminal("b", "Main · 2", false, SampleFleet.WELL));

        assertThat(finding(seen, AlertRule.OFFLINE, "a")).isEqualTo(Finding.UNSURE);
        assertThat(finding(seen, AlertRule.BUILDING, "Main")).isEqualTo(Finding.UNSURE);
    }

    @Test
    void whereMostOfABuildingIsAwayTheBuildingIsSaidAndNotEachOfThem() {
        Watched[] fleet = {
            SampleFleet.terminal("a", "Main · 1", false, SampleFleet.WELL),
            SampleFleet.terminal("b", "Main · 2", false, SampleFleet.WELL),
            SampleFleet.terminal("c", "Main · 3", false, SampleFleet.WELL),
            SampleFleet.terminal("d", "Main · 4", true, SampleFleet.WELL),
            SampleFleet.terminal("e", "Main · 5", true, SampleFleet.WELL),
            SampleFleet.terminal("f", "North · 1", false, SampleFleet.WELL)
        };
        Map<AlertKey, Observation> seen = look(false, fleet);

        assertThat(at(seen, AlertRule.BUILDING, "Main")).isEqualTo(new Observation(Finding.YES, "3/5", false));
        assertThat(at(seen, AlertRule.OFFLINE, "a").muted()).isTrue();
        assertThat(at(seen, AlertRule.OFFLINE, "f").muted()).isFalse();
        assertThat(seen).doesNotContainKey(new AlertKey(AlertRule.BUILDING, "North"));

        fleet[2] = SampleFleet.terminal("c", "Main · 3", true, SampleFleet.WELL);
        seen = look(false, fleet);
        assertThat(finding(seen, AlertRule.BUILDING, "Main")).isEqualTo(Finding.NO);
        assertThat(at(seen, AlertRule.OFFLINE, "a").muted()).isFalse();
    }

    @Test
    void aTerminalThatNeverCameIsNotMissed() {
        Watched fresh =
                new Watched("k", "Kiosk", "Hall", false, 0, Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(finding(look(false, fresh), AlertRule.OFFLINE, "k")).isEqualTo(Finding.NO);
    }

    @Test
    void startsThatSomebodyAskedForAreNotCounted() {
        Watched terminal = SampleFleet.terminal("k", "Hall", true, SampleFleet.WELL);
        HealthBook.Run asked = new HealthBook.Run("k", "command", NOW, Optional.empty(), Optional.empty());
        HealthBook.Run crash = new HealthBook.Run("k", "crash", NOW, Optional.empty(), Optional.empty());

        assertThat(finding(
                        Observer.look(Map.of(), List.of(terminal), Collections.nCopies(9, asked), false, NOW),
                        AlertRule.RESTARTS,
                        "k"))
                .isEqualTo(Finding.NO);
        assertThat(finding(
                        Observer.look(Map.of(), List.of(terminal), Collections.nCopies(3, crash), false, NOW),
                        AlertRule.RESTARTS,
                        "k"))
                .isEqualTo(Finding.YES);
    }

    @Test
    void aRuleThatIsTurnedOffSeesNothingAndMutesNothing() {
        Setting off = new Setting(false, AlertRule.BUILDING.standard().lasting(), 60);
        Map<AlertKey, Observation> seen = Observer.look(
                Map.of(AlertRule.BUILDING, off),
                List.of(
                        SampleFleet.terminal("a", "Main · 1", false, SampleFleet.WELL),
                        SampleFleet.terminal("b", "Main · 2", false, SampleFleet.WELL)),
                List.of(),
                false,
                NOW);

        assertThat(seen).doesNotContainKey(new AlertKey(AlertRule.BUILDING, "Main"));
        assertThat(at(seen, AlertRule.OFFLINE, "a").muted()).isFalse();
    }
}
