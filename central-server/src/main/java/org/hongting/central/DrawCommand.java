package org.hongting.central;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hongting.central.draw.DrawProof;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Lucky draws from the command line; needs neither server nor data. Exit status: 0 proved; 1 not, with the step that
/// fails; 2 wrong usage.
@Command(
        name = "draw",
        mixinStandardHelpOptions = true,
        description = "Lucky draws: compute from a proof who won.",
        subcommands = DrawCommand.Verify.class)
public final class DrawCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new DrawCommand()).registerConverter(Digest.class, Digest::ofHex);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// What `--json` prints.
    ///
    /// @param failed the step that fails; absent where none does
    record Answer(boolean proved, @Nullable String failed) {}

    /// Checks one proof.
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Compute a draw again from its proof, which the console gives after the reveal.",
                "What was noted before the call is compared too: without it a proof shows that it fits itself."
            })
    static final class Verify implements Callable<Integer> {
        @Parameters(paramLabel = "PROOF.json", description = "The proof.")
        private Path file = Path.of("");

        @Option(names = "--commitment", paramLabel = "HEX", description = "The commitment as it was announced.")
        private Optional<Digest> commitment = Optional.empty();

        @Option(names = "--list", paramLabel = "HEX", description = "The list's hash as it was shown before the call.")
        private Optional<Digest> list = Optional.empty();

        @Option(names = "--json", description = "One object on the last line of stdout.")
        private boolean json;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException {
            if (!Files.isRegularFile(file)) {
                throw new CommandLine.ParameterException(spec.commandLine(), "there is no file " + file);
            }
            byte[] bytes;
            try (InputStream content = Files.newInputStream(file)) {
                bytes = content.readNBytes(DrawProof.BYTES + 1);
            }
            try {
                DrawProof proof = DrawProof.read(bytes);
                return said(
                        proof.failure(commitment, list).map(DrawProof.Step::word),
                        proof.winners().size());
            } catch (MalformedJson e) {
                return said(Optional.of("form"), 0);
            }
        }

        private int said(Optional<String> failed, int winners) {
            if (json) {
                spec.commandLine().getOut().println(Json.writeText(new Answer(failed.isEmpty(), failed.orElse(null))));
            } else if (failed.isEmpty()) {
                spec.commandLine()
                        .getOut()
                        .println("proved: " + winners + " winners follow from secret, list and call");
            } else {
                spec.commandLine().getErr().println("not proved: " + failed.get());
            }
            spec.commandLine().getOut().flush();
            spec.commandLine().getErr().flush();
            return failed.isEmpty() ? 0 : 1;
        }
    }
}
