package org.hongting.simulator.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hongting.simulator.fleet.Scene.CentreBack;
import org.hongting.simulator.fleet.Scene.CentreKilled;
import org.hongting.simulator.fleet.Scene.Connected;
import org.hongting.simulator.fleet.Scene.Crowd;
import org.hongting.simulator.fleet.Scene.Drained;
import org.hongting.simulator.fleet.Scene.SwitchedOff;
import org.hongting.simulator.fleet.Scene.SwitchedOn;
import org.hongting.simulator.fleet.Scene.Taps;

/// A day of a fleet, written down: its hours in as many seconds.
///
/// @param name by which the command line knows it
/// @param words what happens, for people
public record ScriptedDay(String name, String words, List<Scene> scenes) {
    private static final Duration NOW = Duration.ZERO;
    private static final Duration SUMMER = Duration.ofDays(62);

    public static final ScriptedDay LECTURE_RUSH = new ScriptedDay(
            "lecture-rush",
            "all terminals connect at once, and within twenty seconds ten people come to each",
            List.of(
                    new SwitchedOn(NOW),
                    new Connected(Duration.ZERO),
                    new Taps(Duration.ofSeconds(20), 10, Crowd.RUSH),
                    new Drained()));

    public static final ScriptedDay OUTAGE = new ScriptedDay(
            "outage",
            "the server is killed while people come, stays away for ten seconds, and finds them all waiting",
            List.of(
                    new SwitchedOn(NOW),
                    new Connected(Duration.ofSeconds(5)),
                    new Taps(Duration.ofSeconds(5), 3, Crowd.EVEN),
                    new CentreKilled(),
                    new Taps(Duration.ofSeconds(10), 6, Crowd.EVEN),
                    new CentreBack(),
                    new Taps(Duration.ofSeconds(5), 3, Crowd.EVEN),
                    new Drained()));

    public static final ScriptedDay SUMMER_SLEEP = new ScriptedDay(
            "summer-sleep",
            "on the last day of term there is no network; in September all are switched on with what they still hold",
            List.of(
                    new SwitchedOn(SUMMER),
                    new Taps(Duration.ofSeconds(10), 40, Crowd.EVEN),
                    new SwitchedOff(),
                    new SwitchedOn(NOW),
                    new Connected(Duration.ofSeconds(10)),
                    new Taps(Duration.ofSeconds(5), 2, Crowd.EVEN),
                    new Drained()));

    public static final ScriptedDay SETTINGS = new ScriptedDay(
            "settings",
            "a value is set for the whole site while all terminals are online",
            List.of(new SwitchedOn(NOW), new Connected(Duration.ofSeconds(5)), new Drained(), new Scene.Configured()));

    public static final List<ScriptedDay> ALL = List.of(LECTURE_RUSH, OUTAGE, SUMMER_SLEEP, SETTINGS);

    public ScriptedDay {
        scenes = List.copyOf(scenes);
    }

    /// What waits on every terminal, and nothing else: how quickly does it go up?
    public static ScriptedDay backlog(int each) {
        return new ScriptedDay(
                "backlog",
                each + " records wait on every terminal",
                List.of(new SwitchedOn(NOW), new Scene.Backlog(each), new Connected(Duration.ZERO), new Drained()));
    }

    /// People one after the other, in no hurry.
    public static ScriptedDay quiet(Duration span, int each) {
        return new ScriptedDay(
                "quiet",
                "now and then somebody comes",
                List.of(
                        new SwitchedOn(NOW),
                        new Connected(Duration.ZERO),
                        new Taps(span, each, Crowd.EVEN),
                        new Drained()));
    }

    static Optional<ScriptedDay> find(String name) {
        return ALL.stream().filter(day -> day.name().equals(name)).findFirst();
    }

    /// The same, so many times as fast, to see that everything runs.
    public ScriptedDay hurried(int times) {
        return new ScriptedDay(
                name,
                words,
                scenes.stream()
                        .map(scene -> switch (scene) {
                            case Connected(Duration within) -> new Connected(within.dividedBy(times));
                            case Taps(Duration span, int each, Crowd crowd) ->
                                new Taps(span.dividedBy(times), each, crowd);
                            case SwitchedOn _,
                                    SwitchedOff _,
                                    Scene.Backlog _,
                                    CentreKilled _,
                                    CentreBack _,
                                    Scene.Configured _,
                                    Drained _ -> scene;
                        })
                        .toList());
    }
}
