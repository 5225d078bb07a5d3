package org.hongting.simulator.learning;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.study.Studied;

/// What one person does at a screen, second by second, and how much of it is learning.
///
/// @param name in English, as the published table says it
/// @param seconds how long the story is told
/// @param truth seconds of learning
/// @param acts what is done in which second
/// @param there when the person is at the screen, and answers when it asks: pairs of a first second and one after the
/// last
/// @param films when a film runs as long as nobody stops it: such pairs too
/// @param over at most so many seconds too much by our rule
/// @param under at most so many seconds too little by our rule
public record Learner(
        String name,
        int seconds,
        int truth,
        Map<Integer, Act> acts,
        List<Range> there,
        List<Range> films,
        int over,
        int under) {
    /// What is done in one second.
    public sealed interface Act {
        /// Signs in by card, with this before them.
        record SignIn(Studied first) implements Act {}

        /// @param to which page it is; the first one is 0
        record Turn(int to, Studied next) implements Act {}

        record Touch(Evidence evidence) implements Act {}

        /// Touches 「继续学习」 if that is asked at this moment, and nothing otherwise.
        record TapIfAsked() implements Act {}

        record SignOut() implements Act {}
    }

    /// @param until the first second after it
    public record Range(int from, int until) {
        boolean holds(int second) {
            return second >= from && second < until;
        }
    }

    public Learner {
        acts = Map.copyOf(acts);
        there = List.copyOf(there);
        films = List.copyOf(films);
    }

    boolean isThere(int second) {
        return there.stream().anyMatch(range -> range.holds(second));
    }

    boolean plays(int second) {
        return films.stream().anyMatch(range -> range.holds(second));
    }

    /// The seconds in which something was clicked, in order, at a screen that asks nothing.
    List<Integer> clicks() {
        return new TreeMap<>(acts)
                .entrySet().stream()
                        .filter(act -> !(act.getValue() instanceof Act.TapIfAsked))
                        .map(Map.Entry::getKey)
                        .toList();
    }
}
