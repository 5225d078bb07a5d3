package org.hongting.central.organisation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.hongting.central.platform.csv.ImportOptions;

/// Understands the units that a file names, and collects those that are to be made.
public final class BranchReference {
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
        } else {
            missing.add(path);
        }
        return Optional.empty();
    }

    /// Paths that [#resolve] met and that are to be made: those that name their tops first, so that a name alone finds
    /// the top it belongs below, whatever the order in the file.
    public List<String> missing() {
        return missing.stream()
                .sorted(Comparator.comparing((String path) -> !path.contains("/"))
                        .thenComparing(path -> path))
                .toList();
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
