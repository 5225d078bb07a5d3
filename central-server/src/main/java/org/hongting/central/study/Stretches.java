package org.hongting.central.study;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.time.ClockAnchor;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.time.DatedMoment;
import org.jspecify.annotations.Nullable;

/// Dates stretches of learning. All stretches of one boot are dated by one anchor, which is kept beside them,
/// so that everything can be made again and nothing that was one after the other ever overlaps.
final class Stretches {
    private static final long NANOS = 1_000_000;

    /// How far a new anchor must put a moment elsewhere before everything of the boot is dated anew.
    static final long WORTH_MILLIS = 2_000;

    /// How many times the stretches of a boot are dated anew. An anchor that was held up is put right by the next hello
    /// or two; a terminal that tells another time at each hello is not followed for ever.
    static final int MOST_DATINGS = 16;

    /// How far past its receipt a stretch may end: what the clocks of both may differ by.
    static final long AHEAD_MILLIS = 120_000;

    private Stretches() {}

    /// A stretch with its date.
    ///
    /// @param from milliseconds since 1970
    record Dated(long from, long until, DatedMoment.Provenance certainty) {}

    /// Nothing was studied after the centre heard of it: what seems to end later is put where it can have ended, and
    /// marked.
    ///
    /// @param told the clocks of the record that tells of it
    /// @param received when the centre heard of it
    /// @param anchor of the stretch's boot; absent where the centre knows none
    static Dated date(StudyFact.Stretch stretch, ClockReading told, Instant received, @Nullable ClockAnchor anchor) {
        Dated dated = date(stretch, told, anchor);
        long latest = received.toEpochMilli() + AHEAD_MILLIS;
        return dated.until() <= latest
                ? dated
                : new Dated(latest - (dated.until() - dated.from()), latest, DatedMoment.Provenance.UNPROVEN);
    }

    private static Dated date(StudyFact.Stretch stretch, ClockReading told, @Nullable ClockAnchor anchor) {
        long length = stretch.until() - stretch.from();
        long began = stretch.from() * NANOS;
        if (anchor == null && !told.boot().equals(stretch.boot())) {
            // Of an earlier boot that never spoke to the centre: it was before this one began, and nobody knows when.
            long latest =
                    told.wall().minusNanos(told.monotonicNanos()).toInstant().toEpochMilli();
            return new Dated(latest - length, latest, DatedMoment.Provenance.UNPROVEN);
        }
        OffsetDateTime wall = told.boot().equals(stretch.boot())
                ? told.wall().minusNanos(told.monotonicNanos() - began)
                : told.wall();
        DatedMoment moment = DatedMoment.of(new ClockReading(wall, told.quality(), stretch.boot(), began), anchor);
        long from = moment.at().toEpochMilli();
        return new Dated(from, from + length, moment.provenance());
    }

    /// The anchor by which stretches of a boot are dated. The first question settles it, until [StudyDating] dates all
    /// of them anew: two of one boot are never dated by two anchors.
    static Optional<ClockAnchor> anchor(Transaction transaction, String terminal, BootId boot) {
        List<Optional<ClockAnchor>> kept = read(transaction, "study_boot", terminal, boot);
        if (!kept.isEmpty()) {
            return kept.getFirst();
        }
        Optional<ClockAnchor> heard = read(transaction, "clock_anchor", terminal, boot).stream()
                .flatMap(Optional::stream)
                .findFirst();
        keep(transaction, terminal, boot, heard);
        return heard;
    }

    /// What the centre has heard of the boot since, where that puts its moments elsewhere.
    static Optional<ClockAnchor> better(Transaction transaction, String terminal, BootId boot) {
        if (transaction
                .queryFirst(
                        "SELECT dated_anew FROM study_boot WHERE terminal = ? AND boot = ? AND dated_anew >= ?",
                        row -> row.integer("dated_anew"),
                        terminal,
                        boot.value(),
                        MOST_DATINGS)
                .isPresent()) {
            return Optional.empty();
        }
        Optional<ClockAnchor> kept = read(transaction, "study_boot", terminal, boot).stream()
                .flatMap(Optional::stream)
                .findFirst();
        return read(transaction, "clock_anchor", terminal, boot).stream()
                .flatMap(Optional::stream)
                .filter(heard -> kept.map(old -> Math.abs(start(heard) - start(old)) > WORTH_MILLIS)
                        .orElse(true))
                .findFirst();
    }

    private static long start(ClockAnchor anchor) {
        return anchor.dateOf(0).toEpochMilli();
    }

    static void keep(Transaction transaction, String terminal, BootId boot, Optional<ClockAnchor> anchor) {
        transaction.update(
                "INSERT INTO study_boot (terminal, boot, mono, server_time) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (terminal, boot) DO UPDATE SET mono = excluded.mono,"
                        + " server_time = excluded.server_time, dated_anew = study_boot.dated_anew + 1",
                terminal,
                boot.value(),
                anchor.map(ClockAnchor::monotonicNanos).orElse(null),
                anchor.map(ClockAnchor::serverTime).map(UtcText::of).orElse(null));
    }

    /// The stretch and the clocks of a row of `study_interval`, with `received_at` of its record, to date it anew.
    static Dated date(Transaction.Row row, @Nullable ClockAnchor anchor) {
        return date(
                new StudyFact.Stretch(
                        new BootId(row.text("boot")),
                        row.integer("mono_from"),
                        row.integer("mono_until"),
                        row.integer("mono_proven")),
                new ClockReading(
                        OffsetDateTime.parse(row.text("wall")),
                        ClockQuality.valueOf(row.text("quality")),
                        new BootId(row.text("record_boot")),
                        row.integer("record_mono")),
                UtcText.parse(row.text("received_at")),
                anchor);
    }

    private static List<Optional<ClockAnchor>> read(
            Transaction transaction, String table, String terminal, BootId boot) {
        return transaction.query(
                "SELECT mono, server_time FROM " + table + " WHERE terminal = ? AND boot = ?",
                row -> row.isNull("server_time")
                        ? Optional.empty()
                        : Optional.of(new ClockAnchor(boot, row.integer("mono"), time(row))),
                terminal,
                boot.value());
    }

    private static Instant time(Transaction.Row row) {
        return UtcText.parse(row.text("server_time"));
    }
}
