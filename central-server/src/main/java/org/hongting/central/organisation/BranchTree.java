package org.hongting.central.organisation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// The whole organisation at one moment. A few hundred units at most, so it is read as one.
public final class BranchTree {
    private final Map<BranchId, Branch> byId = new LinkedHashMap<>();
    private final List<Place> places = new ArrayList<>();

    /// A unit and how deep it stands, 0 for the top.
    public record Place(Branch branch, int depth) {}

    BranchTree(List<Branch> branches) {
        branches.forEach(one -> byId.put(one.id(), one));
        Map<Optional<BranchId>, List<Branch>> below =
                branches.stream().collect(Collectors.groupingBy(one -> Optional.ofNullable(one.parent())));
        place(below, Optional.empty(), 0);
    }

    public static BranchTree load(Transaction transaction) {
        return new BranchTree(transaction.query(
                "SELECT id, parent, kind, name FROM branch",
                row -> new Branch(
                        new BranchId(row.text("id")),
                        row.isNull("parent") ? null : new BranchId(row.text("parent")),
                        BranchKind.of(row.text("kind")),
                        row.text("name"))));
    }

    private void place(Map<Optional<BranchId>, List<Branch>> below, Optional<BranchId> parent, int depth) {
        below.getOrDefault(parent, List.of()).stream()
                .sorted(Comparator.comparing(Branch::kind).thenComparing(Branch::name))
                .forEach(one -> {
                    places.add(new Place(one, depth));
                    place(below, Optional.of(one.id()), depth + 1);
                });
    }

    /// Every unit, each before those below it.
    public List<Place> places() {
        return List.copyOf(places);
    }

    public Optional<Branch> find(BranchId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The name, or the id where the unit is not known here.
    public String name(BranchId id) {
        return find(id).map(Branch::name).orElse(id.value());
    }

    /// The names from the top down, joined by slashes.
    public String path(BranchId id) {
        Branch branch = byId.get(id);
        if (branch == null) {
            return id.value();
        }
        BranchId parent = branch.parent();
        return parent == null ? branch.name() : path(parent) + "/" + branch.name();
    }

    /// The unit and all below it.
    public Set<BranchId> within(BranchId id) {
        Set<BranchId> found = new LinkedHashSet<>();
        found.add(id);
        // Places stand parents first, so one pass finds all depths.
        places.stream()
                .map(Place::branch)
                .filter(one -> one.parent() != null && found.contains(one.parent()))
                .forEach(one -> found.add(one.id()));
        return found;
    }

    /// Units that a person may mean by a name or by a path.
    public List<Branch> named(String nameOrPath) {
        return byId.values().stream()
                .filter(one -> one.name().equals(nameOrPath) || path(one.id()).equals(nameOrPath))
                .toList();
    }

    /// Whether there is a unit at the end of the path.
    boolean holds(String path) {
        return byId.keySet().stream().anyMatch(id -> path(id).equals(path));
    }

    public Optional<Branch> child(@Nullable BranchId parent, String name) {
        return byId.values().stream()
                .filter(one -> java.util.Objects.equals(one.parent(), parent)
                        && one.name().equals(name))
                .findFirst();
    }
}
