package org.hongting.central.organisation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.hongting.central.platform.csv.ImportOptions;

/// Understands the units that a file names, and collects those that are to be made.
public final class BranchReference {
    /// Units that one file makes: more are a wrong column, and making them would hold up all other writing.
    static final int MOST = 500;

    private final BranchTree tree;
    private final boolean creating;
    private final Set<String> missing = new TreeSet<>();

    public BranchReference(BranchTree tree, ImportOptions options) {
        this.tree = tree;
        this.creating = options.createBranches();
    }

    /// @param problem hears the code of what is wrong and the name
    /// @return the unit; nothing where it is wrong or is to be made first
    public Optional<Branch> resolve(String written, BiConsumer<String, String> problem) {
        String path = normalised(written);
        List<Branch> found = tree.named(path);
        if (found.size() == 1) {
            return Optional.of(found.getFirst());
        }
        if (found.size() > 1) {
            problem.accept("ambiguous-branch", path);
        } else if (!creating) {
            problem.accept("unknown-branch", path);
        } else if (!isName(path)) {
            problem.accept("not-a-branch", path);
        } else if (missing.size() >= MOST && !missing.contains(path)) {
            problem.accept("too-many-branches", Integer.toString(MOST));
        } else {
            missing.add(path);
        }
        return Optional.empty();
    }

    /// Whether a name alone means several of the units that are to be made. Known once every line was resolved: the
    /// file may name their tops further down.
    public boolean isAmbiguous(String written) {
        String name = normalised(written);
        return !name.contains("/") && madeAs(name).size() > 1;
    }

    /// Paths that [#resolve] met and that are to be made: those that name their tops first, so that a name alone finds
    /// the top it belongs below, whatever the order in the file. A name alone that stands in one of the paths means
    /// the unit there.
    public List<String> missing() {
        return missing.stream()
                .filter(path -> path.contains("/") || madeAs(path).isEmpty())
                .sorted(Comparator.comparing((String path) -> !path.contains("/"))
                        .thenComparing(path -> path))
                .toList();
    }

    /// How many units that makes, those on the way included.
    public int count() {
        return (int) missing().stream()
                .flatMap(path -> upwards(path).stream())
                .distinct()
                .filter(path -> !tree.holds(path))
                .count();
    }

    /// The paths that make a unit of that name.
    private Set<String> madeAs(String name) {
        return missing.stream()
                .filter(path -> path.contains("/"))
                .flatMap(path -> upwards(path).stream())
                .filter(path -> path.equals(name) || path.endsWith("/" + name))
                .collect(Collectors.toSet());
    }

    /// The path and every path above it.
    private static List<String> upwards(String path) {
        List<String> paths = new ArrayList<>();
        for (int end = path.length(); end >= 0; end = path.lastIndexOf('/', end - 1)) {
            paths.add(path.substring(0, end));
        }
        return paths;
    }

    static String normalised(String written) {
        return written.strip().replace('／', '/').replaceAll("\\s*/\\s*", "/");
    }

    private static boolean isName(String path) {
        String[] names = path.split("/", -1);
        for (String name : names) {
            if (name.isBlank() || name.length() > Branch.NAME_CHARACTERS) {
                return false;
            }
        }
        return names.length <= 4;
    }
}
