package org.hongting.sync.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.sync.journal.JournalFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Takes a copy of a terminal's file, with the kiosk running or not, and says whether its journal is intact.
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        description = "Copies a terminal's file from inside, while the kiosk runs or not, and verifies the copy.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:there is a copy, and its journal is intact",
            "1:there is a copy, and the journal is as broken in it as in the file itself",
            "2:there is no copy, or wrong usage"
        })
public final class CopyCommand implements Callable<Integer> {
    private static final int INTACT = 0;
    private static final int BROKEN = 1;
    private static final int NONE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "JOURNAL", description = "the terminal's SQLite file, terminal.db")
    private Path journal = Path.of("");

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "the copy; nothing is written over")
    private Path target = Path.of("");

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    private record Copied(String verdict, String file, long records, long pruned, int epochs) {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CopyCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        try {
            JournalFile.Verdict verdict = JournalFile.copy(journal, target);
            String word = verdict.isIntact() ? "intact" : "broken";
            print(
                    spec.commandLine().getOut(),
                    json
                            ? Json.writeText(new Copied(
                                    word,
                                    target.toString(),
                                    verdict.records(),
                                    verdict.pruned(),
                                    verdict.epochs().size()))
                            : "copied to " + target + ", " + word + ": " + verdict.records() + " records in "
                                    + verdict.epochs().size() + " epochs");
            return verdict.isIntact() ? INTACT : BROKEN;
        } catch (FileAlreadyExistsException e) {
            return none(target + " is there already: name another file");
        } catch (IOException e) {
            return none(target + " cannot be written (" + e.getMessage() + "): name another folder");
        } catch (DatabaseFault e) {
            return none(journal + " could not be copied (" + e.kind() + ": " + e.getMessage() + ")");
        } catch (IllegalArgumentException e) {
            return none(journal + " holds no journal");
        }
    }

    private int none(String sentence) {
        print(spec.commandLine().getErr(), "hongting copy: " + sentence);
        return NONE;
    }

    private static void print(PrintWriter out, String text) {
        out.println(text);
        out.flush();
    }
}
