package org.hongting.central.study;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// Keeps the sums of days and months equal to what the pieces come to. A sum is never added to: what may have
/// changed is reckoned anew, in the transaction that changes it.
public final class StudyRollup {
    private static final String INSERT_DAY =
            "INSERT INTO study_day (member, day, met, grouped, alone, off_site, proven) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_MONTH =
            "INSERT INTO study_month (member, month, met, grouped, alone, off_site, proven) VALUES (?, ?, ?, ?, ?, ?, ?)";

    private final ZoneId zone;

    /// @param zone the site's
    public StudyRollup(ZoneId zone) {
        this.zone = zone;
    }

    ZoneId zone() {
        return zone;
    }

    /// As months stand in the table.
    static int month(YearMonth month) {
        return month.getYear() * 100 + month.getMonthValue();
    }

    long start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private LocalDate dayOf(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
    }

    /// The days that a span touches, and their months.
    void renew(Transaction transaction, MemberId member, long from, long until) {
        renew(transaction, member, List.of(new Moments.Span(from, until)));
    }

    /// The days that any of the spans touches, and their months, each once.
    void renew(Transaction transaction, MemberId member, Collection<Moments.Span> spans) {
        SortedSet<LocalDate> days = new TreeSet<>();
        for (Moments.Span span : spans) {
            LocalDate last = dayOf(Math.max(span.from(), span.until() - 1));
            for (LocalDate day = dayOf(span.from()); !day.isAfter(last); day = day.plusDays(1)) {
                days.add(day);
            }
        }
        LocalDate first = null;
        for (LocalDate day : days) {
            first = first == null ? day : first;
            if (!days.contains(day.plusDays(1))) {
                renewDays(transaction, member, first, day);
                first = null;
            }
        }
        days.stream().map(YearMonth::from).distinct().forEach(month -> sum(transaction, member, month));
    }

    private void renewDays(Transaction transaction, MemberId member, LocalDate first, LocalDate last) {
        SortedMap<LocalDate, Share> days = reckon(transaction, member, start(first), start(last.plusDays(1)))
                .byDay(zone);
        transaction.update(
                "DELETE FROM study_day WHERE member = ? AND day BETWEEN ? AND ?",
                member.value(),
                first.toEpochDay(),
                last.toEpochDay());
        // What reaches over midnight from outside is another day's.
        write(transaction, member, days.subMap(first, last.plusDays(1)));
    }

    /// Everything of a member.
    public void renewAll(Transaction transaction, MemberId member) {
        transaction.update("DELETE FROM study_day WHERE member = ?", member.value());
        transaction.update("DELETE FROM study_month WHERE member = ?", member.value());
        SortedMap<LocalDate, Share> days = reckon(transaction, member, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2)
                .byDay(zone);
        write(transaction, member, days);
        SortedMap<YearMonth, Share> months = new TreeMap<>();
        days.forEach((day, share) -> months.merge(YearMonth.from(day), share, Share::plus));
        List<@Nullable Object[]> rows = new ArrayList<>();
        months.forEach((month, share) -> rows.add(row(member, month(month), share)));
        transaction.updateEach(INSERT_MONTH, rows);
    }

    Reckoning reckon(Transaction transaction, MemberId member, long from, long until) {
        return Reckoning.of(Pieces.of(transaction, member, from, until), Pieces.corrections(transaction, member));
    }

    private static void write(Transaction transaction, MemberId member, SortedMap<LocalDate, Share> days) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        days.forEach((day, share) -> rows.add(row(member, day.toEpochDay(), share)));
        transaction.updateEach(INSERT_DAY, rows);
    }

    private static @Nullable Object[] row(MemberId member, long when, Share share) {
        return new Object[] {
            member.value(), when, share.met(), share.grouped(), share.alone(), share.offSite(), share.proven()
        };
    }

    private static void sum(Transaction transaction, MemberId member, YearMonth month) {
        transaction.update("DELETE FROM study_month WHERE member = ? AND month = ?", member.value(), month(month));
        transaction.update(
                "INSERT INTO study_month (member, month, met, grouped, alone, off_site, proven)"
                        + " SELECT member, ?, sum(met), sum(grouped), sum(alone), sum(off_site), sum(proven)"
                        + " FROM study_day WHERE member = ? AND day BETWEEN ? AND ? GROUP BY member",
                month(month),
                member.value(),
                month.atDay(1).toEpochDay(),
                month.atEndOfMonth().toEpochDay());
    }
}
