package org.hongting.central.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.record.StudyRuling;
import org.hongting.protocol.time.ClockReading;

/// Keeps a dated row per fact of study and per ruling about it, and the sums beside them. What claims to be a
/// ruling and comes from a terminal changes nothing. A fact that comes twice is one.
public final class StudyProjection implements FactProjection {
    private final StudyRollup rollup;

    public StudyProjection(StudyRollup rollup) {
        this.rollup = rollup;
    }

    @Override
    public void project(Transaction transaction, List<StoredFact> facts) {
        Changes changes = new Changes(transaction);
        facts.forEach(changes::take);
        changes.reckon();
    }

    /// What many facts write. Whose days they touch is reckoned once, when all of them stand in the tables.
    private final class Changes {
        private final Transaction transaction;
        private final Map<MemberId, List<Moments.Span>> touched = new TreeMap<>();

        Changes(Transaction transaction) {
            this.transaction = transaction;
        }

        void take(StoredFact fact) {
            if (fact.fact() instanceof StudyFact.Learned learned) {
                learned(fact, learned);
            } else if (fact.fact() instanceof StudyRuling ruling
                    && fact.terminal().equals(OwnJournal.CENTRE)) {
                ruled(fact, ruling);
            }
        }

        private void touch(MemberId member, Moments.Span span) {
            touched.computeIfAbsent(member, first -> new ArrayList<>()).add(span);
        }

        void reckon() {
            touched.forEach((member, spans) -> {
                rollup.renew(transaction, member, spans);
                ProgressSource.mark(transaction, member);
            });
        }

        private void learned(StoredFact fact, StudyFact.Learned learned) {
            ClockReading told = fact.envelope().clock();
            StudyFact.Stretch stretch = learned.stretch();
            Stretches.Dated dated = Stretches.date(
                    stretch,
                    told,
                    fact.received(),
                    Stretches.anchor(transaction, fact.terminal().value(), stretch.boot())
                            .orElse(null));
            if (insert(transaction, fact, learned, dated) == 0) {
                return;
            }
            Moments.Span span = new Moments.Span(dated.from(), dated.until());
            touch(learned.member(), span);
            StudyFact.LessonName lesson = learned.lesson();
            if (lesson != null) {
                LessonProgress.add(transaction, learned, lesson, span);
            }
        }

        private void ruled(StoredFact fact, StudyRuling ruling) {
            switch (ruling) {
                case StudyRuling.StudyCorrected corrected -> {
                    transaction.update(
                            "INSERT INTO study_correction (epoch, seq, member, from_at, until_at, verdict, reason, note,"
                                    + " ruled_by, ruled_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                    + " ON CONFLICT (epoch, seq) DO NOTHING",
                            fact.epoch().value(),
                            fact.seq(),
                            corrected.member().value(),
                            corrected.from().toInstant().toEpochMilli(),
                            corrected.until().toInstant().toEpochMilli(),
                            corrected.verdict().name(),
                            corrected.reason().name(),
                            corrected.note().bytes(),
                            corrected.by(),
                            UtcText.of(fact.received()));
                    Moments.Span meant = new Moments.Span(
                            corrected.from().toInstant().toEpochMilli(),
                            corrected.until().toInstant().toEpochMilli());
                    touch(corrected.member(), meant);
                    LessonProgress.renew(transaction, corrected.member(), meant);
                }
                case StudyRuling.CreditedOffSite credited ->
                    transaction.update(
                            "INSERT INTO study_off_site (epoch, seq, member, from_at, until_at, kind, note, asked_by,"
                                    + " asked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (epoch, seq) DO NOTHING",
                            fact.epoch().value(),
                            fact.seq(),
                            credited.member().value(),
                            credited.from().toInstant().toEpochMilli(),
                            credited.until().toInstant().toEpochMilli(),
                            credited.kind().name(),
                            credited.note().bytes(),
                            credited.by(),
                            UtcText.of(fact.received()));
                case StudyRuling.OffSiteDecided decided -> decide(fact, decided);
            }
        }

        /// Only the first decision counts, and only that of a second person.
        private void decide(StoredFact fact, StudyRuling.OffSiteDecided decided) {
            transaction
                    .query(
                            "UPDATE study_off_site SET granted = ?, decided_by = ?, decided_at = ? WHERE epoch = ? AND seq = ?"
                                    + " AND granted IS NULL AND asked_by <> ? RETURNING from_at, until_at",
                            row -> new Moments.Span(row.integer("from_at"), row.integer("until_at")),
                            decided.granted() ? 1 : 0,
                            decided.by(),
                            UtcText.of(fact.received()),
                            decided.credit().epoch().value(),
                            decided.credit().seq(),
                            decided.by())
                    .forEach(span -> touch(decided.member(), span));
        }
    }

    private static int insert(
            Transaction transaction, StoredFact fact, StudyFact.Learned learned, Stretches.Dated dated) {
        ClockReading told = fact.envelope().clock();
        StudyFact.Stretch stretch = learned.stretch();
        StudyFact.LessonName lesson = learned.lesson();
        StudyFact.Reading reading = learned.reading();
        return transaction.update(
                "INSERT INTO study_interval (terminal, epoch, seq, session, member, course, edition, lesson, boot,"
                        + " mono_from, mono_until, mono_proven, wall, quality, record_boot, record_mono, from_at,"
                        + " until_at, certainty, cause, credential, simulated, led_by, shown, place, parts, seen)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (terminal, epoch, seq) DO NOTHING",
                fact.terminal().value(),
                fact.epoch().value(),
                fact.seq(),
                learned.session().value(),
                learned.member().value(),
                lesson == null ? null : lesson.course().value(),
                lesson == null ? null : lesson.edition(),
                lesson == null ? null : lesson.lesson().value(),
                stretch.boot().value(),
                stretch.from(),
                stretch.until(),
                stretch.proven(),
                told.wall().toString(),
                told.quality().name(),
                told.boot().value(),
                told.monotonicNanos(),
                dated.from(),
                dated.until(),
                dated.certainty().name(),
                learned.cause().name(),
                learned.origin().credential().name(),
                learned.origin().simulated() ? 1 : 0,
                learned.ledBy() == null ? null : learned.ledBy().value(),
                Json.writeText(learned.shown()),
                reading == null ? null : reading.place(),
                reading == null ? null : reading.of(),
                reading == null ? null : Json.writeText(reading.seen()));
    }
}
