package org.hongting.simulator.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final String PLANTED_ROOT = ArchitectureTest.class.getPackageName() + ".planted";
    private static final Pattern TEST_JAR = Pattern.compile(".*-tests\\.jar!.*");
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.matches(TEST_JAR))
            .importPackages("org.hongting");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(PLANTED_ROOT);

    static List<Rules.Rule> rules() {
        return Rules.under("org.hongting");
    }

    static List<Rules.Rule> rulesOverPlanted() {
        return Rules.under(PLANTED_ROOT);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ourCodeKeepsTheRule(Rules.Rule rule) {
        rule.rule().check(OURS);
    }

    @ParameterizedTest
    @MethodSource("rulesOverPlanted")
    void theRuleBitesThePlantedViolation(Rules.Rule rule) {
        assertThat(rule.rule().evaluate(PLANTED).getFailureReport().getDetails())
                .anySatisfy(line -> assertThat(line).contains(rule.planted()));
    }

    @Test
    void theRulesSeeOurCodeAndNoTests() {
        assertThat(OURS.contain("org.hongting.protocol.record.Envelope")).isTrue();
        assertThat(OURS.contain(ArchitectureTest.class)).isFalse();
        assertThat(OURS.contain("org.hongting.protocol.Samples")).isFalse();
    }
}
