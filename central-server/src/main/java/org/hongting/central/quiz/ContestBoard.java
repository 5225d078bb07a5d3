package org.hongting.central.quiz;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.document.RankEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.Score;

/// How a quiz stands: who counts where, and the groups of a quiz in which groups are ranked. Names are looked
/// up for the places that are shown. Safe for use by many threads.
public final class ContestBoard {
    /// How old what many look at may be while ranks change.
    private static final Duration FRESH = Duration.ofSeconds(4);

    /// And when nothing does: names and clocks are looked at again.
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /// What stands in the place of somebody nobody here knows.
    private static final String NOBODY = "*";

    private final Members members;
    private final Clock clock;
    private final Map<QuizId, Shown> shown = new ConcurrentHashMap<>();

    /// Those that somebody is making anew.
    private final Set<QuizId> making = ConcurrentHashMap.newKeySet();

    /// @param clock in the site's zone
    public ContestBoard(Members members, Clock clock) {
        this.members = members;
        this.clock = clock;
    }

    /// What many look at: made once for all of them.
    ///
    /// @param at when it was made
    /// @param places of everybody with a result
    public record Shown(Instant at, Board board, Map<MemberId, Integer> places) {
        public Shown {
            places = Map.copyOf(places);
        }
    }

    /// A place.
    ///
    /// @param shownName as it may stand in a public room
    /// @param people of a group
    public record Place(int place, String id, String shownName, Score score, long used, Optional<Integer> people) {}

    /// @param begun people with an attempt, whatever became of it
    /// @param people everybody with a result
    /// @param first of them, as many as terminals are told of
    /// @param groups none where everybody stands for themself
    public record Board(int begun, List<Ranking.Person> people, List<Place> first, List<Place> groups) {
        public Board {
            people = List.copyOf(people);
            first = List.copyOf(first);
            groups = List.copyOf(groups);
        }

        public List<Place> firstGroups() {
            return groups.stream().limit(RankEntry.PLACES).toList();
        }

        /// Per cent of what could be reached, of all who have a result; 0 where nobody has.
        public int average() {
            return (int) people.stream()
                    .mapToInt(person -> person.result().score().percent())
                    .average()
                    .orElse(0);
        }

        /// Per cent; 0 where nobody has a result.
        public int best() {
            return people.isEmpty() ? 0 : people.getFirst().result().score().percent();
        }
    }

    /// Of a contest, as it stood some seconds ago at most: however many look, nobody waits for what others have
    /// just seen, and while somebody makes it anew the others see the old one: they hold a connection. While ranks
    /// change the publisher makes it anew every two seconds ([#renew]); else it stays as long as nothing changes.
    public Shown shown(Transaction transaction, Quiz contest) {
        Instant now = clock.instant();
        QuizId id = contest.id();
        shown.entrySet()
                .removeIf(other -> !other.getKey().equals(id)
                        && !making.contains(other.getKey())
                        && !isWithin(LONGEST, other.getValue(), now));
        Shown made = shown.computeIfAbsent(id, _ -> shown(of(transaction, contest), now));
        boolean isGood =
                isWithin(FRESH, made, now) || (isWithin(LONGEST, made, now) && RanksSource.isTold(transaction, id));
        if (isGood || !making.add(id)) {
            return made;
        }
        try {
            Shown fresh = shown(of(transaction, contest), now);
            // Not over what was published meanwhile.
            shown.replace(id, made, fresh);
            return fresh;
        } finally {
            making.remove(id);
        }
    }

    /// As it stands now, which is what others are shown from now on.
    Board renew(Transaction transaction, Quiz contest) {
        Board board = of(transaction, contest);
        shown.put(contest.id(), shown(board, clock.instant()));
        return board;
    }

    /// Another server has marked something.
    public void lookAgain() {
        shown.clear();
    }

    private static boolean isWithin(Duration time, Shown made, Instant now) {
        return !made.at().isAfter(now) && made.at().plus(time).isAfter(now);
    }

    private static Shown shown(Board board, Instant now) {
        return new Shown(now, board, places(board.people()));
    }

    private static Map<MemberId, Integer> places(List<Ranking.Person> people) {
        Map<MemberId, Integer> places = new HashMap<>();
        people.forEach(person -> places.put(person.result().member(), person.place()));
        return places;
    }

    /// Of everybody with a result; of a daily quiz, in which people have several, of the last of each.
    public static Map<MemberId, Integer> places(Collection<Counting.Judged> judged) {
        return places(Ranking.people(results(judged)));
    }

    /// As it stands now.
    public Board of(Transaction transaction, Quiz quiz) {
        return of(transaction, quiz, QuizResults.of(transaction, quiz, clock.getZone()));
    }

    /// As the attempts at hand have it.
    public Board of(Transaction transaction, Quiz quiz, List<Counting.Judged> judged) {
        List<Ranking.Result> results = results(judged);
        List<Ranking.Person> people = Ranking.people(results);
        List<Ranking.Person> first = people.stream().limit(RankEntry.PLACES).toList();
        Map<MemberId, Member> names = members.some(
                transaction,
                first.stream().map(person -> person.result().member()).toList());
        int begun = (int)
                judged.stream().map(one -> one.attempt().member()).distinct().count();
        return new Board(
                begun,
                people,
                first.stream().map(person -> place(person, names)).toList(),
                groups(transaction, quiz, results));
    }

    static List<Ranking.Result> results(Collection<Counting.Judged> judged) {
        return judged.stream()
                .filter(Counting.Judged::isResult)
                .map(one -> Counting.result(one.attempt()))
                .toList();
    }

    private static Place place(Ranking.Person person, Map<MemberId, Member> names) {
        Ranking.Result result = person.result();
        Member member = names.get(result.member());
        return new Place(
                person.place(),
                result.member().value(),
                member == null ? NOBODY : member.shownName(),
                result.score(),
                result.used(),
                Optional.empty());
    }

    private List<Place> groups(Transaction transaction, Quiz quiz, List<Ranking.Result> results) {
        Map<String, String> names = new HashMap<>();
        Function<MemberId, Optional<String>> groupOf = switch (quiz.plan().mode()) {
            case PERSON -> _ -> Optional.empty();
            case BRANCH -> {
                BranchTree tree = BranchTree.load(transaction);
                Map<MemberId, Member> known = members.some(
                        transaction,
                        results.stream().map(Ranking.Result::member).toList());
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
