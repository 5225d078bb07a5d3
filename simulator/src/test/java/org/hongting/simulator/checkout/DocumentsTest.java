package org.hongting.simulator.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./hongting [^#\\n]*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ ");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|Contract|Bench))`");
    private static final Pattern MACHINE_FOLDER =
            Pattern.compile("(?<![\\w.~}-])/(?:(?:root|work)/|(?:home|Users)/[a-z])\\S*");
    private static final Pattern PACKAGE_SOURCE =
            Pattern.compile("https?://[\\w.-]*\\b(?:registry|repo\\d*|mirrors?|artifactory|nexus|pypi)\\b\\S*"
                    + "|\\b(?:registry|repo\\d*|mirrors?|artifactory|nexus)\\.[a-z0-9-]+\\.(?:com|org|net|io|cn|dev)\\b"
                    + "|<(?:repository|pluginRepository|mirror)>");

    @Test
    void bothReadmesHaveTheSameHeadingsCommandsAndPictures() throws Exception {
        String english = Files.readString(Checkout.root().resolve("README.md"));
        String chinese = Files.readString(Checkout.root().resolve("README.zh-CN.md"));
        assertThat(all(COMMAND, chinese)).isEqualTo(all(COMMAND, english)).isNotEmpty();
        assertThat(all(HEADING, chinese)).isEqualTo(all(HEADING, english)).isNotEmpty();
        assertThat(chinese).contains("](docs/pictures/kiosk-checkin.zh-CN.png)");
        assertThat(english).contains("](docs/pictures/kiosk-checkin.en.png)");
    }

    @Test
    void everyRelativeLinkLeadsSomewhere() throws Exception {
        List<String> broken = new ArrayList<>();
        for (Path document : Checkout.documents()) {
            LINK.matcher(Files.readString(document))
                    .results()
                    .map(link -> link.group(1))
                    .filter(target -> !target.contains(":"))
                    .filter(target -> !Files.exists(document.resolveSibling(target)))
                    .forEach(target -> broken.add(document + " → " + target));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyTestThatADocumentNamesExists() throws Exception {
        Set<String> sources = Checkout.files().stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());
        List<String> unknown = new ArrayList<>();
        for (Path document : Checkout.documents()) {
            TEST.matcher(Files.readString(document))
                    .results()
                    .map(test -> test.group(1))
                    .filter(test -> !sources.contains(test + ".java"))
                    .forEach(test -> unknown.add(document + " names " + test));
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyDecisionIsInTheIndexAndNamesATestThatConfirmsIt() throws Exception {
        String index = Files.readString(Checkout.root().resolve("docs/decisions/README.md"));
        List<Path> decisions = Checkout.documents().stream()
                .filter(document -> document.toString().matches(".*/decisions/\\d{4}-.*"))
                .toList();
        assertThat(decisions).isNotEmpty();
        for (Path decision : decisions) {
            String text = Files.readString(decision);
            assertThat(text).contains("## Context", "## Decision", "## Consequences", "## Confirmation");
            assertThat(all(TEST, text.substring(text.indexOf("## Confirmation"))))
                    .as("tests in the confirmation of " + decision)
                    .isNotEmpty();
            assertThat(index).contains("](" + decision.getFileName() + ")");
        }
    }

    @Test
    void noFileNamesAFolderOfOneMachineOrWhereItsPackagesComeFrom() throws Exception {
        List<String> particular = new ArrayList<>();
        for (Path file : Checkout.files()) {
            String text = textOf(file);
            all(MACHINE_FOLDER, text).forEach(found -> particular.add(file + ": " + found));
            all(PACKAGE_SOURCE, text).forEach(found -> particular.add(file + ": " + found));
        }
        assertThat(particular).isEmpty();
    }

    @Test
    void thatRuleKnowsSuchFoldersAndHostsWhenItSeesThem() {
        String slash = "/";
        assertThat(all(MACHINE_FOLDER, slash + "home/li/hongting " + slash + "root/.m2 file://" + slash + "work/main"))
                .hasSize(3);
        assertThat(all(MACHINE_FOLDER, "/var/lib/hongting docs/work/x ~/root/y"))
                .isEmpty();
        assertThat(all(PACKAGE_SOURCE, "https:/" + slash + "repo1" + ".maven.org/maven2 or registry" + ".npmjs.org"))
                .hasSize(2);
        assertThat(all(PACKAGE_SOURCE, "registry.addResourceHandler, https://maven.apache.org"))
                .isEmpty();
    }

    /// Empty for what is no text.
    private static String textOf(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            return "";
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
