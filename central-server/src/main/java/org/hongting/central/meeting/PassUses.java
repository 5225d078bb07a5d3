package org.hongting.central.meeting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;

/// At which terminals passes were taken, each step of each phone.
final class PassUses {
    /// Asked about by one statement.
    private static final int AT_ONCE = 100;

    private final Map<Use, SortedSet<String>> terminals = new HashMap<>();

    private PassUses() {}

    /// One showing.
    ///
    /// @param phone the member's, by number
    record Use(MemberId member, long phone, long step) {}

    /// What the table of arrivals says about these.
    static PassUses of(Transaction transaction, Collection<Use> uses) {
        PassUses found = new PassUses();
        List<Use> asked = uses.stream().distinct().toList();
        for (int from = 0; from < asked.size(); from += AT_ONCE) {
            found.look(transaction, asked.subList(from, Math.min(asked.size(), from + AT_ONCE)));
        }
        return found;
    }

    private void look(Transaction transaction, List<Use> uses) {
        List<Object> values = new ArrayList<>();
        uses.forEach(use -> Collections.addAll(values, use.member().value(), use.phone(), use.step()));
        transaction.query(
                "WITH used (member, phone, step) AS (VALUES "
                        + String.join(", ", Collections.nCopies(uses.size(), "(?, ?, ?)"))
                        + ") SELECT DISTINCT arrival.member, arrival.phone, arrival.step, arrival.terminal"
                        + " FROM used CROSS JOIN arrival WHERE arrival.member = used.member"
                        + " AND arrival.phone = used.phone AND arrival.step = used.step AND arrival.step IS NOT NULL",
                row -> at(new Use(new MemberId(row.text("member")), row.integer("phone"), row.integer("step")))
                        .add(row.text("terminal")),
                values.toArray());
    }

    private SortedSet<String> at(Use use) {
        return terminals.computeIfAbsent(use, first -> new TreeSet<>());
    }

    void add(Use use, TerminalId terminal) {
        at(use).add(terminal.value());
    }

    /// Where else it was taken before.
    List<String> elsewhere(Use use, TerminalId terminal) {
        return at(use).stream().filter(other -> !other.equals(terminal.value())).toList();
    }
}
