package org.hongting.simulator.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the packages hold, read where the repository keeps it. That they install and work is shown by
/// `./hongting check packages`.
class PackagesTest {
    private static final Path PACKAGING = Checkout.root().resolve("packaging");
    private static final Pattern MAIN_CLASS = Pattern.compile("main=(org\\.hongting\\.[A-Za-z.]+)");
    private static final Pattern SETTING = Pattern.compile("(?m)^([A-Za-z]+)=(.*)$");
    private static final Set<String> USERS = Set.of("hongting-kiosk", "hongting-server");

    private static String read(String name) throws IOException {
        return Files.readString(PACKAGING.resolve(name));
    }

    /// What a unit says, the last word for each key.
    private static Map<String, String> settings(String unit) throws IOException {
        return SETTING.matcher(read(unit))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2), (_, last) -> last));
    }

    private static Set<String> words(String text, String separator) {
        return Arrays.stream(text.split(separator, -1))
                .map(word -> word.replaceAll("\\(.*\\)", "").strip())
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String field(String control, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ": (.*)$").matcher(control);
        assertThat(line.find()).as(name).isTrue();
        return line.group(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"terminal", "server"})
    void everyClassThatACommandOfAPackageStartsIsThere(String part) throws Exception {
        List<String> classes = MAIN_CLASS
                .matcher(read(part + "/files/usr/bin/hongting-" + part))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(classes).hasSizeGreaterThan(4);
        for (String name : classes) {
            assertThat(Class.forName(name, false, getClass().getClassLoader()).getMethod("main", String[].class))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"terminal", "server"})
    void everyFileThatPeopleMayChangeIsNamedToDpkg(String part) throws Exception {
        Path files = PACKAGING.resolve(part + "/files");
        try (Stream<Path> all = Files.walk(files.resolve("etc"))) {
            assertThat(all.filter(Files::isRegularFile).map(file -> "/" + files.relativize(file)))
                    .containsExactlyInAnyOrderElementsOf(
                            read(part + "/control/conffiles").lines().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"terminal", "server"})
    void everyDependencyIsInTheRootsOfTheChecks(String part) throws Exception {
        String check = Files.readString(Checkout.root().resolve("launcher/check.sh"));
        String there = check.substring(check.indexOf("packages_for() {"), check.indexOf("# A root with nothing in it"));

        for (String alternatives : words(field(read(part + "/control/control"), "Depends"), ",")) {
            assertThat(words(there, "[\\s\"\\\\]+")).as(alternatives).containsAnyElementsOf(words(alternatives, "\\|"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"terminal", "server"})
    void aServiceIsWatchedAndStartedAgainHoweverOftenItEnds(String part) throws Exception {
        Map<String, String> unit = settings(part + "/files/usr/lib/systemd/system/hongting-" + part + ".service");

        assertThat(unit)
                .containsEntry("Type", "notify")
                .containsEntry("Restart", "always")
                .containsEntry("StartLimitIntervalSec", "0")
                .containsEntry("WatchdogSignal", "SIGQUIT");
        assertThat(Integer.parseInt(unit.getOrDefault("WatchdogSec", "0"))).isBetween(30, 300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"terminal", "server"})
    void aServiceMayWriteToItsOwnFolderAndNothingElse(String part) throws Exception {
        Map<String, String> unit = settings(part + "/files/usr/lib/systemd/system/hongting-" + part + ".service");

        assertThat(unit)
                .containsEntry("NoNewPrivileges", "yes")
                .containsEntry("CapabilityBoundingSet", "")
                .containsEntry("ProtectSystem", "strict")
                .containsEntry("ProtectHome", "yes")
                .containsEntry("PrivateTmp", "yes")
                .containsEntry("UMask", "0077");
        assertThat(USERS).contains(unit.get("User"));
        assertThat(read(part + "/files/usr/lib/sysusers.d/hongting-" + part + ".conf"))
                .contains("u " + unit.get("User") + " ", "/usr/sbin/nologin");
        assertThat(read(part + "/files/usr/lib/tmpfiles.d/hongting-" + part + ".conf"))
                .contains(" 0700 " + unit.get("User") + " ");
    }

    @Test
    void nothingOfAKioskLeadsToAConsole() throws Exception {
        String libraries = "terminal/files/usr/lib/";
        assertThat(settings(libraries + "systemd/logind.conf.d/hongting-terminal.conf"))
                .containsEntry("NAutoVTs", "0")
                .containsEntry("ReserveVT", "0");
        assertThat(settings(libraries + "systemd/system/getty@.service.d/hongting-terminal.conf"))
                .containsEntry("ConditionPathExists", "!/usr/lib/hongting-terminal/java.options");
        assertThat(read(libraries + "sysctl.d/60-hongting-terminal.conf")).contains("kernel.sysrq = 0");
        assertThat(settings(libraries + "systemd/system.conf.d/hongting-terminal.conf"))
                .containsEntry("CtrlAltDelBurstAction", "none");
        // With -s cage would pass the keys on that change the console.
        assertThat(settings(libraries + "systemd/system/hongting-terminal.service"))
                .hasEntrySatisfying(
                        "ExecStart",
                        start -> assertThat(start)
                                .startsWith("/usr/bin/cage -- /usr/bin/hongting-terminal kiosk ")
                                .contains(" --durable ")
                                .doesNotContain("--simulated"));
    }

    @Test
    void whatIsRunIsWrittenByTheSwitchingProgramAloneWhichBelievesPinnedKeysAlone() throws Exception {
        String libraries = "terminal/files/usr/lib/";
        assertThat(read(libraries + "tmpfiles.d/hongting-terminal.conf"))
                .contains("d /var/lib/hongting-releases 0755 root root -", "d /run/hongting-terminal 0755 root root -");
        Map<String, String> unit = settings(libraries + "systemd/system/hongting-terminal-release.service");
        assertThat(unit)
                .containsEntry("ReadWritePaths", "/var/lib/hongting-releases")
                .containsEntry("ProtectSystem", "strict")
                .containsEntry("PrivateNetwork", "yes")
                .containsEntry("CapabilityBoundingSet", "CAP_DAC_READ_SEARCH");
        String program = read(libraries + "hongting-terminal/libexec/switch");
        assertThat(program).contains("keys=/etc/hongting/release-keys", "home=/usr/lib/hongting-terminal\n");
        assertThat(read("terminal/files/etc/hongting/release-keys").lines())
                .as("nobody's releases are taken before somebody says whose")
                .allMatch(line -> line.startsWith("#"));
        String main = program.lines()
                .filter(line -> line.contains("org.hongting."))
                .findFirst()
                .orElseThrow()
                .strip()
                .split(" ", -1)[0];
        assertThat(Class.forName(main, false, getClass().getClassLoader()).getMethod("main", String[].class))
                .isNotNull();
    }

    @Test
    void theKiosksUserMayReadCardsAndIsAllowedNothingElse() throws Exception {
        String rule = read("terminal/files/usr/share/polkit-1/rules.d/50-hongting-terminal.rules");

        assertThat(Pattern.compile("\"(org\\.[a-z.A-Z_-]+)\"")
                        .matcher(rule)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrder("org.debian.pcsc-lite.access_pcsc", "org.debian.pcsc-lite.access_card");
        assertThat(rule).contains("subject.user === \"hongting-kiosk\"").containsOnlyOnce("polkit.Result.YES");
    }

    @ParameterizedTest
    @ValueSource(strings = {"terminal", "server"})
    void aRemovalDeletesNoData(String part) throws Exception {
        String data = part.equals("terminal") ? "/var/lib/hongting" : "/var/lib/hongting-central";

        assertThat(read(part + "/control/postrm").lines().filter(line -> line.contains("rm -r")))
                .noneMatch(line -> words(line, "\\s+").contains(data));
        assertThat(read(part + "/control/postrm")).contains(data + " is kept");
    }
}
