package org.hongting.simulator.demo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The test mounts a file system, which only root may. Elsewhere it is skipped with a line that says so; under
/// `CI=true` it fails, because CI must not pass by skipping.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresRoot.Condition.class)
public @interface RequiresRoot {
    /// Decides whether this process is root's.
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if ("root".equals(System.getProperty("user.name"))) {
                return ConditionEvaluationResult.enabled("this is root");
            }
            String sentence = context.getDisplayName() + " needs root: it mounts a file system";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(sentence);
            }
            System.out.println("skipped: " + sentence);
            return ConditionEvaluationResult.disabled(sentence);
        }
    }
}
