package org.hongting.central.study;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.Years;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.StudyRuling;

/// Rules about learning time, in the name of an account. Each ruling is a record of the centre's own journal
/// and a line of the audit log, in one transaction; why it was ruled stands beside it as a salted note. All
/// methods throw a [StudyRefusal] for what may not be.
public final class StudyRulings {
    /// Characters of a note.
    public static final int NOTE_CHARACTERS = 200;

    private static final int SALT_BYTES = 16;

    private final OwnJournal journal;
    private final Members members;
    private final AuditLog audit;
    private final RandomGenerator random;
    private final Clock clock;

    /// @param clock in the site's zone
    public StudyRulings(OwnJournal journal, Members members, AuditLog audit, RandomGenerator random, Clock clock) {
        this.journal = journal;
        this.members = members;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /// Whose moments, from when until when by the clocks of the place, and why.
    public record Meant(MemberId member, LocalDateTime from, LocalDateTime until, String note) {}

    /// A ruling as it stands.
    ///
    /// @param note absent where it was erased
    public record Corrected(
            long from, long until, boolean struck, String reason, Optional<String> note, String by, String at) {}

    /// Credit that was asked for.
    ///
    /// @param granted absent where nobody has decided
    public record OffSite(
            String epoch,
            long seq,
            MemberId member,
            Moments.Span when,
            String kind,
            Optional<String> note,
            String askedBy,
            Optional<Boolean> granted,
            Optional<String> decidedBy) {}

    public void correct(
            Transaction transaction,
            Meant meant,
            StudyRuling.StudyVerdict verdict,
            StudyRuling.StudyReason reason,
            String by) {
        Moment moments = moments(transaction, meant);
        journal.append(
                transaction,
                new StudyRuling.StudyCorrected(
                        meant.member(),
                        moments.from(),
                        moments.until(),
                        verdict,
                        reason,
                        by,
                        keep(transaction, meant.note())));
        audit.record(
                transaction, by, "study.correct", meant.member().value(), verdict + " " + reason + " " + span(moments));
    }

    /// Asks for credit that another account must grant.
    public void askCredit(Transaction transaction, Meant meant, StudyRuling.OffSiteKind kind, String by) {
        Moment moments = moments(transaction, meant);
        journal.append(
                transaction,
                new StudyRuling.CreditedOffSite(
                        meant.member(), moments.from(), moments.until(), kind, by, keep(transaction, meant.note())));
        audit.record(transaction, by, "study.off-site", meant.member().value(), kind + " " + span(moments));
    }

    public void decide(Transaction transaction, Fact.RecordName credit, boolean granted, String by) {
        OffSite asked = open(transaction, Set.of()).stream()
                .filter(one -> one.epoch().equals(credit.epoch().value()) && one.seq() == credit.seq())
                .findFirst()
                .orElseThrow(() -> new StudyRefusal(StudyRefusal.Why.NO_SUCH_CREDIT));
        if (asked.askedBy().equals(by)) {
            throw new StudyRefusal(StudyRefusal.Why.SAME_PERSON);
        }
        journal.append(transaction, new StudyRuling.OffSiteDecided(credit, asked.member(), granted, by, null));
        audit.record(
                transaction,
                by,
                granted ? "study.off-site-grant" : "study.off-site-decline",
                asked.member().value(),
                credit.epoch() + "/" + credit.seq());
    }

    /// What was ruled about a member's moments, the latest last.
    public static List<Corrected> corrections(Transaction transaction, MemberId member) {
        return transaction.query(
                "SELECT from_at, until_at, verdict, reason, text, ruled_by, ruled_at FROM study_correction"
                        + " LEFT JOIN ruling_note ON ruling_note.hash = study_correction.note"
                        + " WHERE member = ? ORDER BY ordinal",
                row -> new Corrected(
                        row.integer("from_at"),
                        row.integer("until_at"),
                        row.text("verdict").equals(StudyRuling.StudyVerdict.STRUCK.name()),
                        row.text("reason"),
                        Optional.ofNullable(row.textOrNull("text")),
                        row.text("ruled_by"),
                        row.text("ruled_at")),
                member.value());
    }

    public static List<OffSite> offSite(Transaction transaction, MemberId member) {
        return transaction.query(SELECT + " WHERE member = ? ORDER BY from_at", StudyRulings::read, member.value());
    }

    /// Credit that nobody has decided about.
    ///
    /// @param branches of whose members; empty for all
    public static List<OffSite> open(Transaction transaction, Set<BranchId> branches) {
        return transaction.query(
                SELECT + " WHERE granted IS NULL"
                        + (branches.isEmpty()
                                ? ""
                                : " AND member IN (SELECT id FROM member WHERE branch IN "
                                        + LearningLedger.marks(branches.size()) + ")")
                        + " ORDER BY asked_at",
                StudyRulings::read,
                branches.stream().map(BranchId::value).toArray());
    }

    private static final String SELECT =
            "SELECT epoch, seq, member, from_at, until_at, kind, text, asked_by, granted, decided_by FROM study_off_site"
                    + " LEFT JOIN ruling_note ON ruling_note.hash = study_off_site.note";

    private static OffSite read(Transaction.Row row) {
        return new OffSite(
                new EpochId(row.text("epoch")).value(),
                row.integer("seq"),
                new MemberId(row.text("member")),
                new Moments.Span(row.integer("from_at"), row.integer("until_at")),
                row.text("kind"),
                Optional.ofNullable(row.textOrNull("text")),
                row.text("asked_by"),
                row.isNull("granted") ? Optional.empty() : Optional.of(row.integer("granted") == 1),
                Optional.ofNullable(row.textOrNull("decided_by")));
    }

    private record Moment(OffsetDateTime from, OffsetDateTime until) {}

    private Moment moments(Transaction transaction, Meant meant) {
        if (members.find(transaction, meant.member()).isEmpty()) {
            throw new StudyRefusal(StudyRefusal.Why.NO_SUCH_MEMBER);
        }
        if (!Years.isMeant(meant.from().getYear())
                || !Years.isMeant(meant.until().getYear())) {
            throw new StudyRefusal(StudyRefusal.Why.NOT_A_SPAN);
        }
        OffsetDateTime from = meant.from().atZone(clock.getZone()).toOffsetDateTime();
        OffsetDateTime until = meant.until().atZone(clock.getZone()).toOffsetDateTime();
        boolean isPossible = from.isBefore(until)
                && !from.plusHours(24).isBefore(until)
                && !until.toInstant().isAfter(clock.instant());
        if (!isPossible) {
            throw new StudyRefusal(StudyRefusal.Why.NOT_A_SPAN);
        }
        return new Moment(from, until);
    }

    private static String span(Moment moments) {
        return moments.from() + " to " + moments.until();
    }

    private Digest keep(Transaction transaction, String note) {
        String text = note.strip();
        if (text.isEmpty()) {
            throw new StudyRefusal(StudyRefusal.Why.NO_NOTE);
        }
        if (text.length() > NOTE_CHARACTERS) {
            throw new StudyRefusal(StudyRefusal.Why.NOTE_TOO_LONG);
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Digest hash = Digest.of(salt, text.getBytes(UTF_8));
        transaction.update("INSERT INTO ruling_note (hash, salt, text) VALUES (?, ?, ?)", hash.bytes(), salt, text);
        return hash;
    }
}
