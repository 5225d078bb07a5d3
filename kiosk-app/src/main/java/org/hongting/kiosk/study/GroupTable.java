package org.hongting.kiosk.study;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.StudySessionId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Fact;

/// The group that studies before this screen, as it stands when the terminal stops without a word. What it holds is in
/// no fact yet.
final class GroupTable {
    static final List<String> TABLES = List.of("""
            CREATE TABLE study_group (
                id     INTEGER PRIMARY KEY CHECK (id = 1),
                line   BLOB NOT NULL,
                ticked INTEGER NOT NULL
            ) STRICT
            """);

    /// @param boot whose monotonic clock all moments are told by, in milliseconds
    /// @param at by the wall clock, when it was so
    record Group(
            @JsonProperty(required = true) MemberId leader,
            @JsonProperty(required = true) BootId boot,
            @JsonProperty(required = true) OffsetDateTime at,
            @JsonProperty(required = true) List<Person> people,
            @JsonProperty(required = true) List<GroupLessons.Shown> lessons) {
        Group {
            people = List.copyOf(people);
            lessons = List.copyOf(lessons);
        }
    }

    /// Somebody who is in.
    record Person(
            @JsonProperty(required = true) StudySessionId session,
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) Fact.Origin origin,
            @JsonProperty(required = true) long from,
            @JsonProperty(required = true) long confirmed) {}

    /// The group of the row.
    ///
    /// @param ticked it was there at least until then
    record Kept(Group group, long ticked) {}

    void keep(Transaction transaction, Group group, long now) {
        transaction.update(
                "INSERT INTO study_group (id, line, ticked) VALUES (1, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET line = excluded.line, ticked = excluded.ticked",
                Json.write(group),
                now);
    }

    Optional<Kept> find(Transaction transaction) {
        return transaction.queryFirst(
                "SELECT line, ticked FROM study_group",
                row -> new Kept(Json.read(row.bytes("line"), Group.class), row.integer("ticked")));
    }

    void clear(Transaction transaction) {
        transaction.update("DELETE FROM study_group");
    }
}
