package org.hongting.central;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.hongting.protocol.json.Json;
import org.hongting.provisioning.authority.AuthorityFault;
import org.hongting.provisioning.authority.KeyCopy;
import org.hongting.provisioning.authority.Passphrase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The site's keys, kept apart from the data: whoever loses them claims every terminal anew.
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Copies of the site's keys, encrypted and apart from the data.",
        subcommands = {KeysCommand.Export.class, KeysCommand.Import.class})
final class KeysCommand implements Runnable {
    private static final String FOLDER = "keys";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// Where a copy is, and how it is opened.
    static final class CopyOptions {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                defaultValue = "data",
                description = "The server's data folder, with the keys in keys/.")
        private Path data = Path.of("data");

        @Parameters(paramLabel = "FILE", description = "The copy.")
        private Path file = Path.of("");

        @Option(
                names = "--passphrase-file",
                paramLabel = "FILE",
                required = true,
                description = "Holds the passphrase of the copy, 8 characters at least. Keep both in different places.")
        private Path passphrase = Path.of("");

        @Option(names = "--json", description = "One JSON object on stdout.")
        private boolean json;

        private Path keys() {
            return data.resolve(FOLDER);
        }

        private Passphrase copys() {
            return Passphrase.ofFile(passphrase);
        }
    }

    @FunctionalInterface
    private interface Work {
        /// @param own opens or wraps the keys in the data folder; nothing where they lie plain
        KeyCopy run(@Nullable Passphrase own);
    }

    private static int run(CommandSpec spec, CopyOptions options, String done, Work work) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            KeyCopy copy = work.run(Passphrase.find(System.getenv()).orElse(null));
            if (options.json) {
                out.println(Json.writeText(copy));
            } else {
                out.printf(
                        "%s: the site %s, card key %d%n",
                        done, copy.fingerprint().hex().substring(0, 16), copy.cardKey());
            }
            out.flush();
            return 0;
        } catch (AuthorityFault e) {
            spec.commandLine().getErr().println("hongting central keys: " + e.getMessage());
            return 1;
        }
    }

    /// Writes a copy.
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description =
                    "Write an encrypted copy of the site's keys, and read it again. Beside a running server or not.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:there is a copy that was read again", "1:there is none", "2:wrong usage"})
    static final class Export implements Callable<Integer> {
        @Mixin
        private CopyOptions options = new CopyOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            return run(
                    spec,
                    options,
                    "written and read again",
                    own -> KeyCopy.export(options.keys(), own, options.file, options.copys(), new SecureRandom()));
        }
    }

    /// Puts a copy in the place of lost keys.
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Put the keys of a copy into a data folder that has none. Stop the server first.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:the keys are there", "1:nothing was changed", "2:wrong usage"})
    static final class Import implements Callable<Integer> {
        @Mixin
        private CopyOptions options = new CopyOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            return run(
                    spec,
                    options,
                    "the keys are in " + options.keys(),
                    own -> KeyCopy.restore(options.file, options.copys(), options.keys(), own, new SecureRandom()));
        }
    }
}
