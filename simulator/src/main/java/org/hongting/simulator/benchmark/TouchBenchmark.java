package org.hongting.simulator.benchmark;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hongting.kiosk.checkin.CheckInDesk;
import org.hongting.kiosk.checkin.TouchDesk;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.kiosk.table.Search;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.document.TouchEntry;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.touch.NumberHash;
import org.hongting.protocol.touch.PinVerifier;
import org.hongting.protocol.touch.SearchWord;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;

/// What typing costs: a search among 20,000 people who are all expected, and the comparison of a PIN, which is done
/// beside the desk's thread and keeps nobody with a card waiting.
final class TouchBenchmark implements Benchmark {
    private static final int PEOPLE = 20_000;
    private static final int WARM_UP = 200;
    private static final double SEARCH_MILLIS = 10;
    private static final double USUAL = 50;
    private static final double WORST = 95;
    private static final TerminalId TERMINAL = new TerminalId("kiosk-touch");
    private static final BranchId BRANCH = new BranchId("branch-1");
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-22T08:50:00+08:00");
    private static final byte[] SECRET = new byte[32];
    private static final String LETTERS = "LWZCYSHXJDGFMTQBRKNP";

    private final Path folder;

    /// @param folder where the terminal's file is made
    TouchBenchmark(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<Row> run(Effort effort, Consumer<String> progress) {
        progress.accept("searching among " + PEOPLE + " people");
        List<Row> rows = new ArrayList<>();
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("touch.db"))) {
            TouchDesk desk = desk(database);
            int searches = effort.of(2_000, 200);
            rows.addAll(search("by initials", desk, TouchBenchmark::initials, searches));
            rows.addAll(search(
                    "by the last four digits", desk, index -> number(index).substring(6), searches));
            rows.addAll(search("for nobody", desk, index -> "XX" + number(index).substring(6), searches));
        }
        progress.accept("comparing PINs");
        PinVerifier verifier = PinVerifier.of("046213", new byte[PinVerifier.SALT_BYTES], PinVerifier.ROUNDS);
        Sample pins = Sample.of(effort.of(60, 10), index -> {
            long before = System.nanoTime();
            boolean right = verifier.matches("%06d".formatted(index));
            return right ? Double.NaN : millisSince(before);
        });
        rows.add(Row.of("comparing a PIN, beside the desk's thread, median", pins.percentile(USUAL), "ms"));
        return rows;
    }

    private static List<Row> search(String how, TouchDesk desk, IntFunction<String> typed, int searches) {
        Random random = new Random(7);
        for (int i = 0; i < WARM_UP; i++) {
            desk.search(typed.apply(random.nextInt(PEOPLE)));
        }
        Sample sample = Sample.of(searches, _ -> {
            String word = typed.apply(random.nextInt(PEOPLE));
            long before = System.nanoTime();
            Search found = desk.search(word);
            double millis = millisSince(before);
            if (found instanceof Search.TooShort) {
                throw new IllegalStateException("nothing was searched");
            }
            return millis;
        });
        return List.of(
                Row.of("search " + how + " among 20,000 expected people, median", sample.percentile(USUAL), "ms"),
                Row.below(
                        "search " + how + " among 20,000 expected people, 95th percentile",
                        sample.percentile(WORST),
                        "ms",
                        SEARCH_MILLIS));
    }

    private static double millisSince(long before) {
        return (System.nanoTime() - before) / 1e6;
    }

    private static TouchDesk desk(SqliteDatabase database) {
        DeskTables tables = new DeskTables(TERMINAL);
        Schema.apply(database, DeskTables.migrations());
        Journal journal = Journal.open(database, TERMINAL, TouchBenchmark::reading, new Random(1), "bench");
        MeasuredDesk.publish(database, tables, DocumentName.KEYS, List.of(DocumentEntry.of(SiteKey.card(1, SECRET))));
        MeasuredDesk.publish(
                database,
                tables,
                DocumentName.ROSTER,
                IntStream.range(0, PEOPLE).mapToObj(TouchBenchmark::member).toList());
        MeasuredDesk.publish(database, tables, DocumentName.meetingsOf(TERMINAL), List.of(DocumentEntry.of(meeting())));
        CheckInDesk desk = new CheckInDesk(database, journal, tables, TouchBenchmark::reading);
        return new TouchDesk(database, desk, tables, TouchBenchmark::reading);
    }

    private static ClockReading reading() {
        return new ClockReading(
                NOW,
                ClockQuality.SYNCED,
                new BootId("boot-1"),
                Duration.ofSeconds(1).toNanos());
    }

    private static String number(int index) {
        return "2023%06d".formatted(index);
    }

    /// As uneven as names are: some initials have hundreds of people, some one.
    private static String initials(int index) {
        Random random = new Random(index);
        StringBuilder initials = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            double skewed = Math.pow(random.nextDouble(), 2);
            initials.append(LETTERS.charAt((int) (skewed * LETTERS.length())));
        }
        return initials.toString();
    }

    private static DocumentEntry member(int index) {
        List<SearchWord> words = new ArrayList<>(SearchWord.endingsOf(number(index), 1, SECRET));
        words.add(SearchWord.initials(initials(index), 1, SECRET));
        return DocumentEntry.of(new RosterEntry(
                MemberId.ofBytes(
                        ByteBuffer.allocate(MemberId.BYTES).putLong(index + 1L).array()),
                "李*",
                BRANCH,
                List.of(),
                1,
                null,
                new TouchEntry(
                        NumberHash.of(number(index), 1, SECRET),
                        words,
                        number(index).substring(8),
                        null),
                null));
    }

    private static MeetingEntry meeting() {
        return new MeetingEntry(
                new MeetingId("assembly"),
                "支部党员大会",
                "branch-assembly",
                "第一党支部",
                "301",
                NOW,
                NOW.plusHours(2),
                new CheckInWindow(NOW.minusHours(1), NOW, NOW.plusHours(2)),
                List.of(BRANCH),
                List.of(),
                null);
    }
}
