package org.hongting.central.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.document.AssignmentEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Transaction;

/// Tells every terminal who is to study what until when. A plan is an entry for each of its courses, and more
/// where those who are meant do not fit into one.
public final class PlansSource implements DocumentSource {
    private static final String KIND = "plans";

    private final TestResults results;

    public PlansSource(TestResults results) {
        this.results = results;
    }

    static void mark(Transaction transaction) {
        DueDocuments.mark(transaction, KIND, "site");
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope) {
        return Map.of(DocumentName.PLANS, entries(transaction));
    }

    List<DocumentEntry> entries(Transaction transaction) {
        BranchTree tree = BranchTree.load(transaction);
        Map<QuizId, CourseId> tests = results.tests(transaction).stream()
                .collect(Collectors.toMap(TestResults.Test::id, TestResults.Test::course));
        List<DocumentEntry> entries = new ArrayList<>();
        for (StudyPlans.Kept kept : StudyPlans.all(transaction)) {
            if (!kept.ended()) {
                StudyPlans.Audience audience = kept.plan().audience();
                List<BranchId> branches = StudyPlans.branches(tree, audience);
                Collection<MemberId> members = StudyPlans.members(transaction, audience);
                for (CourseId course : kept.plan().courses()) {
                    add(
                            entries,
                            new Asked(kept, course, kept.plan().tests(course, tests)),
                            branches,
                            List.copyOf(members));
                }
            }
        }
        return entries;
    }

    private record Asked(StudyPlans.Kept plan, CourseId course, List<QuizId> tests) {}

    /// Units and members apart: with as many of both a line would be too long.
    private static void add(List<DocumentEntry> entries, Asked asked, List<BranchId> branches, List<MemberId> members) {
        int number = 0;
        for (int from = 0; from < branches.size(); from += AssignmentEntry.BRANCHES) {
            int until = Math.min(branches.size(), from + AssignmentEntry.BRANCHES);
            entries.add(entry(asked, number++, branches.subList(from, until), List.of()));
        }
        for (int from = 0; from < members.size(); from += AssignmentEntry.MEMBERS) {
            int until = Math.min(members.size(), from + AssignmentEntry.MEMBERS);
            entries.add(entry(asked, number++, List.of(), members.subList(from, until)));
        }
    }

    private static DocumentEntry entry(Asked asked, int number, List<BranchId> branches, List<MemberId> members) {
        return DocumentEntry.of(new AssignmentEntry(
                asked.plan().id() + "-" + asked.course() + "-" + number,
                asked.course(),
                asked.plan().plan().name(),
                asked.plan().plan().due().orElse(null),
                branches,
                members,
                asked.tests()));
    }
}
