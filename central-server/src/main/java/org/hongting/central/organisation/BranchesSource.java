package org.hongting.central.organisation;

import java.util.List;
import java.util.Map;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.document.BranchEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.port.Transaction;

/// Tells terminals the names of the units and what stands below what, so that somebody in charge can open a meeting
/// for one of them.
public final class BranchesSource implements DocumentSource {
    private static final String KIND = "branches";

    static void mark(Transaction transaction) {
        DueDocuments.mark(transaction, KIND, "site");
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope) {
        return Map.of(
                DocumentName.BRANCHES,
                BranchTree.load(transaction).places().stream()
                        .map(BranchTree.Place::branch)
                        .map(branch -> DocumentEntry.of(new BranchEntry(
                                branch.id(), branch.name(), branch.kind().word(), branch.parent())))
                        .toList());
    }
}
