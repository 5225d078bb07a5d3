package org.hongting.central;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hongting.central.course.Course;
import org.hongting.central.course.CourseConfiguration;
import org.hongting.central.course.build.BuildProgress;
import org.hongting.central.course.build.Built;
import org.hongting.central.course.build.CourseBuilder;
import org.hongting.central.course.build.Remark;
import org.hongting.central.course.build.UnfitCourse;
import org.hongting.central.course.build.WorkFolder;
import org.hongting.central.course.sentence.Refusal;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.platform.database.DataStore;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.CoursePackage;
import org.hongting.protocol.course.RefusedCourse;
import org.hongting.protocol.course.SignedManifest;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.Ed25519;
import org.hongting.provisioning.authority.Passphrase;
import org.hongting.provisioning.authority.SiteAuthority;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Courses from the command line: builds, checks and adds packages. Works with the data folder of the server, whether
/// it runs or not. Exit status: 0 done; 1 refused, with every reason; 2 wrong usage.
@Command(
        name = "course",
        mixinStandardHelpOptions = true,
        description = "Courses for the terminals: build a package, check one, add one to the site.",
        subcommands = {CourseCommand.Build.class, CourseCommand.Check.class, CourseCommand.Add.class})
public final class CourseCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new CourseCommand());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// What the three have in common: the site's folder, and how they answer.
    static final class Common {
        @CommandLine.Mixin
        private StoreOptions store = new StoreOptions();

        @Option(names = "--json", description = "One object on the last line of stdout.")
        private boolean json;

        @Spec(Spec.Target.MIXEE)
        private CommandSpec spec = CommandSpec.create();

        private SiteAuthority authority() {
            store.address(); // courses are signed with the key of a server that has run
            return SiteAuthority.open(
                    store.data().resolve("keys"),
                    Passphrase.find(System.getenv()).orElse(null),
                    Clock.systemUTC().instant(),
                    new SecureRandom());
        }

        private int done(CourseManifest manifest, Digest digest, @Nullable Path file, List<Remark> remarks) {
            remarks.forEach(remark -> err().println("note: " + remark));
            if (json) {
                out().println(Json.writeText(new Answer(
                        true,
                        manifest.id().value(),
                        manifest.edition(),
                        digest.hex(),
                        manifest.lessons().size(),
                        manifest.bytes(),
                        file == null ? null : file.toString(),
                        remarks.stream().map(remark -> Spoken.of(remark.said())).toList(),
                        List.of())));
            } else {
                out().printf(
                                "%s, edition %d: %s%n%d lessons, %d files, %d bytes%n",
                                manifest.id(),
                                manifest.edition(),
                                manifest.title(),
                                manifest.lessons().size(),
                                manifest.files().size(),
                                manifest.bytes());
                Optional.ofNullable(file).ifPresent(written -> out().println(written));
            }
            return flushed(0);
        }

        private int refused(List<Said> problems) {
            problems.forEach(problem -> err().println("refused: " + problem));
            if (json) {
                out().println(Json.writeText(new Answer(
                        false,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        problems.stream().map(Spoken::of).toList())));
            }
            return flushed(1);
        }

        private int flushed(int status) {
            out().flush();
            err().flush();
            return status;
        }

        private PrintWriter out() {
            return spec.commandLine().getOut();
        }

        private PrintWriter err() {
            return spec.commandLine().getErr();
        }

        /// A line that is written over, for people who wait.
        private BuildProgress progress() {
            boolean isWatched = Optional.ofNullable(System.console())
                            .filter(Console::isTerminal)
                            .isPresent()
                    && !json;
            return (file, percent) -> {
                if (isWatched) {
                    err().printf("\r\u001b[K%3d %%  %s%s", percent, file, percent == 100 ? "\n" : "");
                    err().flush();
                }
            };
        }
    }

    /// What `--json` prints.
    record Answer(
            boolean done,
            @Nullable String course,
            @Nullable Integer edition,
            @Nullable String manifest,
            @Nullable Integer lessons,
            @Nullable Long bytes,
            @Nullable String file,
            List<Spoken> notes,
            List<Spoken> problems) {}

    /// A sentence.
    ///
    /// @param key for programs
    record Spoken(String key, String text) {
        static Spoken of(Said said) {
            return new Spoken(said.key(), said.toString());
        }
    }

    private interface Work<T> {
        T with(Built built, SignedManifest signed) throws IOException;
    }

    /// Builds and signs; what is made on the way is removed again.
    private static <T> T built(Common common, Path folder, Work<T> work) throws IOException, UnfitCourse {
        SiteAuthority authority = common.authority();
        try (WorkFolder scratch = WorkFolder.make(common.store.data().resolve("courses"))) {
            Built built = new CourseBuilder(System.getenv().getOrDefault("PATH", ""))
                    .build(folder, scratch.path(), common.progress());
            return work.with(built, authority.sign(built.manifest()));
        }
    }

    /// Makes a package of a folder.
    @Command(
            name = "build",
            mixinStandardHelpOptions = true,
            description = {
                "Make a signed package of a folder that holds course.json and the files of a course.",
                "Films are converted to 720p H.264/AAC where ffmpeg is installed; web pages and EPUB become text."
            })
    static final class Build implements Callable<Integer> {
        @Parameters(paramLabel = "DIR", description = "The folder.")
        private Path folder = Path.of("");

        @Option(names = "--out", paramLabel = "FILE", description = "Where the package goes (default: ID-EDITION.htc).")
        private Optional<Path> out = Optional.empty();

        @CommandLine.Mixin
        private Common common = new Common();

        @Override
        public Integer call() throws IOException {
            try {
                return built(common, folder, this::write);
            } catch (UnfitCourse e) {
                return common.refused(e.problems().stream().map(Remark::said).toList());
            }
        }

        private int write(Built built, SignedManifest signed) throws IOException {
            CourseManifest manifest = built.manifest();
            Path file = out.orElse(Path.of(manifest.id() + "-" + manifest.edition() + CoursePackage.ENDING));
            Path part = file.resolveSibling(file.getFileName() + ".part");
            try (OutputStream bytes = Files.newOutputStream(part)) {
                built.write(signed, bytes);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return common.done(manifest, signed.digest(), file, built.remarks());
        }
    }

    /// Verifies a package.
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Verify the signature and every byte of a package.")
    static final class Check implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "The package.")
        private Path file = Path.of("");

        @CommandLine.Mixin
        private Common common = new Common();

        @Override
        public Integer call() throws IOException {
            List<PublicKey> keys = common.authority().courseKeys().stream()
                    .map(key -> Ed25519.publicKey(key.publicKeyBytes()))
                    .toList();
            try (InputStream bytes = Files.newInputStream(file)) {
                SignedManifest signed = CoursePackage.read(bytes, keys, new Looking());
                return common.done(signed.manifest(), signed.digest(), null, List.of());
            } catch (RefusedCourse e) {
                return common.refused(List.of(Refusal.said(e)));
            }
        }
    }

    private static final class Looking implements CoursePackage.Sink {
        @Override
        public void begin(SignedManifest manifest) {}

        @Override
        public boolean wants(CourseFile file) {
            return true;
        }

        @Override
        public void chunk(CourseFile file, int index, byte[] buffer, int length) {}

        @Override
        public void whole(CourseFile file) {}
    }

    /// Adds a package, or what is built of a folder, to the site.
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Add a package, or a folder that is built first, to the site: terminals fetch it.")
    static final class Add implements Callable<Integer> {
        @Parameters(paramLabel = "FILE|DIR", description = "The package or folder.")
        private Path what = Path.of("");

        @Option(names = "--zone", description = "The site's zone, like Asia/Shanghai; without it, this machine's.")
        private Optional<ZoneId> zone = Optional.empty();

        @CommandLine.Mixin
        private Common common = new Common();

        @Override
        public Integer call() throws IOException {
            try {
                return Files.isDirectory(what)
                        ? built(common, what, this::addBuilt)
                        : add(what, common.authority(), List.of());
            } catch (UnfitCourse e) {
                return common.refused(e.problems().stream().map(Remark::said).toList());
            }
        }

        private int addBuilt(Built built, SignedManifest signed) throws IOException {
            Path file = Files.createTempFile(common.store.data().resolve("courses"), "work", CoursePackage.ENDING);
            try {
                try (OutputStream bytes = Files.newOutputStream(file)) {
                    built.write(signed, bytes);
                }
                return add(file, common.authority(), built.remarks());
            } finally {
                Files.deleteIfExists(file);
            }
        }

        private int add(Path file, SiteAuthority authority, List<Remark> remarks) throws IOException {
            try (DataStore source = common.store.address().open();
                    InputStream bytes = Files.newInputStream(file)) {
                source.migrate();
                Course course = CourseConfiguration.open(
                                new JdbcDatabase(source),
                                Clock.system(zone.orElseGet(ZoneId::systemDefault)),
                                common.store.data(),
                                authority)
                        .add(bytes, "command line");
                Path manifest = CourseConfiguration.manifestOf(
                        common.store.data(), course.edition().manifest());
                return common.done(
                        CourseManifest.read(Files.readAllBytes(manifest)),
                        course.edition().manifest(),
                        null,
                        remarks);
            } catch (RefusedCourse e) {
                return common.refused(List.of(Refusal.said(e)));
            }
        }
    }
}
