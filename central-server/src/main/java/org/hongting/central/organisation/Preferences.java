package org.hongting.central.organisation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.document.Preference;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Fact;

/// How screens are to speak to members, as they said at terminals. The latest counts, by the terminals' clocks; of
/// somebody whom the centre does not know nothing is kept.
public final class Preferences implements FactProjection {
    @Override
    public void project(Transaction transaction, List<StoredFact> facts) {
        facts.forEach(fact -> project(transaction, fact));
    }

    private static void project(Transaction transaction, StoredFact fact) {
        if (fact.fact() instanceof Fact.PreferenceSet set) {
            // Checked before it is kept: what is kept goes to every terminal.
            Preference preference = new Preference(set.language(), set.largeType());
            Boolean large = preference.largeType();
            transaction.update(
                    "INSERT INTO member_preference (member, language, large_type, set_at)"
                            + " SELECT id, ?, ?, ? FROM member WHERE id = ?"
                            + " ON CONFLICT (member) DO UPDATE SET"
                            + " language = coalesce(excluded.language, member_preference.language),"
                            + " large_type = coalesce(excluded.large_type, member_preference.large_type),"
                            + " set_at = excluded.set_at WHERE excluded.set_at >= member_preference.set_at",
                    preference.language(),
                    large == null ? null : large ? 1 : 0,
                    UtcText.of(said(fact)),
                    set.member().value());
            Members.markRoster(transaction);
        }
    }

    /// A terminal whose clock is ahead must not have the last word for ever.
    private static Instant said(StoredFact fact) {
        Instant told = fact.envelope().clock().wall().toInstant();
        return told.isAfter(fact.received()) ? fact.received() : told;
    }

    /// All of them, by member, for one making of the roster.
    static Map<String, Preference> all(Transaction transaction) {
        record Row(String member, Preference preference) {}
        return transaction
                .query(
                        "SELECT member, language, large_type FROM member_preference",
                        row -> new Row(
                                row.text("member"),
                                new Preference(
                                        row.isNull("language") ? null : row.text("language"),
                                        row.isNull("large_type") ? null : row.integer("large_type") == 1)))
                .stream()
                .collect(Collectors.toMap(Row::member, Row::preference));
    }
}
