package org.hongting.simulator.simulation.judge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.simulator.simulation.judge.CentreContents.Held;
import org.hongting.sync.journal.JournalFile;

/// Compares the books with the disks, once everything is healed and quiet.
public final class Judge {
    private static final Set<String> OF_FORKS = Set.of("fork", "rollback", "divergence");

    private final Books books;
    private final CentreContents centre;
    private final List<TerminalDisk> disks;
    private final Map<Place, Digest> written = new HashMap<>();

    /// A terminal's disk at the end.
    ///
    /// @param file for the check that people have, too
    public record TerminalDisk(String name, TerminalId terminal, Database database, Path file) {}

    private Judge(Books books, Database centre, List<TerminalDisk> disks) {
        this.books = books;
        this.centre = CentreContents.of(centre);
        this.disks = disks;
    }

    /// Enters into the books what does not hold.
    public static void judge(Books books, Database centre, List<TerminalDisk> disks) {
        new Judge(books, centre, disks).judge(true);
    }

    /// The same of a real centre and real terminals, which know nothing of the simulation's own projection and marks.
    public static void judgeRecords(Books books, Database centre, List<TerminalDisk> disks) {
        new Judge(books, centre, disks).judge(false);
    }

    private void judge(boolean simulated) {
        Map<TerminalId, Set<DiskContents.Descent>> descents = new HashMap<>();
        Map<TerminalDisk, DiskContents> atTheEnd = new LinkedHashMap<>();
        for (TerminalDisk disk : disks) {
            DiskContents contents = DiskContents.of(disk.database(), disk.terminal());
            enter(contents);
            descents.computeIfAbsent(disk.terminal(), _ -> new HashSet<>()).addAll(contents.descents());
            atTheEnd.put(disk, contents);
        }
        for (DiskContents contents : books.abandoned()) {
            enter(contents);
            contents.heads().keySet().stream()
                    .findFirst()
                    .ifPresent(first -> descents.computeIfAbsent(first.terminal(), _ -> new HashSet<>())
                            .addAll(contents.descents()));
        }
        promises();
        heldRecords();
        quarantine();
        if (simulated) {
            projections();
            disks.forEach(this::erased);
        }
        erased();
        descents.forEach(this::alarms);
        if (simulated) {
            atTheEnd.forEach(this::marks);
        }
        disks.forEach(this::files);
    }

    private void enter(DiskContents contents) {
        contents.heads().forEach((place, head) -> {
            Digest other = written.put(place, head);
            if (other != null && !other.equals(head)) {
                books.broken(Invariant.ORDER, "two records were written at " + place);
            }
        });
    }

    private void promises() {
        Set<Place> held = centre.places(false);
        books.promises().forEach((place, head) -> {
            if (!held.contains(place) && !books.mayBeGone(place)) {
                books.broken(Invariant.CONFIRMED_ARRIVES, place + " is not there");
            }
            Digest there = written.putIfAbsent(place, head);
            if (there != null && !head.equals(there)) {
                books.broken(Invariant.ORDER, "another record was confirmed at " + place);
            }
        });
    }

    /// Goes through every epoch and computes its chain anew.
    private void heldRecords() {
        Map<Place, Long> reached = new HashMap<>();
        Digest head = Digest.of();
        Place last = null;
        for (Held one : centre.held()) {
            Place place = one.place();
            boolean goesOn = last != null
                    && last.terminal().equals(place.terminal())
                    && last.epoch().equals(place.epoch());
            long expected = goesOn && last != null ? last.seq() + 1 : 1;
            if (place.seq() != expected) {
                books.broken(Invariant.ORDER, place + " comes where " + expected + " belongs");
            }
            head = Chain.next(goesOn ? head : Chain.start(place.terminal(), place.epoch()), one.envelope());
            if (!Objects.equals(head, written.get(place))) {
                books.broken(Invariant.NOTHING_INVENTED, place + " is not what a terminal wrote there");
            }
            if (one.good() && !isBodyOf(one) && !isErased(one)) {
                books.broken(Invariant.NOTHING_INVENTED, place + " has another body");
            }
            Place epoch = new Place(place.terminal(), place.epoch(), 0);
            CentreContents.Watermark watermark = centre.watermarks().get(epoch);
            if (watermark != null
                    && watermark.upTo() == place.seq()
                    && !watermark.head().equals(head)) {
                books.broken(Invariant.CHAIN_AT_THE_CENTRE, epoch + " ends otherwise");
            }
            reached.put(epoch, place.seq());
            last = place;
        }
        centre.watermarks().forEach((epoch, watermark) -> {
            if (watermark.upTo() != reached.getOrDefault(epoch, 0L)) {
                books.broken(
                        Invariant.ORDER,
                        epoch + " is held up to " + reached.getOrDefault(epoch, 0L) + ", and says " + watermark.upTo());
            }
        });
    }

    /// The envelope names the body's hash; nothing else in it looks like one.
    private static boolean isBodyOf(Held one) {
        return new String(one.envelope().bytes(), ISO_8859_1)
                .contains(Digest.of(one.body().bytes()).hex());
    }

    /// Without its body, as it should be. Of whom a record is that nobody was told of is not known.
    private boolean isErased(Held one) {
        return one.isErased()
                && !centre.erased().isEmpty()
                && books.subject(one.place()).map(centre.erased()::contains).orElse(true);
    }

    private void erased() {
        for (MemberId member : books.erased()) {
            if (!centre.erased().contains(member)) {
                books.broken(Invariant.ERASED_STAYS_ERASED, "the centre knows no more that it has erased " + member);
            }
        }
        for (Held one : centre.held()) {
            if (!one.isErased()) {
                named(one.body().bytes(), centre.erased())
                        .ifPresent(member -> books.broken(
                                Invariant.ERASED_STAYS_ERASED, one.place() + " at the centre is about " + member));
            }
        }
    }

    private void erased(TerminalDisk disk) {
        Set<MemberId> told = Set.copyOf(disk.database()
                .reading(transaction ->
                        transaction.query("SELECT member FROM erasure_done", row -> new MemberId(row.text("member")))));
        if (told.isEmpty()) {
            return;
        }
        List<byte[]> bodies = disk.database()
                .reading(transaction -> transaction.query("SELECT body FROM journal_record", row -> row.bytes("body")));
        bodies.forEach(body -> named(body, told)
                .ifPresent(member -> books.broken(
                        Invariant.ERASED_STAYS_ERASED, disk.name() + " still has a record about " + member)));
    }

    private static Optional<MemberId> named(byte[] body, Set<MemberId> people) {
        if (people.isEmpty()) {
            return Optional.empty();
        }
        String text = new String(body, ISO_8859_1);
        return people.stream().filter(member -> text.contains(member.value())).findFirst();
    }

    private void quarantine() {
        Set<Place> kept = new HashSet<>();
        for (Held one : centre.quarantine()) {
            kept.add(one.place());
            if (!books.isSpoiled(one.place())) {
                books.broken(Invariant.QUARANTINE_IS_WHAT_WAS_SPOILED, one.place() + " was never spoiled");
            }
        }
        Set<Place> good = centre.places(true);
        for (Place place : books.spoiled()) {
            // It may have been sent before it was spoiled.
            if (!kept.contains(place) && !good.contains(place) && !books.mayBeGone(place)) {
                books.broken(Invariant.QUARANTINE_IS_WHAT_WAS_SPOILED, place + " is not there");
            }
        }
    }

    private void projections() {
        Set<String> seen = new HashSet<>();
        for (String source : centre.projected()) {
            if (!seen.add(source)) {
                books.broken(Invariant.PROJECTED_ONCE, source + " was projected twice");
            }
        }
        Set<String> good = new HashSet<>();
        // What came after its subject was erased reached no projection.
        centre.held().stream()
                .filter(one -> one.good()
                        && (!one.isErased() || seen.contains(one.place().toString())))
                .forEach(one -> good.add(one.place().toString()));
        if (!good.equals(seen)) {
            books.broken(
                    Invariant.PROJECTED_ONCE,
                    good.size() + " good records, of which " + seen.size() + " were projected");
        }
    }

    /// Whether people can see from the centre's side that one name stands for two disks: two epochs go on from one, or
    /// one went on behind the end that another one names.
    private void alarms(TerminalId terminal, Set<DiskContents.Descent> descents) {
        List<CentreContents.Alarm> raised = centre.alarms().stream()
                .filter(alarm -> alarm.terminal().equals(terminal))
                .toList();
        if (!books.isTamperedWith(terminal)) {
            raised.stream()
                    .findFirst()
                    .ifPresent(alarm -> books.broken(Invariant.ALARM_FOR_EVERY_FORK, "nobody did anything: " + alarm));
            return;
        }
        Optional<String> visible = visible(terminal, descents);
        boolean found = raised.stream().anyMatch(alarm -> OF_FORKS.contains(alarm.kind()));
        if (visible.isPresent() != found) {
            books.broken(
                    Invariant.ALARM_FOR_EVERY_FORK,
                    visible.map(what -> "no alarm, though " + what)
                            .orElse("there is nothing to see, and yet " + raised));
        }
    }

    private Optional<String> visible(TerminalId terminal, Set<DiskContents.Descent> descents) {
        Map<EpochId, EpochId> children = new HashMap<>();
        for (DiskContents.Descent descent : descents) {
            if (!centre.watermarks().containsKey(new Place(terminal, descent.child(), 0))) {
                continue;
            }
            EpochId other = children.put(descent.parent(), descent.child());
            if (other != null) {
                return Optional.of(other + " and " + descent.child() + " go on from " + descent.parent());
            }
            CentreContents.Watermark parent = centre.watermarks().get(new Place(terminal, descent.parent(), 0));
            if (parent != null && parent.upTo() > descent.last()) {
                return Optional.of(descent.child() + " goes on from " + descent.parent() + " at " + descent.last()
                        + ", and the centre holds " + parent.upTo());
            }
        }
        return Optional.empty();
    }

    /// At the door: whoever was recorded is known, and whoever is known was recorded.
    private void marks(TerminalDisk disk, DiskContents contents) {
        Set<Place> marked = new HashSet<>(disk.database()
                .reading(transaction -> transaction.query(
                        "SELECT epoch, seq FROM door_mark",
                        row -> new Place(disk.terminal(), new EpochId(row.text("epoch")), row.integer("seq")))));
        Set<Place> recorded = new HashSet<>(contents.heads().keySet());
        recorded.removeIf(place -> place.seq() == 1); // says that the epoch is open
        recorded.removeAll(contents.erased());
        if (!centre.erased().isEmpty()) {
            // A record that nobody can read keeps its place where its mark was erased.
            recorded.removeIf(books::isSpoiled);
            marked.removeIf(books::isSpoiled);
        }
        if (!marked.equals(recorded)) {
            books.broken(
                    Invariant.RECORD_AND_MARK_TOGETHER,
                    disk.name() + " has " + recorded.size() + " records and " + marked.size() + " marks");
        }
    }

    private void files(TerminalDisk disk) {
        JournalFile.Verdict verdict = JournalFile.verify(disk.file());
        verdict.firstBreak().ifPresent(found -> {
            if (!books.isSpoiled(new Place(disk.terminal(), found.epoch(), found.seq()))) {
                books.broken(Invariant.CHAIN_AT_THE_TERMINAL, disk.name() + ": " + found);
            }
        });
    }
}
