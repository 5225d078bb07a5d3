package org.hongting.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hongting.kiosk.meeting.RecordDesk;
import org.hongting.kiosk.quiz.QuizTables;
import org.hongting.kiosk.study.StudyTables;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.EraseEntry;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.wire.DocumentPart;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.replica.Replica;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalErasuresTest {
    private static final MemberId GONE = new MemberId("00000000000000a1");
    private static final MemberId OTHER = new MemberId("00000000000000b2");
    private static final Pattern STATEMENT = Pattern.compile("DELETE FROM (\\w+) WHERE (\\w+) = \\?");

    /// Their rows go when the document's next state does not name the person any more.
    private static final Set<String> FOLLOW = Set.of(
            "desk_card", "desk_phone", "desk_number", "desk_word", "desk_touch", "desk_meeting_member", "desk_leave");

    /// Heads are counted by them; an id names nobody.
    private static final Set<String> STAY = Set.of("desk_arrival", "desk_departure", "desk_taken_back", "erasure_done");

    @TempDir
    Path folder;

    private SqliteDatabase database;
    private TerminalErasures erasures;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(folder.resolve("terminal.db"));
        Schema.apply(database, DeskTables.migrations());
        Schema.apply(database, RecordDesk.migrations());
        Schema.apply(database, StudyTables.migrations());
        Schema.apply(database, QuizTables.migrations());
        // What the journal keeps is looked for too.
        Journal.open(
                database,
                new TerminalId("door-1"),
                () -> new ClockReading(
                        OffsetDateTime.parse("2026-11-23T20:00:00+08:00"), ClockQuality.RTC, new BootId("boot-1"), 1),
                new Random(1),
                "test");
        erasures = new TerminalErasures(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Map<String, String> own() {
        Map<String, String> own = new LinkedHashMap<>();
        for (String statement : TerminalErasures.OWN_ROWS) {
            if (!statement.equals(TerminalErasures.REPEATS)) {
                Matcher parts = STATEMENT.matcher(statement);
                assertThat(parts.matches()).as(statement).isTrue();
                own.put(parts.group(1), parts.group(2));
            }
        }
        return own;
    }

    private record Column(String name, String type, boolean needed) {}

    private List<Column> columns(String table) {
        return database.reading(transaction -> transaction.query(
                "SELECT name, type, \"notnull\" OR pk > 0 AS needed FROM pragma_table_info(?)",
                row -> new Column(row.text("name"), row.text("type"), row.integer("needed") == 1),
                table));
    }

    private void insert(String table, String column, MemberId member) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (Column one : columns(table)) {
            if (one.name().equals(column)) {
                row.put(one.name(), member.value());
            } else if (one.needed() && !one.name().equals("id")) {
                row.put(
                        one.name(),
                        switch (one.type()) {
                            case "INTEGER" -> 1;
                            case "BLOB" -> ("of " + member).getBytes(StandardCharsets.UTF_8);
                            default -> "of " + member;
                        });
            }
        }
        String marks = row.keySet().stream().map(name -> "?").collect(Collectors.joining(", "));
        database.inTransaction(transaction -> transaction.update(
                "INSERT INTO " + table + " (" + String.join(", ", row.keySet()) + ") VALUES (" + marks + ")",
                row.values().toArray()));
    }

    private void shown(String credential) {
        database.inTransaction(transaction -> transaction.update(
                "INSERT INTO desk_repeat (credential, answer, boot, mono) VALUES (?, 'refused', 'boot-1', 1)",
                credential));
    }

    private Replica erase() {
        List<DocumentEntry> entries =
                List.of(DocumentEntry.of(new EraseEntry(GONE, OffsetDateTime.parse("2026-11-23T20:00:00+08:00"))));
        Replica replica = new Replica(database, List.of(erasures.projection()));
        KeyPair keys = P256.newKeyPair(new SecureRandom());
        HeldDocument held =
                new HeldDocument(DocumentName.ERASE, new StoreId("store-1", 1), 1, DocumentEntry.hashOf(entries));
        for (byte[] part : DocumentPart.seal(new TerminalId("door-1"), held, null, entries, Signer.of(keys))) {
            replica.offer(DocumentPart.open(part, id -> keys.getPublic()));
        }
        return replica;
    }

    private long rows(String table) {
        return database.reading(transaction -> transaction
                .queryFirst("SELECT count(*) AS n FROM " + table, row -> row.integer("n"))
                .orElseThrow());
    }

    @Test
    void noTableThatNamesAMemberIsForgotten() {
        List<String> naming = new ArrayList<>(database.reading(transaction -> transaction.query(
                "SELECT DISTINCT t.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c"
                        + " WHERE t.type = 'table' AND c.name = 'member'",
                row -> row.text("name"))));
        naming.removeAll(own().keySet());
        naming.removeAll(FOLLOW);

        assertThat(naming).containsExactlyInAnyOrderElementsOf(STAY);
    }

    @Test
    void whatTheKioskKeepsItselfOfThePersonGoesAndOfNobodyElse() {
        own().forEach((table, column) -> {
            insert(table, column, GONE);
            insert(table, column, OTHER);
        });

        Replica replica = erase();

        own().forEach((table, column) -> {
            assertThat(rows(table)).as(table).isEqualTo(1);
            assertThat(rows(table + " WHERE " + column + " = '" + OTHER + "'"))
                    .as(table)
                    .isEqualTo(1);
            insert(table, column, GONE);
        });
        erasures.again(replica);
        own().keySet().forEach(table -> assertThat(rows(table)).as(table).isEqualTo(1));
    }

    @Test
    void whatWasShownInTheLastMinuteGoesWholeForNobodyKnowsWhoseAHashIs() {
        shown("keyed hash of a card");
        shown(GONE.value());

        Replica replica = erase();

        assertThat(rows("desk_repeat")).isZero();
        shown("keyed hash of a card");
        erasures.again(replica);
        assertThat(rows("desk_repeat")).isZero();
    }
}
