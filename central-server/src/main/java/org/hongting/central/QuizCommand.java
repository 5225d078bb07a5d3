package org.hongting.central;

import java.time.Clock;
import java.util.List;
import org.hongting.central.ingest.Rebuild;
import org.hongting.central.quiz.QuizRebuild;
import org.hongting.protocol.port.Database;
import picocli.CommandLine.Command;

/// Marks every attempt anew from the raw records and says whether it comes to the same.
@Command(
        name = "quizzes",
        mixinStandardHelpOptions = true,
        description = {
            "Mark every quiz anew from the raw records, and say where it differs from what stood there.",
            "Nobody else writes meanwhile, with or without --keep: a running server waits."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything is equal", "1:something differed", "2:wrong usage, or no server's folder"})
final class QuizCommand extends RebuildCommand {
    @Override
    List<Rebuild.Difference> run(Database database, boolean isKept) {
        return new QuizRebuild(database, Clock.systemUTC()).run(isKept);
    }

    @Override
    Audited audited() {
        return new Audited("quiz.rebuild", "marks");
    }
}
