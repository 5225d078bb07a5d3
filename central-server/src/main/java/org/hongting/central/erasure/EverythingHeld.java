package org.hongting.central.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hongting.central.ingest.ErasedBodies;
import org.hongting.central.organisation.Member;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// Everything that the centre holds of one person, for machines: the rows that [Trace] names, those that stay, the
/// bodies of records, and what the audit log says. docs/erasure.md explains the format. Keys, seals and hashes are no
/// words about anybody and are named instead of told; what stands elsewhere is named, too.
public final class EverythingHeld {
    private static final String FORMAT = "hongting-person";
    private static final int VERSION = 1;

    /// What a file of one store cannot hold.
    private static final List<Holding> ELSEWHERE =
            List.of(Holding.MINUTES, Holding.DOCUMENTS, Holding.TERMINALS, Holding.STICKS, Holding.BACKUPS);

    /// Where people typed what they liked: nobody looks for names there.
    private static final List<String> TYPED = List.of(
            "ruling_note",
            "quarantine",
            "fork_decision",
            "draw",
            "quiz_team",
            "study_plan",
            "quiz",
            "meeting",
            "command",
            "audit");

    private final Clock clock;
    private final Mentions mentions;

    public EverythingHeld(Mentions mentions, Clock clock) {
        this.mentions = mentions;
        this.clock = clock;
    }

    /// @return JSON, in UTF-8
    public byte[] of(Transaction transaction, Member member) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("format", FORMAT);
        told.put("version", VERSION);
        told.put("made", UtcText.of(clock.instant()));
        told.put("member", member.id().value());
        told.put("tables", tables(transaction, member));
        told.put(
                "records",
                ErasedBodies.of(transaction, member.id()).stream()
                        .map(EverythingHeld::record)
                        .toList());
        told.put(
                "audit",
                transaction.query(
                        "SELECT at, actor, action, detail FROM audit WHERE subject = ? ORDER BY at, id",
                        row -> row(row, ToldColumns.AUDIT),
                        member.id().value()));
        told.put(
                "minutes",
                mentions.of(transaction, member).stream()
                        .map(mention -> mention.meeting().value())
                        .toList());
        told.put("withheld", ToldColumns.withheld());
        told.put("elsewhere", ELSEWHERE.stream().map(Holding::word).toList());
        told.put("typed", TYPED);
        return Json.write(told);
    }

    private static Map<String, Object> tables(Transaction transaction, Member member) {
        Map<String, Object> tables = new LinkedHashMap<>();
        Stream<Trace.Rows> rows = Stream.concat(
                Arrays.stream(Trace.values()).toList().reversed().stream().flatMap(trace -> trace.rows().stream()),
                Trace.STAY.stream().map(Trace.Rows::of));
        rows.forEach(one -> {
            List<ToldColumns> columns = ToldColumns.of(one.table());
            List<Map<String, @Nullable Object>> found = transaction.query(
                    "SELECT " + ToldColumns.selected(columns) + " FROM " + one.table() + " WHERE " + one.where(),
                    row -> row(row, columns),
                    one.parameters(member.id()));
            if (!found.isEmpty()) {
                tables.put(one.table(), found);
            }
        });
        return tables;
    }

    private static Map<String, @Nullable Object> row(Transaction.Row row, List<ToldColumns> columns) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (ToldColumns column : columns) {
            values.put(column.name(), row.isNull(column.name()) ? null : value(row, column));
        }
        return values;
    }

    private static Object value(Transaction.Row row, ToldColumns column) {
        return switch (column.kind()) {
            case TEXT -> row.text(column.name());
            case NUMBER -> row.integer(column.name());
            case BYTES -> HexFormat.of().formatHex(row.bytes(column.name()));
            case WORDS -> new String(row.bytes(column.name()), UTF_8);
        };
    }

    private static Map<String, Object> record(ErasedBodies.About about) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("terminal", about.terminal());
        record.put("epoch", about.epoch());
        record.put("seq", about.seq());
        record.put("quarantine", about.kept());
        record.put("envelope", parsed(about.lines().envelope().bytes()));
        record.put("body", parsed(about.lines().body().bytes()));
        return record;
    }

    /// What nobody can read is told as it came.
    private static Object parsed(byte[] line) {
        try {
            return Json.readObject(line);
        } catch (MalformedJson e) {
            return new ArrayList<>(List.of(HexFormat.of().formatHex(line)));
        }
    }
}
