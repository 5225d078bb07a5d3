package org.hongting.sync.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.sync.journal.ChainBreak;
import org.hongting.sync.journal.JournalFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says whether a journal file is as it was written, or where it first is not. It prints no body.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Checks the chain and the bodies of a journal file, a copy or the live one.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:intact", "1:broken; the first break is named", "2:not readable as a journal"})
public final class VerifyCommand implements Callable<Integer> {
    private static final int INTACT = 0;
    private static final int BROKEN = 1;
    private static final int UNREADABLE = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "JOURNAL", description = "the journal's SQLite file")
    private @Nullable Path journal;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new VerifyCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        if (journal == null) {
            return UNREADABLE;
        }
        try {
            JournalFile.Verdict verdict = JournalFile.verify(journal);
            print(json ? jsonOf(verdict) : textOf(verdict));
            return verdict.isIntact() ? INTACT : BROKEN;
        } catch (DatabaseFault | IllegalArgumentException e) {
            String reason = e instanceof DatabaseFault fault ? fault.kind() + ": " + fault.getMessage() : "no journal";
            print(json ? Json.writeText(new Unreadable("unreadable", reason)) : "unreadable: " + reason);
            return UNREADABLE;
        }
    }

    private void print(String text) {
        if (spec != null) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(text);
            out.flush();
        }
    }

    private static String textOf(JournalFile.Verdict verdict) {
        return verdict.firstBreak()
                .map(found -> "broken: epoch " + found.epoch() + ", record " + found.seq() + ": " + wordsFor(found))
                .orElseGet(() -> "intact: " + verdict.records() + " records in "
                        + verdict.epochs().size() + " epochs"
                        + (verdict.pruned() == 0 ? "" : ", " + verdict.pruned() + " of them pruned"));
    }

    private static String wordsFor(ChainBreak found) {
        return switch (found.what()) {
            case MISSING -> "the record is missing";
            case MALFORMED -> "the bytes are no record";
            case WRONG_NUMBER -> "the record has another number";
            case WRONG_CHAIN -> "the envelope was changed";
            case WRONG_BODY -> "the body was changed";
            case WRONG_END -> "the epoch before it ended differently or is gone";
        };
    }

    private static String jsonOf(JournalFile.Verdict verdict) {
        ChainBreak found = verdict.firstBreak().orElse(null);
        return Json.writeText(new Found(
                found == null ? "intact" : "broken",
                verdict.records(),
                verdict.pruned(),
                verdict.epochs().size(),
                found == null ? null : found.epoch().value(),
                found == null ? null : found.seq(),
                found == null ? null : found.what().name()));
    }

    private record Found(
            String verdict,
            long records,
            long pruned,
            int epochs,
            @Nullable String brokenEpoch,
            @Nullable Long brokenSeq,
            @Nullable String what) {}

    private record Unreadable(String verdict, String reason) {}
}
