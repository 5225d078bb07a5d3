package org.hongting.simulator.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./hongting [^#\\n]*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ ");

    @Test
    void bothReadmesHaveTheSameHeadingsAndCommands() throws Exception {
        String english = Files.readString(Checkout.root().resolve("README.md"));
        String chinese = Files.readString(Checkout.root().resolve("README.zh-CN.md"));
        assertThat(all(COMMAND, chinese)).isEqualTo(all(COMMAND, english)).isNotEmpty();
        assertThat(all(HEADING, chinese)).isEqualTo(all(HEADING, english)).isNotEmpty();
    }

    @Test
    void everyRelativeLinkLeadsSomewhere() throws Exception {
        List<String> broken = new ArrayList<>();
        for (Path document : Checkout.documents()) {
            LINK.matcher(Files.readString(document))
                    .results()
                    .map(link -> link.group(1))
                    // The screen tests take the pictures.
                    .filter(target -> !target.contains(":") && !target.contains("docs/pictures/"))
                    .filter(target -> !Files.exists(document.resolveSibling(target)))
                    .forEach(target -> broken.add(document + " → " + target));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void noDocumentNamesAHomeOrWorkFolder() throws Exception {
        Pattern machine = Pattern.compile("/(home|root|work|Users)/\\w+");
        for (Path document : Checkout.documents()) {
            assertThat(all(machine, Files.readString(document)))
                    .as(document.toString())
                    .isEmpty();
        }
    }

    @Test
    void everyDecisionNamesItsConfirmation() throws Exception {
        for (Path document : Checkout.documents()) {
            if (document.toString().matches(".*/decisions/\\d{4}-.*")) {
                assertThat(Files.readString(document)).contains("## Context", "## Decision", "## Confirmation");
            }
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(String::strip)
                .toList();
    }
}
