package org.hongting.central.console;

import java.util.Set;
import java.util.stream.Collectors;
import org.hongting.central.organisation.BranchTree;
import org.hongting.protocol.identity.BranchId;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/// Turns a filter by unit into the units it covers.
final class Scopes {
    private Scopes() {}

    /// @param branch an id, or empty for all
    /// @return the unit with all below it; nothing for all
    /// @throws ResponseStatusException 404 for a unit that is not there
    static Set<BranchId> within(BranchTree tree, String branch) {
        if (branch.isEmpty()) {
            return Set.of();
        }
        return tree.places().stream()
                .map(place -> place.branch().id())
                .filter(id -> id.value().equals(branch))
                .findFirst()
                .map(tree::within)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /// As the other, with every unit spelled out where there is no filter.
    static Set<BranchId> spelledOut(BranchTree tree, String branch) {
        Set<BranchId> within = within(tree, branch);
        return within.isEmpty()
                ? tree.places().stream().map(place -> place.branch().id()).collect(Collectors.toUnmodifiableSet())
                : within;
    }
}
