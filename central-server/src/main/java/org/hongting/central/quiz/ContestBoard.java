package org.hongting.central.quiz;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.document.RankEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.Score;

/// How a quiz stands, with names: who counts where, and the groups of a quiz in which groups are ranked.
public final class ContestBoard {
    /// What stands in the place of somebody nobody here knows.
    private static final String NOBODY = "*";

    private final Members members;
    private final ZoneId zone;

    /// @param zone the site's
    public ContestBoard(Members members, ZoneId zone) {
        this.members = members;
        this.zone = zone;
    }

    /// A place.
    ///
    /// @param shownName as it may stand in a public room
    /// @param people of a group
    public record Place(int place, String id, String shownName, Score score, long used, Optional<Integer> people) {}

    /// @param begun people with an attempt, whatever became of it
    /// @param groups none where everybody stands for themself
    public record Board(int begun, List<Place> people, List<Place> groups) {
        /// As many as terminals are told of.
        public List<Place> first(List<Place> places) {
            return places.stream().limit(RankEntry.PLACES).toList();
        }

        /// Per cent of what could be reached, of all who have a result; 0 where nobody has.
        public int average() {
            return (int) people.stream()
                    .mapToInt(place -> place.score().percent())
                    .average()
                    .orElse(0);
        }
    }

    public Board of(Transaction transaction, Quiz quiz) {
        List<Counting.Judged> judged = Counting.judge(quiz, zone, Attempt.of(transaction, quiz.id()));
        List<Ranking.Result> results = results(judged);
        Map<MemberId, Member> known =
                members.all(transaction).stream().collect(Collectors.toMap(Member::id, Function.identity()));
        List<Place> people = Ranking.people(results).stream()
                .map(person -> place(person, known))
                .toList();
        int begun = (int)
                judged.stream().map(one -> one.attempt().member()).distinct().count();
        return new Board(begun, people, groups(transaction, quiz, results, known));
    }

    static List<Ranking.Result> results(List<Counting.Judged> judged) {
        return judged.stream()
                .filter(Counting.Judged::isResult)
                .map(one -> Counting.result(one.attempt()))
                .toList();
    }

    private static Place place(Ranking.Person person, Map<MemberId, Member> known) {
        Ranking.Result result = person.result();
        Member member = known.get(result.member());
        return new Place(
                person.place(),
                result.member().value(),
                member == null ? NOBODY : member.shownName(),
                result.score(),
                result.used(),
                Optional.empty());
    }

    private static List<Place> groups(
            Transaction transaction, Quiz quiz, List<Ranking.Result> results, Map<MemberId, Member> known) {
        Map<String, String> names = new HashMap<>();
        Function<MemberId, Optional<String>> groupOf = switch (quiz.plan().mode()) {
            case PERSON -> _ -> Optional.empty();
            case BRANCH -> {
                BranchTree tree = BranchTree.load(transaction);
                yield member -> Optional.ofNullable(known.get(member))
                        .map(Member::branch)
                        .map(branch -> named(names, tree, branch));
            }
            case TEAM -> {
                Map<MemberId, Teams.Team> teams = Teams.byMember(transaction, quiz.id());
                yield member -> Optional.ofNullable(teams.get(member)).map(team -> {
                    names.put(team.id(), team.name());
                    return team.id();
                });
            }
        };
        int whole =
                results.stream().mapToInt(result -> result.score().of()).max().orElse(0);
        return Ranking.groups(results, groupOf, quiz.plan().best(), whole).stream()
                .map(group -> new Place(
                        group.place(),
                        group.id(),
                        names.getOrDefault(group.id(), NOBODY),
                        group.score(),
                        group.used(),
                        Optional.of(group.people())))
                .toList();
    }

    private static String named(Map<String, String> names, BranchTree tree, BranchId branch) {
        names.put(branch.value(), tree.name(branch));
        return branch.value();
    }

    /// Whether a quiz ranks groups.
    public static boolean ranksGroups(Quiz quiz) {
        return quiz.plan().mode() != QuizEntry.Mode.PERSON;
    }
}
