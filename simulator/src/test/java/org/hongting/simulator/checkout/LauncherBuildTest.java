package org.hongting.simulator.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The launcher with a Maven that only counts its builds and a Java that only says what it was started with, in a
/// folder whose name has a blank.
class LauncherBuildTest {
    private static final List<String> MODULES =
            List.of("device-drivers", "sync-agent", "kiosk-app", "central-server", "simulator");

    @TempDir
    Path folder;

    private Path root;
    private Path source;

    @BeforeEach
    void makeACheckout() throws IOException {
        root = Files.createDirectories(folder.resolve("a checkout"));
        source = root.resolve("sync-agent/src/main/java/Journal.java");
        copy("hongting");
        copy(".ci/run");
        try (Stream<Path> parts = Files.list(Checkout.root().resolve("launcher"))) {
            for (Path part : parts.toList()) {
                copy("launcher/" + part.getFileName());
            }
        }
        setVersion("1.0");
        for (String module : MODULES) {
            write(root.resolve(module).resolve("pom.xml"), module);
            write(root.resolve(module).resolve("src/main/java/Main.java"), module);
        }
        write(source, "first");
        write(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        script("jdk/bin/javac", "");
        script("jdk/bin/java", "echo \"$@\"");
        script("bin/mvn", """
                if [ "$1" = --version ]; then echo 'Apache Maven 3.9.9'; exit; fi
                cd '%s'
                echo one >>../builds
                if [ -e ../broken ]; then echo '[ERROR] no'; exit 1; fi
                version=$(sed -n 's:^  <version>\\(.*\\)</version>:\\1:p' pom.xml)
                for module in %s; do
                  mkdir -p $module/target
                  touch $module/target/$module-$version.jar
                  printf '%%s' "$PWD/device-drivers/target/device-drivers-$version.jar" >$module/target/classpath.txt
                done
                echo '[INFO] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0'
                """.formatted(root, String.join(" ", MODULES)));
    }

    @Test
    void itBuildsWhenSomethingThatAJarIsMadeFromHasChangedAndOnlyThen() throws Exception {
        builds(1, "nothing was built yet");
        builds(0, "nothing has changed");
        write(root.resolve("sync-agent/src/test/java/JournalTest.java"), "a test");
        write(root.resolve("README.md"), "words");
        Files.setLastModifiedTime(source, java.nio.file.attribute.FileTime.fromMillis(0));
        builds(0, "no jar is made from tests, words or times");
        write(source, "second");
        builds(1, "a source was changed");
        write(root.resolve("sync-agent/src/main/resources/texts"), "new");
        builds(1, "a file was added");
        Files.delete(source);
        builds(1, "a source was deleted");
        write(root.resolve("kiosk-app/pom.xml"), "another library");
        builds(1, "a pom was changed");
        Files.delete(root.resolve("device-drivers/target/device-drivers-1.0.jar"));
        builds(1, "a jar was cleaned away");
        builds(0, "all of it was built");
    }

    @Test
    void afterAFailedBuildNothingStartsAndItIsTriedAgain() throws Exception {
        builds(1, "nothing was built yet");
        write(folder.resolve("broken"), "");
        write(source, "second");
        Checkout.Outcome outcome = launch("verify", "x");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.stdout()).isEmpty();
        assertThat(outcome.stderr()).contains("the build failed", "[ERROR] no");
        write(source, "first");
        Files.delete(folder.resolve("broken"));
        builds(2, "the jars may be half of the failed build");
    }

    @Test
    @Timeout(60)
    void testsTakeMavenArgumentsAndEndWithASummary() throws Exception {
        Checkout.Outcome outcome = launch("test", "-DskipTests");
        assertThat(outcome.status()).as(outcome.stderr()).isZero();
        assertThat(outcome.stdout()).contains("Java: all modules", "scripts", "PASSED");
        assertThat(outcome.stderr()).doesNotContain("another build is running");
    }

    @Test
    void aJarOfAnotherVersionThatStillLiesThereIsNotStarted() throws Exception {
        assertThat(launch("verify", "x").stdout()).contains("a checkout/sync-agent/target/sync-agent-1.0.jar");
        setVersion("1.1");
        assertThat(launch("verify", "x").stdout())
                .contains("sync-agent-1.1.jar")
                .doesNotContain("1.0.jar");
        setVersion("0.9");
        assertThat(launch("verify", "x").stdout())
                .contains("sync-agent-0.9.jar")
                .doesNotContain("1.");
    }

    /// @param expected of all builds since the last call
    private void builds(int expected, String why) throws Exception {
        Checkout.Outcome outcome = launch("build");
        assertThat(outcome.status()).as(outcome.stderr()).isZero();
        Path builds = folder.resolve("builds");
        long seen = Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
        Files.deleteIfExists(builds);
        assertThat(seen).as(why).isEqualTo(expected);
    }

    private Checkout.Outcome launch(String... arguments) throws Exception {
        return Checkout.launch(
                root,
                java.util.Map.of(
                        "JAVA_HOME",
                        folder.resolve("jdk").toString(),
                        "CI",
                        "",
                        "HONGTING_INSTALL",
                        "never",
                        // Set by the build that this test runs in.
                        "HONGTING_INSIDE_BUILD",
                        "",
                        "PATH",
                        folder.resolve("bin") + ":" + System.getenv("PATH")),
                arguments);
    }

    private void setVersion(String version) throws IOException {
        write(root.resolve("pom.xml"), "<project>\n  <version>" + version + "</version>\n</project>\n");
    }

    private void copy(String name) throws IOException {
        Path to = root.resolve(name);
        Files.createDirectories(to.resolveSibling("."));
        Files.copy(Checkout.root().resolve(name), to, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void script(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        write(file, "#!/bin/sh\n" + content + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, content);
    }
}
