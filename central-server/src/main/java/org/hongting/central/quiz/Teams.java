package org.hongting.central.quiz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.PlainText;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Transaction;

/// Teams of a quiz in which teams are ranked. A member is in one of them. All methods run within the caller's
/// transaction and throw a [QuizRefusal] for what may not be.
public final class Teams {
    /// Characters of a name: it stands on a screen.
    public static final int NAME_CHARACTERS = 24;

    public static final int MOST = 500;

    /// Members of one team.
    public static final int MEMBERS = 500;

    private static final int ID_BYTES = 4;

    private final Members members;
    private final AuditLog audit;
    private final RandomGenerator random;

    public Teams(Members members, AuditLog audit, RandomGenerator random) {
        this.members = members;
        this.audit = audit;
        this.random = random;
    }

    public record Team(String id, String name, Set<MemberId> members) {
        public Team {
            members = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(members));
        }
    }

    /// Adds members to the team of that name, which is made where there is none.
    ///
    /// @param numbers student numbers
    public void add(Transaction transaction, QuizId quiz, String name, List<String> numbers, String by) {
        Quiz known = Quizzes.find(transaction, quiz).orElseThrow(() -> new QuizRefusal(QuizRefusal.Why.NO_SUCH_QUIZ));
        if (known.plan().mode() != QuizEntry.Mode.TEAM) {
            throw new QuizRefusal(QuizRefusal.Why.NOT_OF_TEAMS);
        }
        String plain = name.strip();
        if (plain.isEmpty() || plain.length() > NAME_CHARACTERS || !PlainText.isPlain(plain)) {
            throw new QuizRefusal(QuizRefusal.Why.TEAM_NAME);
        }
        List<Team> teams = all(transaction, quiz);
        Optional<Team> there =
                teams.stream().filter(team -> team.name().equals(plain)).findFirst();
        if (there.isEmpty() && teams.size() >= MOST) {
            throw new QuizRefusal(QuizRefusal.Why.TOO_MANY_TEAMS);
        }
        String id = there.map(Team::id).orElseGet(() -> made(transaction, quiz, plain));
        List<MemberId> added = people(transaction, quiz, id, numbers);
        if (added.size() + there.map(team -> team.members().size()).orElse(0) > MEMBERS) {
            throw new QuizRefusal(QuizRefusal.Why.TOO_MANY_TEAMS);
        }
        added.forEach(member -> transaction.update(
                "INSERT INTO quiz_team_member (quiz, member, team) VALUES (?, ?, ?)"
                        + " ON CONFLICT (quiz, member) DO NOTHING",
                quiz.value(),
                member.value(),
                id));
        changed(transaction, quiz, by, "quiz.team", plain + ", " + added.size());
    }

    private String made(Transaction transaction, QuizId quiz, String name) {
        byte[] drawn = new byte[ID_BYTES];
        random.nextBytes(drawn);
        String id = "t-" + HexFormat.of().formatHex(drawn);
        transaction.update("INSERT INTO quiz_team (quiz, id, name) VALUES (?, ?, ?)", quiz.value(), id, name);
        return id;
    }

    private List<MemberId> people(Transaction transaction, QuizId quiz, String team, List<String> numbers) {
        if (numbers.isEmpty()) {
            throw new QuizRefusal(QuizRefusal.Why.NOBODY);
        }
        Map<MemberId, Team> others = byMember(transaction, quiz);
        List<MemberId> people = new ArrayList<>();
        for (String number : numbers) {
            Member member = members.withNumber(transaction, number)
                    .orElseThrow(() -> new QuizRefusal(QuizRefusal.Why.NO_SUCH_MEMBER, number));
            Team other = others.get(member.id());
            if (other != null && !other.id().equals(team)) {
                throw new QuizRefusal(QuizRefusal.Why.IN_ANOTHER_TEAM, number + " – " + other.name());
            }
            if (other == null && !people.contains(member.id())) {
                people.add(member.id());
            }
        }
        return people;
    }

    /// Takes a member out of whatever team they are in.
    public void remove(Transaction transaction, QuizId quiz, MemberId member, String by) {
        transaction.update("DELETE FROM quiz_team_member WHERE quiz = ? AND member = ?", quiz.value(), member.value());
        changed(transaction, quiz, by, "quiz.team-member-out", member.value());
    }

    /// Ends a team; what its people reached stays theirs.
    public void disband(Transaction transaction, QuizId quiz, String team, String by) {
        transaction.update("DELETE FROM quiz_team_member WHERE quiz = ? AND team = ?", quiz.value(), team);
        transaction.update("DELETE FROM quiz_team WHERE quiz = ? AND id = ?", quiz.value(), team);
        changed(transaction, quiz, by, "quiz.team-out", team);
    }

    private void changed(Transaction transaction, QuizId quiz, String by, String action, String detail) {
        RanksSource.due(transaction, quiz);
        audit.record(transaction, by, action, quiz.value(), detail);
    }

    /// By name.
    public static List<Team> all(Transaction transaction, QuizId quiz) {
        Map<String, Set<MemberId>> people = new HashMap<>();
        transaction
                .query(
                        "SELECT team, member FROM quiz_team_member WHERE quiz = ? ORDER BY member",
                        row -> Map.entry(row.text("team"), new MemberId(row.text("member"))),
                        quiz.value())
                .forEach(one -> people.computeIfAbsent(one.getKey(), team -> new LinkedHashSet<>())
                        .add(one.getValue()));
        return transaction.query(
                "SELECT id, name FROM quiz_team WHERE quiz = ? ORDER BY name",
                row -> new Team(row.text("id"), row.text("name"), people.getOrDefault(row.text("id"), Set.of())),
                quiz.value());
    }

    static Map<MemberId, Team> byMember(Transaction transaction, QuizId quiz) {
        Map<MemberId, Team> byMember = new LinkedHashMap<>();
        all(transaction, quiz).forEach(team -> team.members().forEach(member -> byMember.put(member, team)));
        return byMember;
    }
}
