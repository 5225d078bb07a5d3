package org.hongting.central;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.release.RefusedRelease;
import org.hongting.protocol.release.ReleaseFile;
import org.hongting.protocol.release.ReleaseKeys;
import org.hongting.protocol.release.ReleasePackage;
import org.hongting.protocol.release.ReleaseVersion;
import org.hongting.protocol.release.SignedRelease;
import org.hongting.protocol.release.StoreSchema;
import org.hongting.provisioning.authority.AuthorityFault;
import org.hongting.provisioning.authority.Passphrase;
import org.hongting.provisioning.authority.ReleaseKeyFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Releases from the command line: the key that signs them, signing and verifying. For a machine that runs no server:
/// none of this needs a network or a data folder. Exit status: 0 done; 1 refused, with the reason; 2 wrong usage.
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = "Releases of the terminal's software: make a key, sign a release, verify one.",
        subcommands = {ReleaseCommand.Keys.class, ReleaseCommand.Sign.class, ReleaseCommand.Verify.class})
public final class ReleaseCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new ReleaseCommand());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// How the three answer.
    private interface Work {
        void run(PrintWriter out) throws IOException;
    }

    private static int answered(CommandSpec spec, Work work) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            work.run(out);
            return 0;
        } catch (RefusedRelease | AuthorityFault | IllegalArgumentException e) {
            err.println("refused: " + e.getMessage());
            return 1;
        } finally {
            out.flush();
            err.flush();
        }
    }

    /// Makes a key.
    @Command(
            name = "keys",
            mixinStandardHelpOptions = true,
            description = {
                "Make a key for releases, wrapped by a passphrase, and print its public half: a line for the file",
                "'release-keys' of the server's data folder and '/etc/hongting/release-keys' of each terminal.",
                "Where the file is there already, its public half is printed."
            })
    static final class Keys implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "Where the wrapped key lies.")
        private Path file = Path.of("");

        @Option(names = "--passphrase", paramLabel = "FILE", required = true, description = "A file that holds it.")
        private Path passphrase = Path.of("");

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException {
            return answered(spec, out -> {
                Passphrase words = Passphrase.ofFile(passphrase);
                KeyPair pair = Files.exists(file)
                        ? ReleaseKeyFile.open(file, words)
                        : ReleaseKeyFile.make(file, words, new SecureRandom());
                out.println(ReleaseKeys.line(pair.getPublic()));
            });
        }
    }

    /// Signs a release.
    @Command(
            name = "sign",
            mixinStandardHelpOptions = true,
            description = {
                "Make a signed release of what './hongting package' has laid out:",
                "arm64=packaging/target/stage/hongting-terminal-arm64/files/usr/lib/hongting-terminal amd64=…"
            })
    static final class Sign implements Callable<Integer> {
        @Parameters(paramLabel = "ARCHITECTURE=DIR", arity = "1..*", description = "What a package brings.")
        private LinkedHashMap<String, Path> homes = new LinkedHashMap<>();

        @Option(names = "--key", paramLabel = "FILE", required = true, description = "The wrapped key.")
        private Path key = Path.of("");

        @Option(names = "--passphrase", paramLabel = "FILE", required = true, description = "A file that holds it.")
        private Path passphrase = Path.of("");

        @Option(names = "--version", required = true, description = "Like 0.2.0.")
        private String version = "";

        @Option(names = "--oldest", required = true, description = "The oldest version that it goes over.")
        private String oldest = "";

        @Option(names = "--store", defaultValue = "1", description = "The form of the store that it writes.")
        private int store = 1;

        @Option(
                names = "--readable-from",
                defaultValue = "1",
                description = "The oldest form whose software can read that.")
        private int readableFrom = 1;

        @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where the package goes.")
        private Path out = Path.of("");

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException {
            return answered(spec, to -> {
                KeyPair pair = ReleaseKeyFile.open(key, Passphrase.ofFile(passphrase));
                ReleaseBuilder builder = new ReleaseBuilder(homes);
                OffsetDateTime now = OffsetDateTime.now(Clock.systemUTC()).withOffsetSameInstant(ZoneOffset.UTC);
                SignedRelease signed = builder.write(
                        builder.manifest(
                                new ReleaseVersion(version),
                                new ReleaseVersion(oldest),
                                new StoreSchema(store, readableFrom),
                                now.truncatedTo(ChronoUnit.SECONDS)),
                        pair.getPrivate(),
                        out);
                to.println(Json.writeText(Answer.of(signed)));
            });
        }
    }

    /// What is printed of a release.
    record Answer(String release, String version, String architectures, int files) {
        static Answer of(SignedRelease signed) {
            return new Answer(
                    signed.digest().hex(),
                    signed.manifest().version().value(),
                    String.join(" ", signed.manifest().architectures()),
                    signed.manifest().files().size());
        }
    }

    /// Verifies a package.
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Verify the signature and every byte of a package.")
    static final class Verify implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "The package.")
        private Path file = Path.of("");

        @Option(names = "--keys", paramLabel = "FILE", required = true, description = "Public keys, one a line.")
        private Path keys = Path.of("");

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException {
            return answered(spec, out -> {
                ReleaseKeys known = ReleaseKeys.read(Files.readAllBytes(keys));
                try (InputStream bytes = Files.newInputStream(file)) {
                    out.println(Json.writeText(Answer.of(ReleasePackage.read(bytes, known, new Looking()))));
                }
            });
        }
    }

    private static final class Looking implements ReleasePackage.Sink {
        @Override
        public void begin(SignedRelease release) {}

        @Override
        public void bytes(ReleaseFile file, byte[] buffer, int length) {}

        @Override
        public void whole(ReleaseFile file) {}
    }
}
