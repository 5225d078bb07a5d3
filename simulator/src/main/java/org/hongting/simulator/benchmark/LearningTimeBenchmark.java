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
                String what = learner.name() + ", " + learner.truth() + " s: " + rule.name()
                        + (error > 0 ? ", too much" : error < 0 ? ", too little" : ", right");
                rows.add(
                        rule.equals(CreditRule.OURS)
                                ? Row.below(what, Math.abs(error), "s", error < 0 ? learner.under() : learner.over())
                                : Row.of(what, Math.abs(error), "s"));
            }
        }
        Group.Outcome group = Group.study();
        String ten = "ten in a group, one leaves every 10 min without a word: ";
        rows.add(Row.below(ten + "most too much for one", Math.max(0, group.most()), "min", 0));
        rows.add(Row.below(ten + "most too little for one", group.least(), "min", 45));
        return rows;
    }
}
