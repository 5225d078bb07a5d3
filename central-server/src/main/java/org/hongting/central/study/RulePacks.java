package org.hongting.central.study;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;

/// Which rules hold in which year: the newest of those that begin by its end, and without one those that the
/// software brings. A pack is never changed; another takes its place.
public final class RulePacks {
    private static final RulePack BUNDLED = bundled();

    private final Clock clock;

    public RulePacks(Clock clock) {
        this.clock = clock;
    }

    /// A pack of the school's own.
    public record Kept(LocalDate validFrom, RulePack pack, Instant addedAt, String addedBy) {}

    private static RulePack bundled() {
        try (InputStream file = Objects.requireNonNull(
                RulePacks.class.getResourceAsStream("/study/rules-2026.json"), "the rules are part of the software")) {
            return Json.read(file.readAllBytes(), RulePack.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RulePack of(Transaction transaction, int year) {
        return transaction
                .queryFirst(
                        "SELECT content FROM study_rule_pack WHERE valid_from <= ? ORDER BY valid_from DESC, id DESC LIMIT 1",
                        row -> Json.read(row.text("content").getBytes(UTF_8), RulePack.class),
                        LocalDate.of(year, 12, 31).toString())
                .orElse(BUNDLED);
    }

    /// The school's own, the newest first.
    public List<Kept> all(Transaction transaction) {
        return transaction.query(
                "SELECT valid_from, content, added_at, added_by FROM study_rule_pack ORDER BY valid_from DESC, id DESC",
                row -> new Kept(
                        LocalDate.parse(row.text("valid_from")),
                        Json.read(row.text("content").getBytes(UTF_8), RulePack.class),
                        UtcText.parse(row.text("added_at")),
                        row.text("added_by")));
    }

    /// Which meetings count may be another question now: all are asked again.
    public void add(Transaction transaction, LocalDate validFrom, RulePack pack, String by) {
        transaction.update(
                "INSERT INTO study_rule_pack (valid_from, content, added_at, added_by) VALUES (?, ?, ?, ?)",
                validFrom.toString(),
                Json.writeText(pack),
                UtcText.of(clock.instant()),
                by);
        transaction.update("INSERT INTO study_meeting_due (meeting) SELECT id FROM meeting"
                + " WHERE id NOT IN (SELECT meeting FROM study_meeting_due)");
        ProgressSource.markAll(transaction);
    }
}
