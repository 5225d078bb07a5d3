package org.hongting.central.meeting;

import static java.time.format.ResolverStyle.STRICT;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchReference;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.platform.csv.CsvProblem;
import org.hongting.central.platform.csv.CsvReading;
import org.hongting.central.platform.csv.CsvTable;
import org.hongting.central.platform.csv.ImportOptions;
import org.hongting.central.platform.csv.ImportReport;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.attendance.MeetingRules;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// Imports meetings, recognised by title, start and host: the same file twice changes nothing. All of it or nothing.
/// Units are never made here: a meeting of a unit nobody belongs to is a slip of the pen.
public final class MeetingImport {
    /// The forms spreadsheets and people write; seconds may stand and do not count.
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern(
                    "uuuu[-][/][.]M[-][/][.]d['T'][ ]H:mm[:ss]")
            .withResolverStyle(STRICT);

    private static final Set<String> YES = Set.of("是", "需要", "yes", "y", "true", "1");
    private static final Set<String> NO = Set.of("否", "不需要", "no", "n", "false", "0");

    private final Database database;
    private final Meetings meetings;
    private final Clock clock;

    public MeetingImport(Database database, Meetings meetings, Clock clock) {
        this.database = database;
        this.meetings = meetings;
        this.clock = clock;
    }

    /// @param times how the times follow from start and end
    /// @param checkOut absent where the file leaves it as it is
    /// @param rules what the file says of each; what it leaves empty stays as it is
    private record Wish(
            Meeting.Plan plan,
            Meeting.Audience audience,
            MeetingDefaults times,
            Optional<Boolean> checkOut,
            RuleWish rules) {
        /// The plan, with the check-out that the meeting had where the file says nothing of it.
        Meeting.Plan planFor(Optional<Meeting> before) {
            Optional<MeetingDefaults.Leaving> had = before.flatMap(
                    meeting -> MeetingDefaults.of(meeting.plan().times()).leaving());
            Optional<MeetingDefaults.Leaving> wanted = checkOut.isEmpty()
                    ? had
                    : checkOut.filter(yes -> yes).map(_ -> had.orElse(MeetingDefaults.Leaving.USUAL));
            Meeting.Times own = plan.times();
            return new Meeting.Plan(
                    plan.title(),
                    plan.kind(),
                    plan.host(),
                    plan.place(),
                    times.with(wanted).times(own.starts(), own.ends()),
                    rules.over(before.map(meeting -> meeting.plan().rules()).orElse(MeetingRules.NONE)));
        }

        String key() {
            return plan.title() + "\n" + plan.times().starts() + "\n" + plan.host();
        }
    }

    /// @param given columns of which the file says something
    private record RuleWish(MeetingRules said, Set<MeetingColumn> given) {
        MeetingRules over(MeetingRules before) {
            return new MeetingRules(
                    given.contains(MeetingColumn.QUORUM) ? said.quorum() : before.quorum(),
                    given.contains(MeetingColumn.SECOND_FACTOR) ? said.secondFactor() : before.secondFactor(),
                    given.contains(MeetingColumn.PLACES) ? said.places() : before.places());
        }
    }

    public ImportReport run(byte[] file, ImportOptions options) {
        CsvTable table = CsvReading.read(file, Arrays.asList(MeetingColumn.values()));
        Database.Work<ImportReport> work = transaction -> run(transaction, table, options);
        return options.dryRun() ? database.reading(work) : database.inTransaction(work);
    }

    private ImportReport run(Transaction transaction, CsvTable table, ImportOptions options) {
        List<CsvProblem> problems = new ArrayList<>(table.problems());
        BranchTree tree = BranchTree.load(transaction);
        Map<String, Long> keys = new HashMap<>();
        List<Wish> wishes = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            Optional<Wish> wish = new Line(row, tree, problems).understand();
            Long earlier =
                    wish.map(one -> keys.putIfAbsent(one.key(), row.line())).orElse(null);
            if (earlier != null) {
                problems.add(CsvProblem.at(row.line(), "doubled-meeting", Long.toString(earlier)));
            }
            wish.ifPresent(wishes::add);
            if (problems.size() >= CsvReading.PROBLEMS) {
                break;
            }
        }
        problems.sort(Comparator.comparingLong(CsvProblem::line));
        int[] counts = new int[3];
        boolean writes = problems.isEmpty() && !options.dryRun();
        if (problems.isEmpty()) {
            wishes.forEach(wish -> counts[apply(transaction, wish, writes)]++);
        }
        int lines = table.rows().size() + table.problems().size();
        return new ImportReport(options.dryRun(), writes, lines, counts[0], counts[1], counts[2], 0, problems);
    }

    /// @return 0 added, 1 changed, 2 unchanged
    private int apply(Transaction transaction, Wish wish, boolean writes) {
        Optional<Meeting> same = meetings.same(
                transaction,
                wish.plan().title(),
                wish.plan().times().starts(),
                wish.plan().host());
        Meeting.Plan plan = wish.planFor(same);
        if (same.isEmpty()) {
            if (writes) {
                meetings.add(transaction, plan, wish.audience(), Set.of());
            }
            return 0;
        }
        Meeting before = same.get();
        Meeting after = new Meeting(
                before.id(),
                plan,
                new Meeting.Audience(
                        wish.audience().branches(), before.audience().members()),
                before.stations(),
                before.cancelled());
        if (after.equals(before)) {
            return 2;
        }
        if (writes) {
            meetings.save(transaction, after);
        }
        return 1;
    }

    /// Understands one line.
    private final class Line {
        private final CsvTable.Row row;
        private final BranchTree tree;
        private final List<CsvProblem> problems;
        private final int before;

        Line(CsvTable.Row row, BranchTree tree, List<CsvProblem> problems) {
            this.row = row;
            this.tree = tree;
            this.problems = problems;
            this.before = problems.size();
        }

        Optional<Wish> understand() {
            Optional<MeetingKind> kind = MeetingKind.find(row.get(MeetingColumn.KIND));
            if (kind.isEmpty()) {
                problem("unknown-kind", row.get(MeetingColumn.KIND), MeetingKind.choices());
            }
            Optional<BranchId> host = branch(row.get(MeetingColumn.HOST));
            Instant starts = moment(MeetingColumn.STARTS);
            Instant ends = moment(MeetingColumn.ENDS);
            int opensBefore = minutes(MeetingColumn.OPENS_BEFORE, MeetingDefaults.USUAL.opensBefore());
            int lateAfter = minutes(MeetingColumn.LATE_AFTER, MeetingDefaults.USUAL.lateAfter());
            Optional<Boolean> checkOut = checkOut();
            RuleWish rules = rules();
            Set<BranchId> audience = new LinkedHashSet<>();
            for (String name : row.get(MeetingColumn.AUDIENCE).split("[;；、|]", -1)) {
                if (!name.isBlank()) {
                    branch(name).ifPresent(audience::add);
                }
            }
            if (reached(audience, host) > MeetingsSource.BRANCHES) {
                problem("audience-large", Integer.toString(MeetingsSource.BRANCHES));
            }
            if (starts != null && ends != null && !starts.isBefore(ends)) {
                problem("ends-before-start");
            } else if (starts != null && ends != null && !Meeting.Times.isPossible(starts, ends)) {
                problem("too-long-meeting");
            }
            if (problems.size() > before || starts == null || ends == null) {
                return Optional.empty();
            }
            if (audience.isEmpty()) {
                audience.add(host.orElseThrow());
            }
            MeetingDefaults times =
                    new MeetingDefaults(opensBefore, lateAfter, MeetingDefaults.USUAL.closesAfter(), Optional.empty());
            Meeting.Plan plan = new Meeting.Plan(
                    row.get(MeetingColumn.TITLE),
                    kind.orElseThrow(),
                    host.orElseThrow(),
                    row.get(MeetingColumn.PLACE),
                    times.times(starts, ends));
            return Optional.of(new Wish(plan, new Meeting.Audience(audience, Set.of()), times, checkOut, rules));
        }

        /// Units that are written out for the terminals.
        private int reached(Set<BranchId> audience, Optional<BranchId> host) {
            Set<BranchId> reached = new LinkedHashSet<>();
            (audience.isEmpty() ? host.stream() : audience.stream()).forEach(one -> reached.addAll(tree.within(one)));
            return reached.size();
        }

        private Optional<BranchId> branch(String written) {
            return new BranchReference(tree, new ImportOptions(true, false))
                    .resolve(written, this::problem)
                    .map(Branch::id);
        }

        private @Nullable Instant moment(MeetingColumn column) {
            String written = row.get(column);
            try {
                Instant moment = LocalDateTime.parse(written, WRITTEN)
                        .withSecond(0)
                        .atZone(clock.getZone())
                        .toInstant();
                if (Meeting.Times.isPossible(moment)) {
                    return moment;
                }
            } catch (DateTimeException e) {
                // Said below.
            }
            problem("not-a-time", column.headers().getFirst(), written);
            return null;
        }

        private Optional<Boolean> checkOut() {
            String word = row.get(MeetingColumn.CHECK_OUT).toLowerCase(Locale.ROOT);
            if (!word.isEmpty() && !YES.contains(word) && !NO.contains(word)) {
                problem("not-a-choice", MeetingColumn.CHECK_OUT.headers().getFirst(), word);
            }
            return word.isEmpty() ? Optional.empty() : Optional.of(YES.contains(word));
        }

        private RuleWish rules() {
            Map<String, MeetingColumn> columns = Map.of(
                    "quorum",
                    MeetingColumn.QUORUM,
                    "second-factor",
                    MeetingColumn.SECOND_FACTOR,
                    "places",
                    MeetingColumn.PLACES);
            MeetingRulesReading reading = new MeetingRulesReading(what -> {
                MeetingColumn column = columns.getOrDefault(what, MeetingColumn.QUORUM);
                problem("not-a-choice", column.headers().getFirst(), row.get(column));
            });
            return new RuleWish(
                    reading.read(
                            row.get(MeetingColumn.QUORUM),
                            row.get(MeetingColumn.SECOND_FACTOR),
                            row.get(MeetingColumn.PLACES)),
                    columns.values().stream()
                            .filter(column -> !row.get(column).isEmpty())
                            .collect(java.util.stream.Collectors.toUnmodifiableSet()));
        }

        private int minutes(MeetingColumn column, int usual) {
            String written = row.get(column);
            if (written.isEmpty()) {
                return usual;
            }
            if (!written.matches("[0-9]{1,4}") || Integer.parseInt(written) > MeetingDefaults.LONGEST) {
                problem("not-minutes", column.headers().getFirst(), written);
                return usual;
            }
            return Integer.parseInt(written);
        }

        private void problem(String code, String... arguments) {
            problems.add(CsvProblem.at(row.line(), code, arguments));
        }

        private void problem(String code, String argument) {
            problems.add(CsvProblem.at(row.line(), code, argument));
        }
    }
}
