package org.hongting.simulator.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hongting.kiosk.event.KioskEvent;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.ReadFact;
import org.hongting.simulator.simulation.judge.Books;
import org.hongting.simulator.simulation.judge.DiskContents;
import org.hongting.simulator.simulation.judge.Invariant;
import org.hongting.simulator.simulation.judge.Judge;
import org.hongting.simulator.simulation.judge.Place;
import org.hongting.sync.store.SqliteDatabase;

/// What is left of a run, as files: the centre's database (of one in PostgreSQL the tables that are judged), and of
/// each terminal its journal and what it told people. Nothing else is asked, and whoever has these files can judge
/// again.
///
/// @param root holds `centre/central.db` and of each terminal `NAME/terminal.db` and `NAME/told.jsonl`
record Evidence(Path root) {
    private static final String CENTRE = "centre";
    private static final String TOLD = "told.jsonl";
    private static final String JOURNAL = "terminal.db";

    /// One member at one meeting.
    private record Arrival(MeetingId meeting, MemberId member) {}

    /// What one terminal left.
    private record Left(String name, TerminalId terminal, List<KioskEvent> told, SqliteDatabase journal, Path file) {}

    /// Copies what processes that are dead have left.
    static Evidence secure(Path root, Tables centre, List<TorturedTerminal> terminals)
            throws IOException, InterruptedException {
        Evidence evidence = new Evidence(root);
        Files.createDirectories(evidence.centre().getParent());
        centre.secure(evidence.centre());
        for (TorturedTerminal terminal : terminals) {
            Path own = Files.createDirectories(root.resolve(terminal.name()));
            new TablesFile(terminal.journal()).secure(own.resolve(JOURNAL));
            Files.copy(terminal.folder().terminalTranscript(), own.resolve(TOLD));
        }
        return evidence;
    }

    Path centre() {
        return root.resolve(CENTRE).resolve("central.db");
    }

    Path journalOf(String terminal) {
        return root.resolve(terminal).resolve(JOURNAL);
    }

    /// What there is to count.
    record Counts(int confirmed, long records, long epochs) {}

    /// Enters into the books what does not hold.
    Counts judge(Books books) throws IOException {
        List<Left> terminals = new ArrayList<>();
        try (SqliteDatabase central = SqliteDatabase.openReadOnly(centre())) {
            for (Path own : ownFolders()) {
                terminals.add(read(own));
            }
            Map<Arrival, List<Place>> arrivals = arrivals(central);
            Set<Arrival> confirmed = new HashSet<>();
            for (Left left : terminals) {
                Map<Place, Arrival> recorded = recorded(left);
                DiskContents.of(left.journal(), left.terminal()).heads().forEach(books::confirmed);
                for (Arrival told : confirmedBy(left)) {
                    confirmed.add(told);
                    known(left, told, recorded, arrivals, books);
                }
                marks(left, recorded, books);
            }
            Judge.judgeRecords(
                    books,
                    central,
                    terminals.stream()
                            .map(left ->
                                    new Judge.TerminalDisk(left.name(), left.terminal(), left.journal(), left.file()))
                            .toList());
            projections(central, arrivals, books);
            return new Counts(confirmed.size(), count(central, "record"), count(central, "epoch"));
        } finally {
            terminals.forEach(left -> left.journal().close());
        }
    }

    private List<Path> ownFolders() throws IOException {
        try (Stream<Path> all = Files.list(root)) {
            return all.filter(folder -> Files.exists(folder.resolve(TOLD)))
                    .sorted()
                    .toList();
        }
    }

    private static Left read(Path own) throws IOException {
        List<KioskEvent> told = new ArrayList<>();
        for (String line : Files.readAllLines(own.resolve(TOLD), UTF_8)) {
            KioskEvent.ofLine(line).ifPresent(told::add);
        }
        TerminalId terminal = told.stream()
                .filter(KioskEvent.Ready.class::isInstance)
                .map(event -> ((KioskEvent.Ready) event).terminal())
                .findFirst()
                .orElseThrow(() -> new IOException(own + " never became ready"));
        Path file = own.resolve(JOURNAL);
        return new Left(String.valueOf(own.getFileName()), terminal, told, SqliteDatabase.openReadOnly(file), file);
    }

    /// Whose arrival the screen said is recorded, now or before.
    private static List<Arrival> confirmedBy(Left left) {
        List<Arrival> confirmed = new ArrayList<>();
        for (KioskEvent event : left.told()) {
            if (event instanceof KioskEvent.Answered answered
                    && (answered.answer().equals("admitted")
                            || answered.answer().equals("already"))
                    && answered.meeting() != null
                    && answered.member() != null) {
                confirmed.add(new Arrival(answered.meeting(), answered.member()));
            }
        }
        return confirmed;
    }

    private static void known(
            Left left, Arrival told, Map<Place, Arrival> recorded, Map<Arrival, List<Place>> arrivals, Books books) {
        if (!recorded.containsValue(told)) {
            books.broken(Invariant.CONFIRMED_ARRIVES, left.name() + " said and does not hold " + told);
        }
        List<Place> held = arrivals.getOrDefault(told, List.of());
        if (held.isEmpty()) {
            books.broken(Invariant.CONFIRMED_ARRIVES, left.name() + " said and the centre does not hold " + told);
        } else if (held.size() > 1) {
            books.broken(Invariant.PROJECTED_ONCE, told + " arrived " + held.size() + " times: " + held);
        }
    }

    /// Every arrival in a terminal's journal.
    private static Map<Place, Arrival> recorded(Left left) {
        List<Place> places = List.copyOf(
                DiskContents.of(left.journal(), left.terminal()).heads().keySet());
        List<ReadFact> facts = left.journal()
                .reading(transaction -> transaction.query(
                        "SELECT envelope, body FROM journal_record ORDER BY position",
                        row -> ReadFact.of(
                                Envelope.ofLine(Line.of(row.bytes("envelope"))), Line.of(row.bytes("body")))));
        Map<Place, Arrival> recorded = new HashMap<>();
        for (int i = 0; i < facts.size(); i++) {
            if (facts.get(i) instanceof ReadFact.Known(Fact.CheckInAdmitted admitted)) {
                recorded.put(places.get(i), new Arrival(admitted.meeting(), admitted.member()));
            }
        }
        return recorded;
    }

    /// Every arrival that the centre's lists have, with the records it is of.
    private static Map<Arrival, List<Place>> arrivals(Database central) {
        Map<Arrival, List<Place>> arrivals = new HashMap<>();
        central.reading(transaction -> transaction.query(
                        "SELECT terminal, epoch, seq, meeting, member FROM arrival WHERE repeated = 0",
                        row -> Map.entry(
                                place(row),
                                new Arrival(new MeetingId(row.text("meeting")), new MemberId(row.text("member"))))))
                .forEach(one -> arrivals.computeIfAbsent(one.getValue(), _ -> new ArrayList<>())
                        .add(one.getKey()));
        return arrivals;
    }

    private static void projections(Database central, Map<Arrival, List<Place>> arrivals, Books books) {
        Set<Place> held = new HashSet<>(central.reading(transaction -> transaction.query(
                "SELECT terminal, epoch, seq FROM record WHERE type = 'check-in.admitted'", Evidence::place)));
        Set<Place> projected = new HashSet<>();
        arrivals.values().forEach(projected::addAll);
        if (!held.equals(projected)) {
            books.broken(
                    Invariant.PROJECTED_ONCE,
                    held.size() + " arrivals are held, of which " + projected.size() + " were projected");
        }
    }

    /// What the desk knows of its own deciding is what its journal holds.
    private static void marks(Left left, Map<Place, Arrival> recorded, Books books) {
        Map<Place, Arrival> marked = new HashMap<>();
        left.journal()
                .reading(transaction -> transaction.query(
                        "SELECT epoch, seq, meeting, member FROM desk_arrival WHERE epoch IS NOT NULL",
                        row -> Map.entry(
                                new Place(left.terminal(), new EpochId(row.text("epoch")), row.integer("seq")),
                                new Arrival(new MeetingId(row.text("meeting")), new MemberId(row.text("member"))))))
                .forEach(mark -> marked.put(mark.getKey(), mark.getValue()));
        if (!marked.equals(recorded)) {
            books.broken(
                    Invariant.RECORD_AND_MARK_TOGETHER,
                    left.name() + " has " + recorded.size() + " arrivals and " + marked.size() + " marks");
        }
    }

    private static Place place(Transaction.Row row) {
        return new Place(new TerminalId(row.text("terminal")), new EpochId(row.text("epoch")), row.integer("seq"));
    }

    private static long count(Database central, String table) {
        return central.reading(transaction -> transaction
                .queryFirst("SELECT count(*) AS n FROM " + table, row -> row.integer("n"))
                .orElse(0L));
    }
}
