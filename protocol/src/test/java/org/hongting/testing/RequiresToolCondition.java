package org.hongting.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// Decides for [RequiresTool].
final class RequiresToolCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getElement()
                .flatMap(element -> AnnotationSupport.findAnnotation(element, RequiresTool.class))
                .map(required -> evaluate(List.of(required.value()), context.getDisplayName()))
                .orElseGet(() -> ConditionEvaluationResult.enabled("needs no tool"));
    }

    private static ConditionEvaluationResult evaluate(List<String> tools, String test) {
        List<String> missing = tools.stream().filter(tool -> !isInstalled(tool)).toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("all tools are here");
        }
        String sentence = test + " needs " + String.join(", ", missing) + ": './hongting setup' installs it";
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(sentence);
        }
        System.out.println("skipped: " + sentence);
        return ConditionEvaluationResult.disabled(sentence);
    }

    private static boolean isInstalled(String tool) {
        return Stream.concat(
                        Arrays.stream(System.getenv("PATH").split(":", -1)),
                        Stream.of("/usr/sbin", "/sbin", "/usr/local/sbin"))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
