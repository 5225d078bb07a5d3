package org.hongting.simulator.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.SqliteFile;
import org.hongting.central.study.LearningLedger;
import org.hongting.central.study.StudyRollup;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// The ledger of learning time of a large school in a real file: what looking at it costs, and whether it comes
/// to what was studied. Everybody studies on fifty days of the year, on each of them at two terminals whose
/// stretches overlap by half; rows lie in the order of time, so those of one person lie far apart.
final class LedgerBenchmark implements Benchmark {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int YEAR = 2026;
    private static final int MEMBERS = 100_000;
    private static final int FEW_MEMBERS = 1_000;
    private static final int STRETCHES = 100;
    private static final int OF_A_BRANCH = 200;
    private static final int TERMINALS = 200;
    private static final long STRETCH_MILLIS = 20 * 60_000L;
    private static final long A_DAYS_MILLIS = 30 * 60_000L;
    private static final int AT_ONCE = 100_000;
    private static final int MEMBERS_AT_ONCE = 2_000;
    private static final double YEAR_MILLIS = 50;
    private static final double MONTH_MILLIS = 2_000;
    private static final double WORST = 95;

    @Override
    public List<Row> run(Effort effort, Consumer<String> progress) throws IOException {
        Path folder = Files.createTempDirectory("hongting-ledger-");
        Path file = folder.resolve("central.db");
        int members = effort.of(MEMBERS, FEW_MEMBERS);
        try (SqliteFile source = SqliteFile.open(file)) {
            source.migrate();
            Database database = new JdbcDatabase(source);
            fill(database, members, progress);
            List<Row> rows = new ArrayList<>(List.of(sums(database, members, progress)));
            rows.addAll(looks(database, members, effort, progress));
            return rows;
        } finally {
            delete(folder);
        }
    }

    private static void fill(Database database, int members, Consumer<String> progress) {
        progress.accept(
                String.format(Locale.ROOT, "%,d members with %,d intervals", members, (long) members * STRETCHES));
        database.inTransaction(transaction -> {
            transaction.update("INSERT INTO branch (id, kind, name) VALUES ('school', 'school', 'School')");
            transaction.update(
                    "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?)"
                            + " INSERT INTO branch (id, parent, kind, name)"
                            + " SELECT 'branch-' || i, 'school', 'branch', 'Branch ' || i FROM n",
                    Math.ceilDiv(members, OF_A_BRANCH));
            return transaction.update(
                    "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)"
                            + " INSERT INTO member (id, name, student_number, branch, status, shown_in_full, badge_from,"
                            + " added_at) SELECT printf('%016x', i * 2654435761), 'Member ' || i, 'S' || i,"
                            + " 'branch-' || (i / ?2), 'active', 0, 1, '2026-01-01T00:00:00.000Z' FROM n",
                    members, OF_A_BRANCH);
        });
        database.inTransaction(transaction -> transaction.update("DROP INDEX study_interval_member"));
        long first =
                LocalDate.of(YEAR, 1, 5).atTime(8, 0).atZone(ZONE).toInstant().toEpochMilli();
        long all = (long) members * STRETCHES;
        for (long from = 0; from < all; from += AT_ONCE) {
            long begin = from;
            long end = Math.min(all, from + AT_ONCE);
            database.inTransaction(transaction -> intervals(transaction, members, first, begin, end));
        }
        progress.accept("the index by member");
        database.inTransaction(transaction ->
                transaction.update("CREATE INDEX study_interval_member ON study_interval (member, from_at)"));
    }

    /// Each person has two stretches on every seventh day, of twenty minutes, the second ten minutes after the
    /// first.
    private static int intervals(Transaction transaction, int members, long first, long begin, long end) {
        return transaction.update(
                "WITH RECURSIVE n (i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)"
                        + " INSERT INTO study_interval (terminal, epoch, seq, session, member, course, edition, lesson,"
                        + " boot, mono_from, mono_until, mono_proven, wall, quality, record_boot, record_mono, from_at,"
                        + " until_at, certainty, cause, credential, simulated, led_by, shown, place, parts, seen)"
                        + " SELECT printf('kiosk-%03d', i % ?6), printf('%032x', i % ?6), i / ?6 + 1, printf('%032x', i),"
                        + " printf('%016x', (i % ?3) * 2654435761), 'course-' || (i % 40), 1, 'lesson-' || (i % 7),"
                        + " 'boot-1', 0, ?4, ?4 - 20000, '2026-01-05T08:00:00+08:00', 'SYNCED', 'boot-1', 0, at, at + ?4,"
                        + " 'ANCHORED', 'SETTLED', 'CARD', 0, NULL, '{\"page-turn\":9}', 5, 20,"
                        + " '{\"parts\":[{\"from\":0,\"until\":5}]}'"
                        + " FROM (SELECT i, ?5 + i / (?3 * 2) * 604800000 + i % ?3 % 60 * 600000 + i / ?3 % 2 * 600000 AS at"
                        + " FROM n)",
                begin, end, members, STRETCH_MILLIS, first, TERMINALS);
    }

    private static MemberId member(long index) {
        return new MemberId(String.format(Locale.ROOT, "%016x", index * 2_654_435_761L));
    }

    private static Row sums(Database database, int members, Consumer<String> progress) {
        progress.accept("every sum of days and months from the intervals");
        StudyRollup rollup = new StudyRollup(ZONE);
        long before = System.nanoTime();
        for (int from = 0; from < members; from += MEMBERS_AT_ONCE) {
            int begin = from;
            int end = Math.min(members, from + MEMBERS_AT_ONCE);
            database.inTransaction(transaction -> {
                for (int i = begin; i < end; i++) {
                    rollup.renewAll(transaction, member(i));
                }
                return end;
            });
        }
        double seconds = (System.nanoTime() - before) / 1e9;
        return Row.of(
                "intervals that become sums, of " + members + " members",
                members * (double) STRETCHES / seconds,
                "a s");
    }

    private static List<Row> looks(Database database, int members, Effort effort, Consumer<String> progress) {
        progress.accept("looking");
        LearningLedger ledger = new LearningLedger(
                new StudyRollup(ZONE),
                Clock.fixed(LocalDate.of(YEAR, 12, 30).atStartOfDay(ZONE).toInstant(), ZONE));
        Random random = new Random(11);
        String school = String.format(Locale.ROOT, " of %,d members × %d intervals", members, STRETCHES);
        int looks = effort.of(1_000, 100);
        int[] wrong = {0};
        Sample years = Sample.of(
                looks,
                _ -> millis(() -> {
                    MemberId member = member(random.nextInt(members));
                    LearningLedger.Year year = database.reading(transaction -> ledger.year(transaction, member, YEAR));
                    wrong[0] += year.total().share().total() == STRETCHES / 2 * A_DAYS_MILLIS ? 0 : 1;
                }));
        Sample computed = Sample.of(
                looks,
                _ -> millis(() -> {
                    MemberId member = member(random.nextInt(members));
                    database.reading(transaction ->
                            ledger.computed(transaction, member, LocalDate.of(YEAR, 1, 1), LocalDate.of(YEAR, 12, 31)));
                }));
        Sample months = Sample.of(
                12,
                month -> millis(() -> database.reading(
                        transaction -> ledger.month(transaction, Set.of(), YearMonth.of(YEAR, month + 1)))));
        Sample heat = Sample.of(
                3, _ -> millis(() -> database.reading(transaction -> ledger.year(transaction, Set.of(), YEAR))));
        Sample lagging = Sample.of(
                3, _ -> millis(() -> database.reading(transaction -> ledger.lagging(transaction, Set.of(), YEAR))));
        return List.of(
                Row.below(
                        "one member's year," + school + ", 95th percentile",
                        years.percentile(WORST),
                        "ms",
                        YEAR_MILLIS),
                Row.below("years that are not what was studied, of " + looks, wrong[0], "members", 0),
                Row.below(
                        "how a member's year is computed, interval by interval, 95th percentile",
                        computed.percentile(WORST),
                        "ms",
                        YEAR_MILLIS),
                Row.below(
                        "the month of a school," + school + ", slowest of 12",
                        months.percentile(100),
                        "ms",
                        MONTH_MILLIS),
                Row.of("all units by month of a year, median", heat.median(), "ms"),
                Row.of("who lags behind in a school, median", lagging.median(), "ms"));
    }

    private static double millis(Runnable look) {
        long before = System.nanoTime();
        look.run();
        return (System.nanoTime() - before) / 1e6;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
