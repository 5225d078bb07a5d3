package org.hongting.central.quiz;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// Tells every terminal which quizzes there are, until 30 days after the end of each.
public final class QuizzesSource implements DocumentSource {
    private static final String KIND = "quizzes";

    private final Clock clock;

    /// @param clock in the site's zone
    public QuizzesSource(Clock clock) {
        this.clock = clock;
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
        BranchTree tree = BranchTree.load(transaction);
        return Map.of(
                DocumentName.QUIZZES,
                Quizzes.all(transaction).stream()
                        .filter(quiz -> quiz.isTold(clock))
                        .map(quiz -> DocumentEntry.of(entry(tree, quiz, clock.getZone())))
                        .toList());
    }

    private static QuizEntry entry(BranchTree tree, Quiz quiz, ZoneId zone) {
        Quiz.Plan plan = quiz.plan();
        return new QuizEntry(
                quiz.id(),
                plan.title(),
                plan.kind(),
                plan.mode(),
                plan.course(),
                quiz.bank(),
                plan.paper(),
                quiz.seed(),
                plan.part(),
                plan.limits().seconds(),
                moment(quiz.opens(), zone),
                moment(quiz.closes(), zone),
                plan.limits().attempts(),
                plan.limits().pass(),
                audience(tree, plan));
    }

    /// Where units were added later and an entry cannot name them all, everybody may: better than to turn away who was
    /// asked.
    private static @Nullable List<BranchId> audience(BranchTree tree, Quiz.Plan plan) {
        Set<BranchId> all = Quizzes.audience(tree, plan);
        return all.isEmpty() || all.size() > QuizEntry.BRANCHES ? null : List.copyOf(all);
    }

    private static @Nullable OffsetDateTime moment(Optional<Instant> moment, ZoneId zone) {
        return moment.map(when -> when.atZone(zone).toOffsetDateTime()).orElse(null);
    }
}
