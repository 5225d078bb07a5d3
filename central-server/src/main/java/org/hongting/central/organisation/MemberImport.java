package org.hongting.central.organisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hongting.central.platform.csv.CsvProblem;
import org.hongting.central.platform.csv.CsvReading;
import org.hongting.central.platform.csv.CsvTable;
import org.hongting.central.platform.csv.ImportOptions;
import org.hongting.central.platform.csv.ImportReport;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.touch.NumberHash;
import org.jspecify.annotations.Nullable;

/// Imports members, recognised by student number: the same file twice changes nothing. All of it or nothing.
public final class MemberImport {
    private static final Set<String> YES = Set.of("是", "yes", "y", "true", "1");
    private static final Set<String> NO = Set.of("否", "no", "n", "false", "0");
    private static final Set<String> ACTIVE = Set.of("在册", "在校", "active");
    private static final Set<String> LEFT = Set.of("离开", "转出", "毕业", "left");

    private final Database database;
    private final Members members;
    private final Cards cards;
    private final Branches branches;

    public MemberImport(Database database, Members members, Cards cards, Branches branches) {
        this.database = database;
        this.members = members;
        this.cards = cards;
        this.branches = branches;
    }

    /// One line, understood.
    ///
    /// @param card absent where the line names none
    private record Wish(
            long line,
            String name,
            String studentNumber,
            String branch,
            @Nullable Boolean shownInFull,
            @Nullable Boolean active,
            @Nullable CardUid card) {}

    /// @param account who imports: it stands beside every card that is new
    public ImportReport run(byte[] file, ImportOptions options, String account) {
        CsvTable table = CsvReading.read(file, Arrays.asList(MemberColumn.values()));
        Database.Work<ImportReport> work = transaction -> run(transaction, table, options, account);
        return options.dryRun() ? database.reading(work) : database.inTransaction(work);
    }

    private ImportReport run(Transaction transaction, CsvTable table, ImportOptions options, String account) {
        List<CsvProblem> problems = new ArrayList<>(table.problems());
        BranchReference reference = new BranchReference(BranchTree.load(transaction), options);
        Map<String, Member> known = new HashMap<>();
        members.all(transaction).forEach(member -> known.put(NumberHash.normal(member.studentNumber()), member));
        Map<String, Long> numbers = new HashMap<>();
        Map<String, Long> uids = new HashMap<>();
        List<Wish> wishes = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            int before = problems.size();
            Wish wish = understand(row, options.cards(), problems);
            reference.resolve(wish.branch(), (code, name) -> problems.add(CsvProblem.at(row.line(), code, name)));
            Long earlier = numbers.putIfAbsent(NumberHash.normal(wish.studentNumber()), row.line());
            if (earlier != null) {
                problems.add(CsvProblem.at(row.line(), "doubled-number", Long.toString(earlier)));
            }
            checkCard(transaction, wish, uids, known, problems);
            if (problems.size() == before) {
                wishes.add(wish);
            }
            if (problems.size() >= CsvReading.PROBLEMS) {
                break;
            }
        }
        wishes.stream()
                .filter(wish -> reference.isAmbiguous(wish.branch()))
                .forEach(wish -> problems.add(
                        CsvProblem.at(wish.line(), "ambiguous-branch", BranchReference.normalised(wish.branch()))));
        boolean writes = problems.isEmpty() && !options.dryRun();
        if (writes) {
            reference.missing().forEach(path -> branches.ensure(transaction, path));
        }
        Counts counts = new Counts(writes, account);
        if (problems.isEmpty()) {
            BranchTree tree = BranchTree.load(transaction);
            wishes.forEach(wish -> apply(
                    transaction,
                    wish,
                    tree,
                    Optional.ofNullable(known.get(NumberHash.normal(wish.studentNumber()))),
                    counts));
        }
        problems.sort(java.util.Comparator.comparingLong(CsvProblem::line));
        return new ImportReport(
                options.dryRun(),
                writes,
                table.rows().size() + table.problems().size(),
                counts.added,
                counts.changed,
                counts.unchanged,
                problems.isEmpty() ? reference.count() : 0,
                problems);
    }

    /// What becomes of the lines.
    private static final class Counts {
        private final boolean writes;
        private final String account;
        private int added;
        private int changed;
        private int unchanged;

        Counts(boolean writes, String account) {
            this.writes = writes;
            this.account = account;
        }
    }

    private static Wish understand(CsvTable.Row row, CardEncoding encoding, List<CsvProblem> problems) {
        String number = row.get(MemberColumn.STUDENT_NUMBER);
        if (!Member.STUDENT_NUMBER.matcher(number).matches()) {
            problems.add(CsvProblem.at(row.line(), "not-a-number", number));
        }
        String written = row.get(MemberColumn.CARD);
        Optional<CardUid> uid = encoding.parse(written);
        if (!written.isEmpty() && uid.isEmpty()) {
            problems.add(CsvProblem.at(row.line(), "not-a-card", encoding.word()));
        } else if (uid.isPresent() && uid.get().isRandom()) {
            problems.add(CsvProblem.at(row.line(), "random-card"));
        }
        return new Wish(
                row.line(),
                row.get(MemberColumn.NAME),
                number,
                row.get(MemberColumn.BRANCH),
                choice(row, MemberColumn.SHOWN_IN_FULL, YES, NO, problems),
                choice(row, MemberColumn.STATUS, ACTIVE, LEFT, problems),
                uid.orElse(null));
    }

    private static @Nullable Boolean choice(
            CsvTable.Row row, MemberColumn column, Set<String> yes, Set<String> no, List<CsvProblem> problems) {
        String word = row.get(column).toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return null;
        }
        if (!yes.contains(word) && !no.contains(word)) {
            problems.add(
                    CsvProblem.at(row.line(), "not-a-choice", column.headers().getFirst(), word));
        }
        return yes.contains(word);
    }

    private void checkCard(
            Transaction transaction,
            Wish wish,
            Map<String, Long> uids,
            Map<String, Member> known,
            List<CsvProblem> problems) {
        if (wish.card() == null) {
            return;
        }
        CardUid uid = wish.card();
        Long earlier = uids.putIfAbsent(cards.index(uid), wish.line());
        if (earlier != null) {
            problems.add(CsvProblem.at(wish.line(), "doubled-card", Long.toString(earlier)));
            return;
        }
        Member member = known.get(NumberHash.normal(wish.studentNumber()));
        Optional<MemberId> owner = cards.ownerOf(transaction, uid);
        if (owner.isPresent()) {
            if (member == null || !owner.get().equals(member.id())) {
                problems.add(CsvProblem.at(wish.line(), "card-of-another"));
            }
        } else if (member != null && cards.wasReplaced(transaction, member.id(), uid)) {
            problems.add(CsvProblem.at(wish.line(), "replaced-card"));
        } else if (member != null && cards.of(transaction, member.id()).size() >= RosterSource.CARDS) {
            problems.add(CsvProblem.at(wish.line(), "too-many-cards", Integer.toString(RosterSource.CARDS)));
        }
    }

    private void apply(Transaction transaction, Wish wish, BranchTree tree, Optional<Member> known, Counts counts) {
        Optional<Branch> branch =
                tree.named(BranchReference.normalised(wish.branch())).stream().findFirst();
        if (known.isEmpty()) {
            counts.added++;
            if (counts.writes) {
                Member added = members.add(
                        transaction,
                        wish.name(),
                        wish.studentNumber(),
                        branch.orElseThrow().id(),
                        Boolean.TRUE.equals(wish.shownInFull()));
                addCard(transaction, added.id(), wish, counts.account);
                if (Boolean.FALSE.equals(wish.active())) {
                    members.save(transaction, wanted(added, wish, branch));
                }
            }
            return;
        }
        Member before = known.get();
        Member after = wanted(before, wish, branch);
        boolean newCard =
                wish.card() != null && cards.ownerOf(transaction, wish.card()).isEmpty();
        if (before.equals(after) && !newCard && branch.isPresent()) {
            counts.unchanged++;
            return;
        }
        counts.changed++;
        if (counts.writes) {
            members.save(transaction, after);
            addCard(transaction, before.id(), wish, counts.account);
        }
    }

    private void addCard(Transaction transaction, MemberId member, Wish wish, String account) {
        if (wish.card() != null) {
            cards.add(transaction, member, wish.card(), account);
        }
    }

    /// What the file leaves open stays as it is.
    private static Member wanted(Member before, Wish wish, Optional<Branch> branch) {
        return new Member(
                before.id(),
                wish.name(),
                before.studentNumber(),
                branch.map(Branch::id).orElse(before.branch()),
                wish.active() == null ? before.active() : wish.active(),
                wish.shownInFull() == null ? before.shownInFull() : wish.shownInFull(),
                before.badgeFrom());
    }
}
