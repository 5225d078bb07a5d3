package org.hongting.central.study;

import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// What the year asks of somebody: by their role, or nothing hard, for a reason.
public record Standing(StudyRole role, Optional<Exempt> exempt) {
    public static final Standing USUAL = new Standing(StudyRole.MEMBER, Optional.empty());

    /// Why nothing hard is asked (老弱病残, Article 23). A word and no more: it says something about a person's
    /// health.
    public enum Exempt {
        OLD,
        ILL,
        DISABLED,
        OTHER;

        public String word() {
            return Words.of(this);
        }
    }

    static Standing of(Transaction transaction, MemberId member) {
        return transaction
                .queryFirst("SELECT role, exempt FROM study_standing WHERE member = ?", Standing::read, member.value())
                .orElse(USUAL);
    }

    /// Of those whose standing is another than the usual.
    static Map<MemberId, Standing> of(Transaction transaction, Collection<MemberId> members) {
        Map<MemberId, Standing> standings = new HashMap<>();
        if (!members.isEmpty()) {
            transaction
                    .query(
                            "SELECT member, role, exempt FROM study_standing WHERE member IN ("
                                    + String.join(", ", Collections.nCopies(members.size(), "?")) + ")",
                            row -> Map.entry(new MemberId(row.text("member")), read(row)),
                            members.stream().map(MemberId::value).toArray())
                    .forEach(one -> standings.put(one.getKey(), one.getValue()));
        }
        return standings;
    }

    static Map<MemberId, Standing> all(Transaction transaction) {
        Map<MemberId, Standing> standings = new HashMap<>();
        transaction
                .query(
                        "SELECT member, role, exempt FROM study_standing",
                        row -> Map.entry(new MemberId(row.text("member")), read(row)))
                .forEach(one -> standings.put(one.getKey(), one.getValue()));
        return standings;
    }

    /// Says what somebody is, in the name of an account.
    public void save(Transaction transaction, MemberId member, String by, Clock clock) {
        transaction.update(
                "INSERT INTO study_standing (member, role, exempt, set_by, set_at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (member) DO UPDATE SET role = excluded.role, exempt = excluded.exempt,"
                        + " set_by = excluded.set_by, set_at = excluded.set_at",
                member.value(),
                role.name(),
                exempt.map(Enum::name).orElse(null),
                by,
                UtcText.of(clock.instant()));
        ProgressSource.mark(transaction, member);
        PlansSource.mark(transaction);
    }

    private static Standing read(Transaction.Row row) {
        return new Standing(
                StudyRole.valueOf(row.text("role")),
                Optional.ofNullable(row.textOrNull("exempt")).map(Exempt::valueOf));
    }
}
