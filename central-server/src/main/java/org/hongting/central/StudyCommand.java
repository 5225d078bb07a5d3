package org.hongting.central;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hongting.central.ingest.Rebuild;
import org.hongting.central.study.StudyRebuild;
import org.hongting.central.study.StudyRollup;
import org.hongting.protocol.port.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Reckons all learning time anew from the raw records and says whether it comes to the same.
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        description = "Reckon all learning time anew from the raw records, and say where it differs from the ledger.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything is equal", "1:something differed", "2:wrong usage, or no server's folder"})
final class StudyCommand extends RebuildCommand {
    @Option(names = "--zone", description = "The site's zone, like Asia/Shanghai; without it, this machine's.")
    private Optional<ZoneId> zone = Optional.empty();

    @Override
    List<Rebuild.Difference> run(Database database, boolean isKept) {
        return new StudyRebuild(database, new StudyRollup(zone.orElseGet(ZoneId::systemDefault))).run(isKept);
    }

    @Override
    Audited audited() {
        return new Audited("study.rebuild", "ledger");
    }
}
