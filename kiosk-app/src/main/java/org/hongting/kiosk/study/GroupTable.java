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
import org.jspecify.annotations.Nullable;

/// The group that studies before this screen, as it stands when the terminal stops without a word. What it holds is in
/// no fact yet.
final class GroupTable {
    static final List<String> TABLES = List.of("""
            CREATE TABLE study_group (id INTEGER PRIMARY KEY CHECK (id = 1), line BLOB NOT NULL) STRICT
            """);

    /// @param now who is in since the last start of the terminal
    /// @param before what was running when the terminal stopped, and is not settled yet; absent where nothing was
    record Group(
            @JsonProperty(required = true) MemberId leader,
            @JsonProperty(required = true) Stretch now,
            @Nullable Broken before) {}

    /// A group without a stop.
    ///
    /// @param boot whose monotonic clock all moments are told by, in milliseconds
    /// @param ticked it was there at least until then
    /// @param at by the wall clock, when it was so
    record Stretch(
            @JsonProperty(required = true) BootId boot,
            @JsonProperty(required = true) long ticked,
            @JsonProperty(required = true) OffsetDateTime at,
            @JsonProperty(required = true) List<Person> people,
            @JsonProperty(required = true) List<GroupLessons.Shown> lessons) {
        Stretch {
            people = List.copyOf(people);
            lessons = List.copyOf(lessons);
        }
    }

    /// A stretch that a stop broke off.
    ///
    /// @param back who is known to have been there until the stop
    /// @param gone who has gone since
    record Broken(
            @JsonProperty(required = true) Stretch stretch,
            @JsonProperty(required = true) List<MemberId> back,
            @JsonProperty(required = true) List<MemberId> gone) {
        Broken {
            back = List.copyOf(back);
            gone = List.copyOf(gone);
        }
    }

    /// Somebody who is in.
    record Person(
            @JsonProperty(required = true) StudySessionId session,
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) Fact.Origin origin,
            @JsonProperty(required = true) long from,
            @JsonProperty(required = true) long confirmed) {}

    void keep(Transaction transaction, Group group) {
        transaction.update(
                "INSERT INTO study_group (id, line) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET line = excluded.line",
                Json.write(group));
    }

    Optional<Group> find(Transaction transaction) {
        return transaction.queryFirst("SELECT line FROM study_group", row -> Json.read(row.bytes("line"), Group.class));
    }

    void clear(Transaction transaction) {
        transaction.update("DELETE FROM study_group");
    }
}
