package org.hongting.central.organisation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.code.DigitCode;
import org.hongting.protocol.code.MemberCode;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// Issues and revokes printed badges. The digits are never stored: they are signed anew whenever somebody entitled
/// asks, and every such code of one serial counts the same.
public final class BadgeOffice {
    /// How long a badge lasts: a course of study.
    private static final int YEARS = 4;

    private final Members members;
    private final SiteKeys keys;
    private final Clock clock;

    public BadgeOffice(Members members, SiteKeys keys, Clock clock) {
        this.members = members;
        this.keys = keys;
        this.clock = clock;
    }

    /// One badge in the books.
    ///
    /// @param serial counts a member's badges from 1
    public record Badge(MemberId member, int serial, LocalDate lastDay, Instant issuedAt, boolean revoked) {}

    /// Issues the member's next badge; the earlier ones no longer count.
    public Badge issue(Transaction transaction, Member member, String account) {
        int serial = 1
                + transaction
                        .queryFirst(
                                "SELECT max(serial) AS serial FROM badge WHERE member = ?",
                                row -> Math.toIntExact(row.integer("serial")),
                                member.id().value())
                        .orElse(0);
        revoke(transaction, member, account);
        Badge badge = new Badge(member.id(), serial, LocalDate.now(clock).plusYears(YEARS), clock.instant(), false);
        transaction.update(
                "INSERT INTO badge (member, serial, last_day, issued_at, issued_by) VALUES (?, ?, ?, ?, ?)",
                member.id().value(),
                serial,
                badge.lastDay().toString(),
                UtcText.of(badge.issuedAt()),
                account);
        return badge;
    }

    /// Revokes every badge the member has. Terminals learn it with the next roster.
    public void revoke(Transaction transaction, Member member, String account) {
        int revoked = transaction.update(
                "UPDATE badge SET revoked_at = ?, revoked_by = ? WHERE member = ? AND revoked_at IS NULL",
                UtcText.of(clock.instant()),
                account,
                member.id().value());
        if (revoked == 0) {
            return;
        }
        int badgeFrom = 1
                + transaction
                        .queryFirst(
                                "SELECT max(serial) AS serial FROM badge WHERE member = ?",
                                row -> Math.toIntExact(row.integer("serial")),
                                member.id().value())
                        .orElse(0);
        members.save(
                transaction,
                new Member(
                        member.id(),
                        member.name(),
                        member.studentNumber(),
                        member.branch(),
                        member.active(),
                        member.shownInFull(),
                        badgeFrom));
    }

    /// Newest first.
    public List<Badge> of(Transaction transaction, MemberId member) {
        return transaction.query(
                "SELECT member, serial, last_day, issued_at, revoked_at FROM badge WHERE member = ?"
                        + " ORDER BY serial DESC",
                BadgeOffice::read,
                member.value());
    }

    /// The one that terminals take: neither revoked nor beyond its last day.
    public Optional<Badge> current(Transaction transaction, MemberId member) {
        return of(transaction, member).stream()
                .filter(badge -> !badge.revoked() && !badge.lastDay().isBefore(LocalDate.now(clock)))
                .findFirst();
    }

    /// Issues one to each active member of the branches who has none.
    ///
    /// @return how many were issued
    public int issueMissing(Transaction transaction, Collection<BranchId> branches, String account) {
        List<Member> without = members.activeIn(transaction, branches).stream()
                .filter(member -> current(transaction, member.id()).isEmpty())
                .toList();
        without.forEach(member -> issue(transaction, member, account));
        return without.size();
    }

    /// What stands in the badge's QR symbol.
    public String digits(Badge badge) {
        return DigitCode.write(MemberCode.signBadge(
                keys.site(),
                keys.badgeKeyNumber(),
                badge.member(),
                badge.serial(),
                badge.lastDay(),
                keys.badgeSigner()));
    }

    private static Badge read(Transaction.Row row) {
        return new Badge(
                new MemberId(row.text("member")),
                Math.toIntExact(row.integer("serial")),
                LocalDate.parse(row.text("last_day")),
                UtcText.parse(row.text("issued_at")),
                !row.isNull("revoked_at"));
    }
}
