package org.hongting.kiosk.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.TouchEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.touch.NumberHash;
import org.hongting.protocol.touch.PinVerifier;
import org.hongting.protocol.touch.SearchWord;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;
import org.jspecify.annotations.Nullable;

/// The roster as it is asked by typing: whose number is this, what does the PIN compare with, who is found by these
/// words, who is in charge.
public final class TouchTable implements Projection {
    static final List<String> TABLES = List.of(
            "CREATE TABLE desk_number (hash TEXT PRIMARY KEY, member TEXT NOT NULL) STRICT, WITHOUT ROWID",
            "CREATE INDEX desk_number_member ON desk_number (member)",
            """
            CREATE TABLE desk_word (word TEXT NOT NULL, member TEXT NOT NULL, PRIMARY KEY (word, member))
            STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX desk_word_member ON desk_word (member)",
            """
            CREATE TABLE desk_touch (
                member TEXT PRIMARY KEY, ending TEXT NOT NULL, pin TEXT, in_charge INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """);

    /// Two members may have one number as people write it: then it is nobody's.
    static final List<String> SHARED_NUMBERS = List.of(
            "DROP INDEX desk_number_member",
            "ALTER TABLE desk_number RENAME TO desk_number_before",
            """
            CREATE TABLE desk_number (hash TEXT NOT NULL, member TEXT NOT NULL, PRIMARY KEY (hash, member))
            STRICT, WITHOUT ROWID
            """,
            "INSERT INTO desk_number (hash, member) SELECT hash, member FROM desk_number_before",
            "DROP TABLE desk_number_before",
            "CREATE INDEX desk_number_member ON desk_number (member)");

    @Override
    public boolean wants(DocumentName document) {
        return document.equals(DocumentName.ROSTER);
    }

    @Override
    public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
        if (change.snapshot()) {
            List.of("desk_number", "desk_word", "desk_touch")
                    .forEach(table -> transaction.update("DELETE FROM " + table));
        } else {
            change.removed().forEach(member -> remove(transaction, member));
            change.put().forEach(entry -> remove(transaction, entry.id()));
        }
        change.put().forEach(entry -> put(transaction, entry));
    }

    /// Nobody where it is the number of several.
    public Optional<MemberId> ownerOf(Transaction transaction, NumberHash number) {
        List<MemberId> owners = transaction.query(
                "SELECT member FROM desk_number WHERE hash = ? LIMIT 2",
                row -> new MemberId(row.text("member")),
                number.value());
        return owners.size() == 1 ? Optional.of(owners.getFirst()) : Optional.empty();
    }

    public Optional<PinVerifier> pin(Transaction transaction, MemberId member) {
        return transaction.queryFirst(
                "SELECT pin FROM desk_touch WHERE member = ? AND pin IS NOT NULL",
                row -> new PinVerifier(row.text("pin")),
                member.value());
    }

    public boolean isInCharge(Transaction transaction, MemberId member) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM desk_touch WHERE member = ? AND in_charge = 1",
                        row -> row.integer("hit"),
                        member.value())
                .isPresent();
    }

    /// Those who are in charge and belong to one of these units, in order of their ids.
    ///
    /// @param most how many at most
    public List<MemberId> inChargeOf(Transaction transaction, List<BranchId> units, int most) {
        List<String> wanted = units.stream().map(BranchId::value).toList();
        return transaction
                .query(
                        "SELECT m.id, m.branch FROM desk_touch AS t JOIN desk_member AS m ON m.id = t.member"
                                + " WHERE t.in_charge = 1 ORDER BY m.id",
                        row -> Map.entry(row.text("branch"), new MemberId(row.text("id"))))
                .stream()
                .filter(one -> wanted.contains(one.getKey()))
                .map(Map.Entry::getValue)
                .limit(most)
                .toList();
    }

    /// Those who are named by one word of every group, and expected at one of the meetings where any are named.
    ///
    /// @param groups for each thing that was typed the names it may have; not empty
    public Search search(Transaction transaction, List<List<SearchWord>> groups, List<MeetingEntry> meetings) {
        List<@Nullable Object> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder("SELECT one.id, one.name, touch.ending FROM desk_word AS named"
                + " JOIN desk_member AS one ON one.id = named.member JOIN desk_touch AS touch ON touch.member = one.id"
                + " WHERE named.word IN (" + marks(groups.getFirst()) + ")");
        groups.getFirst().forEach(word -> parameters.add(word.value()));
        for (List<SearchWord> group : groups.subList(1, groups.size())) {
            sql.append(" AND EXISTS (SELECT 1 FROM desk_word WHERE member = one.id AND word IN (")
                    .append(marks(group))
                    .append("))");
            group.forEach(word -> parameters.add(word.value()));
        }
        if (!meetings.isEmpty()) {
            among(meetings, sql, parameters);
        }
        sql.append(" LIMIT ").append(Search.MOST + 1);
        List<Candidate> people = transaction.query(
                sql.toString(),
                row -> new Candidate(new Attendee(new MemberId(row.text("id")), row.text("name")), row.text("ending")),
                parameters.toArray());
        if (people.isEmpty()) {
            return new Search.Nobody();
        }
        if (people.size() > Search.MOST) {
            return new Search.TooMany();
        }
        return new Search.Found(people.stream()
                .sorted(Comparator.comparing((Candidate one) -> one.attendee().name())
                        .thenComparing(Candidate::ending)
                        .thenComparing(one -> one.attendee().member().value()))
                .toList());
    }

    private static void among(List<MeetingEntry> meetings, StringBuilder sql, List<@Nullable Object> parameters) {
        String among = " IN (" + marks(meetings) + ")";
        sql.append(" AND (one.branch IN (SELECT branch FROM desk_meeting_branch WHERE meeting")
                .append(among);
        meetings.forEach(meeting -> parameters.add(meeting.id().value()));
        sql.append(") OR one.id IN (SELECT member FROM desk_meeting_member WHERE meeting")
                .append(among);
        meetings.forEach(meeting -> parameters.add(meeting.id().value()));
        sql.append("))");
    }

    private static String marks(List<?> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }

    private static void put(Transaction transaction, DocumentEntry entry) {
        RosterEntry member;
        try {
            member = entry.as(RosterEntry.class);
        } catch (MalformedJson e) {
            return; // One entry that makes no sense must not keep the others from the screen.
        }
        TouchEntry touch = member.touch();
        PinVerifier pin = touch == null ? null : touch.pin();
        transaction.update(
                "INSERT INTO desk_touch (member, ending, pin, in_charge) VALUES (?, ?, ?, ?)",
                member.id().value(),
                touch == null ? "" : touch.ending(),
                pin == null ? null : pin.value(),
                Boolean.TRUE.equals(member.inCharge()) ? 1 : 0);
        if (touch == null) {
            return;
        }
        transaction.update(
                "INSERT OR IGNORE INTO desk_number (hash, member) VALUES (?, ?)",
                touch.number().value(),
                member.id().value());
        touch.words()
                .forEach(word -> transaction.update(
                        "INSERT OR IGNORE INTO desk_word (word, member) VALUES (?, ?)",
                        word.value(),
                        member.id().value()));
    }

    private static void remove(Transaction transaction, String member) {
        List.of("desk_number", "desk_word", "desk_touch")
                .forEach(table -> transaction.update("DELETE FROM " + table + " WHERE member = ?", member));
    }
}
