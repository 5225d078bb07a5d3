package org.hongting.central.quiz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.quiz.Score;

/// Who stands where. By the share of what could be reached, then by the time used; who is equal in both has the same
/// place, and the next place is counted on (1, 1, 3).
///
/// A group stands by its best people, a number that the quiz says: the mean of their shares and the sum of their time.
/// Where fewer took part the missing ones reached nothing, so that nobody wins by sending one good head.
public final class Ranking {
    static final Comparator<Result> BEST_FIRST =
            Comparator.comparing(Result::score, Ranking::better).thenComparingLong(Result::used);

    private Ranking() {}

    /// One person's.
    ///
    /// @param used milliseconds
    public record Result(MemberId member, Score score, long used) {}

    public record Person(int place, Result result) {}

    /// @param people how many took part
    public record Group(int place, String id, Score score, long used, int people) {}

    /// The better score first. Compared as fractions: 2 of 3 is as good as 4 of 6.
    private static int better(Score one, Score other) {
        return Long.compare(
                (long) other.points() * Math.max(1, one.of()), (long) one.points() * Math.max(1, other.of()));
    }

    /// Equal ones in the order of their ids, so that two looks show the same list.
    public static List<Person> people(List<Result> results) {
        List<Result> sorted = results.stream()
                .sorted(BEST_FIRST.thenComparing(Result::member))
                .toList();
        List<Person> people = new ArrayList<>();
        int place = 0;
        for (int i = 0; i < sorted.size(); i++) {
            place = i > 0 && BEST_FIRST.compare(sorted.get(i - 1), sorted.get(i)) == 0 ? place : i + 1;
            people.add(new Person(place, sorted.get(i)));
        }
        return people;
    }

    /// @param groupOf whose group; empty where a person has none
    /// @param best how many people of a group count
    /// @param whole hundredths that one person can reach
    public static List<Group> groups(
            List<Result> results, Function<MemberId, Optional<String>> groupOf, int best, int whole) {
        Map<String, List<Result>> byGroup = new LinkedHashMap<>();
        results.stream()
                .sorted(BEST_FIRST.thenComparing(Result::member))
                .forEach(result -> groupOf.apply(result.member())
                        .ifPresent(group -> byGroup.computeIfAbsent(group, id -> new ArrayList<>())
                                .add(result)));
        List<Group> unplaced = new ArrayList<>();
        byGroup.forEach((id, all) -> unplaced.add(group(id, all, best, whole)));
        Comparator<Group> order =
                Comparator.comparing(Group::score, Ranking::better).thenComparingLong(Group::used);
        List<Group> sorted =
                unplaced.stream().sorted(order.thenComparing(Group::id)).toList();
        List<Group> groups = new ArrayList<>();
        int place = 0;
        for (int i = 0; i < sorted.size(); i++) {
            Group group = sorted.get(i);
            place = i > 0 && order.compare(sorted.get(i - 1), group) == 0 ? place : i + 1;
            groups.add(new Group(place, group.id(), group.score(), group.used(), group.people()));
        }
        return groups;
    }

    private static Group group(String id, List<Result> all, int best, int whole) {
        List<Result> counting = all.subList(0, Math.min(best, all.size()));
        int points = counting.stream()
                .mapToInt(result -> share(result.score(), whole))
                .sum();
        long used = counting.stream().mapToLong(Result::used).sum();
        return new Group(0, id, new Score(points, whole * best), used, all.size());
    }

    /// What was reached of a paper from which something was struck, as if it were whole.
    private static int share(Score score, int whole) {
        return score.of() == 0 ? 0 : (int) ((long) score.points() * whole / score.of());
    }
}
