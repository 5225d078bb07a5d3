package org.hongting.central.organisation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.hongting.central.platform.PlainText;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// Adds units to the tree, and knows from which day on each exists.
public final class Branches {
    private static final int ID_BYTES = 6;

    private final RandomGenerator random;
    private final Supplier<Optional<LocalDate>> today;

    /// For units that have existed for longer than anybody says.
    public Branches(RandomGenerator random) {
        this.random = random;
        this.today = Optional::empty;
    }

    /// For units that exist from the day on which they are added, unless somebody says otherwise.
    ///
    /// @param clock in the site's zone
    public Branches(RandomGenerator random, Clock clock) {
        this.random = random;
        this.today = () -> Optional.of(LocalDate.now(clock));
    }

    /// @throws IllegalArgumentException if the name has not the form of one
    public Branch add(Transaction transaction, @Nullable BranchId parent, BranchKind kind, String name) {
        if (!PlainText.isPlain(name)) {
            throw new IllegalArgumentException("a branch's name is one line of characters that can be seen");
        }
        byte[] drawn = new byte[ID_BYTES];
        random.nextBytes(drawn);
        Branch branch = new Branch(new BranchId("b-" + HexFormat.of().formatHex(drawn)), parent, kind, name);
        transaction.update(
                "INSERT INTO branch (id, parent, kind, name, exists_from) VALUES (?, ?, ?, ?, ?)",
                branch.id().value(),
                parent == null ? null : parent.value(),
                kind.word(),
                name,
                today.get().map(LocalDate::toString).orElse(null));
        BranchesSource.mark(transaction);
        return branch;
    }

    /// Says from which day on a unit exists; empty for longer than anybody knows.
    ///
    /// @return false where there is no such unit
    public boolean existsFrom(Transaction transaction, BranchId branch, Optional<LocalDate> day) {
        return transaction.update(
                        "UPDATE branch SET exists_from = ? WHERE id = ?",
                        day.map(LocalDate::toString).orElse(null),
                        branch.value())
                > 0;
    }

    /// From which day on units exist, of those of which it is known.
    public static Map<BranchId, LocalDate> since(Transaction transaction) {
        Map<BranchId, LocalDate> since = new HashMap<>();
        transaction
                .query(
                        "SELECT id, exists_from FROM branch WHERE exists_from IS NOT NULL",
                        row -> Map.entry(new BranchId(row.text("id")), LocalDate.parse(row.text("exists_from"))))
                .forEach(one -> since.put(one.getKey(), one.getValue()));
        return since;
    }

    /// The unit at the end of a path of names, made with everything above it that is missing. A name alone stands
    /// below the only top there is, if that is more than a branch: branches stand beside each other.
    Branch ensure(Transaction transaction, String path) {
        List<String> names = List.of(path.split("/", -1));
        BranchTree tree = BranchTree.load(transaction);
        @Nullable BranchId parent = null;
        if (names.size() == 1) {
            List<BranchTree.Place> tops = tree.places().stream()
                    .filter(place -> place.depth() == 0 && place.branch().kind() != BranchKind.BRANCH)
                    .toList();
            parent = tops.size() == 1 ? tops.getFirst().branch().id() : null;
        }
        Branch last = null;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip();
            BranchId above = parent;
            BranchKind kind =
                    i == names.size() - 1 ? BranchKind.BRANCH : i == 0 ? BranchKind.SCHOOL : BranchKind.COMMITTEE;
            last = tree.child(above, name).orElseGet(() -> add(transaction, above, kind, name));
            parent = last.id();
        }
        if (last == null) {
            throw new IllegalArgumentException("a path has a name in it");
        }
        return last;
    }
}
