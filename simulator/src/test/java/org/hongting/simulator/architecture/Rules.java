package org.hongting.simulator.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The arrows of ARCHITECTURE.md, written once for any root package: the real one, and the one under which
/// violations are planted.
final class Rules {
    private static final List<String> MODULES =
            List.of("protocol", "device", "sync", "provisioning", "kiosk", "central", "simulator");
    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalTime",
            "java.time.LocalDateTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime");
    private static final Set<String> THREADS = Set.of(
            "java.lang.Thread",
            "java.util.Timer",
            "java.util.concurrent.Executors",
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.CompletableFuture");
    private static final Set<String> CHANCE = Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.security.SecureRandom",
            "java.util.concurrent.ThreadLocalRandom");

    private final String root;

    private Rules(String root) {
        this.root = root;
    }

    /// One rule.
    ///
    /// @param planted simple name of the class that is planted to break it
    record Rule(String planted, ArchRule rule) {
        @Override
        public String toString() {
            return planted;
        }
    }

    static List<Rule> under(String root) {
        Rules rules = new Rules(root);
        return Stream.of(rules.arrows(), rules.libraries(), rules.cores(), rules.habits())
                .flatMap(List::stream)
                .toList();
    }

    private List<Rule> arrows() {
        return List.of(
                only("ProtocolKnowsDevices", "protocol", List.of(), "both sides share it, so it may lean on neither"),
                only(
                        "DeviceKnowsProtocol",
                        "device",
                        List.of(),
                        "a driver answers with bytes; what they mean is not its business"),
                only(
                        "SyncKnowsProvisioning",
                        "sync",
                        List.of("protocol"),
                        "a terminal must remember and send whoever manages it"),
                only(
                        "ProvisioningKnowsSync",
                        "provisioning",
                        List.of("protocol"),
                        "identity must not depend on the journal it protects"),
                only(
                        "KioskKnowsCentre",
                        "kiosk",
                        List.of("protocol", "device", "sync", "provisioning"),
                        "a terminal works with no centre in sight"),
                only(
                        "CentreKnowsSync",
                        "central",
                        List.of("protocol", "provisioning"),
                        "the centre meets terminals on the wire only"),
                none(
                        "CentreKnowsClaim",
                        in("central"),
                        DescribedPredicate.and(
                                inside("provisioning"), outside("provisioning.authority", "provisioning.service")),
                        "the rest of provisioning is the terminal's half"),
                none(
                        "SomebodyKnowsSimulator",
                        modulesBut("simulator"),
                        inside("simulator"),
                        "what is shipped must not lean on what tests it"));
    }

    private List<Rule> libraries() {
        return List.of(
                library(
                        "ScreenKnowsJdbc",
                        List.of("java.sql", "javax.sql", "org.sqlite"),
                        List.of("sync.store", "central", "simulator"),
                        "one connection, one owner: a second one can corrupt the log"),
                library(
                        "LinkKnowsPaho",
                        List.of("org.eclipse.paho"),
                        List.of("sync.mqtt", "central.platform.broker.external"),
                        "its faults are contained in one package of each side"),
                library(
                        "BrokerKnowsPaho",
                        List.of("org.eclipse.paho"),
                        List.of("sync.mqtt", "central.platform.broker.external"),
                        "a server with the broker inside must not meet its faults"),
                library(
                        "SimulatorKnowsPi4j",
                        List.of("com.pi4j"),
                        List.of("device.gpio"),
                        "a terminal without pins must not load it"),
                library(
                        "SimulatorKnowsSerial",
                        List.of("com.fazecast"),
                        List.of("device.serial"),
                        "native code stays behind one door"),
                library(
                        "SimulatorKnowsSmartCards",
                        List.of("javax.smartcardio"),
                        List.of("device.pcsc"),
                        "its context must be rebuilt in one place"),
                library(
                        "SerialKnowsZxing",
                        List.of("com.google.zxing"),
                        List.of("device.camera", "device.sim", "central.badge"),
                        "how a code is read from a picture is one decision, and so is how one is printed"),
                library(
                        "ScreenKnowsPdf",
                        List.of("org.apache.pdfbox", "org.commonmark"),
                        List.of("kiosk.lesson", "central.badge", "central.course.build", "simulator.benchmark"),
                        "what damaged files make a library do stays in the room that reads them"),
                library(
                        "LessonKnowsMedia",
                        List.of("javafx.scene.media"),
                        List.of("kiosk.screen.study"),
                        "a terminal that cannot play films must not load it"),
                library(
                        "CentreKnowsMail",
                        List.of("jakarta.mail"),
                        List.of("central.notice"),
                        "a mail server that does not answer keeps one thread waiting and no other"),
                library(
                        "CentreKnowsJackson2",
                        List.of("com.fasterxml.jackson.databind", "com.fasterxml.jackson.core"),
                        List.of(),
                        "two JSON readers would disagree about signed bytes"));
    }

    private List<Rule> cores() {
        // The ingest core is its package alone: what feeds it from a broker with threads may stand below it. Leases are
        // looked after on a scheduler from outside.
        String[] cores = Stream.of(
                        in(
                                "kiosk.checkin",
                                "kiosk.table",
                                "sync.journal",
                                "sync.replica",
                                "sync.link",
                                "sync.command",
                                "sync.erasure"),
                        new String[] {
                            root + ".central.ingest", root + ".central.platform.lease", root + ".central.rollout"
                        })
                .flatMap(Arrays::stream)
                .toArray(String[]::new);
        String[] pure = Stream.of(cores, in("protocol", "kiosk.study", "kiosk.quiz", "kiosk.meeting", "kiosk.member"))
                .flatMap(Arrays::stream)
                .toArray(String[]::new);
        String because = "one seeded thread runs a whole fleet and its server";
        return List.of(
                none("IngestKnowsSpring", cores, outsiders("org.springframework", "org.eclipse.paho"), because),
                calls("JournalStartsThread", pure, "start or make a thread", Rules::startsThread, because),
                calls("ReplicaReadsClock", pure, "read a clock of the machine", Rules::readsClock, because),
                calls("LinkRollsDice", pure, "make a source of chance", Rules::rollsDice, because),
                none(
                        "ProtocolOpensFiles",
                        in("protocol"),
                        outsiders("java.nio.file", "java.nio.channels", "java.net.http", "java.sql", "java.lang.Thread")
                                .or(
                                        describe(
                                                "files",
                                                type -> type.getName()
                                                        .matches(
                                                                "java\\.io\\.(File|RandomAccessFile).*|java\\.net\\.(?!URI).*"))),
                        "it is data, byte layouts and arithmetic"),
                none(
                        "DeskKnowsJavaFx",
                        in(
                                "kiosk.checkin",
                                "kiosk.table",
                                "kiosk.study",
                                "kiosk.quiz",
                                "kiosk.meeting",
                                "kiosk.member"),
                        outsiders("javafx"),
                        "rules are tested and simulated without a screen"));
    }

    private List<Rule> habits() {
        return List.of(
                new Rule(
                        "NodeViewModel",
                        noClasses()
                                .that()
                                .resideInAnyPackage(in("kiosk"))
                                .and()
                                .haveSimpleNameEndingWith("ViewModel")
                                .should()
                                .dependOnClassesThat(outsiders("javafx.scene", "javafx.stage"))
                                .because("a view model is tested without a toolkit")
                                .allowEmptyShould(true)),
                new Rule(
                        "DiskView",
                        noClasses()
                                .that()
                                .resideInAnyPackage(in("kiosk.screen"))
                                .and()
                                .haveNameMatching(".*View(Model)?")
                                .should()
                                .dependOnClassesThat(outsiders("java.nio.file", "java.net.http", "java.sql"))
                                .because("the FX thread waits for no disk and no network (DESIGN invariant 11)")
                                .allowEmptyShould(true)),
                new Rule(
                        "TerminalManager",
                        noClasses()
                                .that()
                                .resideInAnyPackage(in(MODULES.toArray(String[]::new)))
                                .should()
                                .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Data|Info)")
                                .because("a name says what a thing is")
                                .allowEmptyShould(true)),
                new Rule(
                        "FirstOfCycle",
                        slices().matching(root + ".(**)")
                                .should()
                                .beFreeOfCycles()
                                .because("packages that need each other are one package")
                                .allowEmptyShould(true)));
    }

    /// The module imports those of ours and no others.
    private Rule only(String planted, String module, List<String> allowed, String because) {
        DescribedPredicate<JavaClass> forbidden = describe(
                "another module of ours than " + allowed,
                type -> MODULES.stream()
                        .filter(other -> !other.equals(module) && !allowed.contains(other))
                        .anyMatch(other -> isIn(type.getPackageName(), root + "." + other)));
        return none(planted, in(module), forbidden, because);
    }

    private Rule library(String planted, List<String> packages, List<String> owners, String because) {
        DescribedPredicate<JavaClass> ours = describe(
                "classes outside " + owners,
                type -> MODULES.stream().anyMatch(module -> isIn(type.getPackageName(), root + "." + module))
                        && owners.stream().noneMatch(owner -> isIn(type.getPackageName(), root + "." + owner)));
        return new Rule(
                planted,
                noClasses()
                        .that(ours)
                        .should()
                        .dependOnClassesThat(outsiders(packages.toArray(String[]::new)))
                        .because(because)
                        .allowEmptyShould(true));
    }

    private static Rule none(
            String planted, String[] packages, DescribedPredicate<JavaClass> forbidden, String because) {
        return new Rule(
                planted,
                noClasses()
                        .that()
                        .resideInAnyPackage(packages)
                        .should()
                        .dependOnClassesThat(forbidden)
                        .because(because)
                        .allowEmptyShould(true));
    }

    private static Rule calls(
            String planted, String[] packages, String what, Predicate<JavaAccess<?>> forbidden, String because) {
        return new Rule(
                planted,
                noClasses()
                        .that()
                        .resideInAnyPackage(packages)
                        .should()
                        .accessTargetWhere(describe(what, forbidden))
                        .because(because)
                        .allowEmptyShould(true));
    }

    private static boolean startsThread(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        return THREADS.contains(owner)
                && (name.equals("<init>")
                        || name.startsWith("new")
                        || name.startsWith("start")
                        || name.startsWith("of")
                        || name.endsWith("Async")
                        || name.equals("sleep")
                        || name.equals("commonPool"));
    }

    private static boolean readsClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        boolean given = access.getTarget().getFullName().contains("java.time.Clock)");
        return switch (owner) {
            case "java.time.Clock" -> name.matches("system.*|tick.+");
            case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
            case "java.util.Date" -> name.equals("<init>");
            default -> CLOCKS.contains(owner) && name.equals("now") && !given;
        };
    }

    private static boolean rollsDice(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        return switch (owner) {
            case "java.lang.Math" -> name.equals("random");
            case "java.util.UUID" -> name.equals("randomUUID");
            default -> CHANCE.contains(owner) && name.matches("<init>|current|getInstance.*");
        };
    }

    private String[] in(String... parts) {
        return Arrays.stream(parts).map(part -> root + "." + part + "..").toArray(String[]::new);
    }

    private String[] modulesBut(String module) {
        return in(MODULES.stream().filter(other -> !other.equals(module)).toArray(String[]::new));
    }

    private DescribedPredicate<JavaClass> inside(String part) {
        return describe("in " + part, type -> isIn(type.getPackageName(), root + "." + part));
    }

    private DescribedPredicate<JavaClass> outside(String... parts) {
        return describe(
                "not in " + String.join(", ", parts),
                type -> Arrays.stream(parts).noneMatch(part -> isIn(type.getPackageName(), root + "." + part)));
    }

    private static DescribedPredicate<JavaClass> outsiders(String... packages) {
        return describe(
                "classes of " + String.join(", ", packages),
                type -> Arrays.stream(packages).anyMatch(one -> isIn(type.getName(), one)));
    }

    private static boolean isIn(String name, String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }
}
