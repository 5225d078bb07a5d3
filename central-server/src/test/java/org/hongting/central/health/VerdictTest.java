package org.hongting.central.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hongting.central.health.SampleFleet.NOW;
import static org.hongting.central.health.SampleFleet.WELL;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.protocol.health.DiskHealth;
import org.hongting.protocol.health.Ending;
import org.hongting.protocol.health.LinkHealth;
import org.hongting.protocol.health.MachineHealth;
import org.hongting.protocol.health.Vitals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {
    private static final Instant GONE = NOW.minusSeconds(3600);
    private static final Instant CERTIFICATE_END = NOW.plusSeconds(90L * 86_400);

    private static Verdict.Facts away(Vitals vitals) {
        return new Verdict.Facts(
                SampleFleet.terminal("k", "Main · 1", false, vitals), false, Optional.empty(), List.of(), List.of());
    }

    private static Verdict.Facts away(Vitals vitals, List<HealthBook.Run> runs, Watched... neighbours) {
        return new Verdict.Facts(
                SampleFleet.terminal("k", "Main · 1", false, vitals),
                false,
                Optional.empty(),
                runs,
                List.of(neighbours));
    }

    private static Watched gone(String id, Instant when) {
        return new Watched(id, id, "Main · 2", false, 0, Optional.empty(), Optional.of(when), Optional.empty());
    }

    private static Watched here(String id) {
        return SampleFleet.terminal(id, "Main · 3", true, WELL);
    }

    static Stream<Arguments> stories() {
        Watched revoked = SampleFleet.terminal("k", "Main", false, WELL);
        Watched never = new Watched("k", "k", "Main", false, 0, Optional.empty(), Optional.empty(), Optional.empty());
        HealthBook.Run crash =
                new HealthBook.Run("k", "crash", GONE.minusSeconds(60), Optional.empty(), Optional.empty());
        Vitals restarting = SampleFleet.with(SampleFleet.RUN.ending(Ending.RESTART));
        Optional<Instant> started = Optional.of(GONE.plusSeconds(60));
        return Stream.of(
                Arguments.of(
                        "revoked",
                        new Verdict.Facts(revoked, true, started, List.of(), List.of()),
                        OfflineReason.REVOKED),
                Arguments.of(
                        "never came",
                        new Verdict.Facts(never, false, started, List.of(), List.of()),
                        OfflineReason.NEVER_CAME),
                Arguments.of(
                        "the server has started",
                        new Verdict.Facts(revoked, false, started, List.of(), List.of(gone("b", GONE))),
                        OfflineReason.SERVER_STARTED),
                Arguments.of(
                        "the server has started long after",
                        new Verdict.Facts(revoked, false, Optional.of(GONE.plusSeconds(3000)), List.of(), List.of()),
                        OfflineReason.SILENT),
                Arguments.of(
                        "its certificate has ended",
                        away(SampleFleet.with(new LinkHealth(0, 0, 1, null, null, NOW)), List.of(), gone("b", GONE)),
                        OfflineReason.CERTIFICATE_ENDED),
                Arguments.of("it said it starts again", away(restarting), OfflineReason.STARTING_AGAIN),
                Arguments.of(
                        "it said it was stopped",
                        away(SampleFleet.with(SampleFleet.RUN.ending(Ending.STOPPED)), List.of(), gone("b", GONE)),
                        OfflineReason.STOPPED),
                Arguments.of(
                        "its neighbours went too",
                        away(WELL, List.of(), gone("b", GONE.plusSeconds(100)), here("c")),
                        OfflineReason.BUILDING),
                Arguments.of(
                        "a neighbour went yesterday",
                        away(WELL, List.of(), gone("b", GONE.minusSeconds(86_400)), here("c")),
                        OfflineReason.SILENT),
                Arguments.of(
                        "most neighbours stayed",
                        away(WELL, List.of(), gone("b", GONE), here("c"), here("d"), here("e")),
                        OfflineReason.SILENT),
                Arguments.of("it fell over", away(WELL, Collections.nCopies(3, crash)), OfflineReason.FALLING_OVER),
                Arguments.of("it fell over once", away(WELL, List.of(crash)), OfflineReason.SILENT),
                Arguments.of(
                        "another machine had its name",
                        away(SampleFleet.with(new LinkHealth(0, 0, 9, "taken-over", null, CERTIFICATE_END))),
                        OfflineReason.TAKEN_OVER),
                Arguments.of(
                        "its disk was full",
                        away(SampleFleet.with(new DiskHealth(1000, 20, false, null, null))),
                        OfflineReason.DISK),
                Arguments.of(
                        "its disk was read-only",
                        away(SampleFleet.with(new DiskHealth(1000, 900, true, null, null))),
                        OfflineReason.DISK),
                Arguments.of(
                        "its supply was weak",
                        away(SampleFleet.with(new MachineHealth(90, 0x50000, 1, 1, 1))),
                        OfflineReason.UNDERVOLTAGE),
                Arguments.of(
                        "it was hot", away(SampleFleet.with(new MachineHealth(88, 0, 1, 1, 1))), OfflineReason.TOO_HOT),
                Arguments.of(
                        "its signal was weak",
                        away(SampleFleet.with(new LinkHealth(0, 0, 9, "lost", -84, CERTIFICATE_END))),
                        OfflineReason.WEAK_SIGNAL),
                Arguments.of("nothing was wrong", away(WELL), OfflineReason.SILENT),
                Arguments.of("it never told how it was", away(Vitals.NONE), OfflineReason.SILENT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void theLikeliestIsSaid(String story, Verdict.Facts facts, OfflineReason expected) {
        assertThat(Verdict.of(facts, NOW).reason()).as(story).isEqualTo(expected);
    }

    @Test
    void everyReasonHasAStory() {
        assertThat(stories().map(story -> story.get()[2]).distinct().toArray())
                .containsExactlyInAnyOrder((Object[]) OfflineReason.values());
    }

    @Test
    void aRestartThatTookTooLongIsNoRestart() {
        Vitals restarting = SampleFleet.with(SampleFleet.RUN.ending(Ending.RESTART));

        assertThat(Verdict.of(away(restarting), NOW.plusSeconds(600)).reason()).isEqualTo(OfflineReason.STOPPED);
    }

    @Test
    void aBuildingIsWhatStandsBeforeTheRoom() {
        assertThat(Building.of("北校区主楼 · 301")).isEqualTo("北校区主楼");
        assertThat(Building.of("北校区主楼 302")).isEqualTo("北校区主楼");
        assertThat(Building.of("图书馆")).isEqualTo("图书馆");
        assertThat(Building.of("Main Hall / 12")).isEqualTo("Main Hall");
        assertThat(Building.of(" ")).isEmpty();
    }
}
