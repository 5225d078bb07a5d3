package org.hongting.simulator.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hongting.simulator.learning.CreditRule;
import org.hongting.simulator.learning.Group;
import org.hongting.simulator.learning.Learner;
import org.hongting.simulator.learning.Learners;

/// By how much the credit of several rules differs from the truth, for people whose story is known. Nothing is timed.
final class LearningTimeBenchmark implements Benchmark {
    @Override
    public List<Row> run(Effort effort, Consumer<String> progress) {
        List<Row> rows = new ArrayList<>();
        for (Learner learner : Learners.all()) {
            for (CreditRule rule : CreditRule.all()) {
                int error = rule.seconds().applyAsInt(learner) - learner.truth();
                String what = learner.name() + ", " + learner.truth() + " s: error of " + rule.name();
                rows.add(
                        rule.equals(CreditRule.OURS)
                                ? Row.below(what, error, "s", error < 0 ? 0 : learner.over())
                                : Row.of(what, error, "s"));
                if (rule.equals(CreditRule.OURS)) {
                    rows.add(Row.below(
                            learner.name() + ": ours, too little", Math.max(0, -error), "s", learner.under()));
                }
            }
        }
        Group.Outcome group = Group.study();
        String ten = "ten in a group, one leaves every 10 min without a word: ";
        rows.add(Row.below(ten + "most too much for one", Math.max(0, group.most()), "min", 0));
        rows.add(Row.below(ten + "most too little for one", group.least(), "min", 45));
        return rows;
    }
}
