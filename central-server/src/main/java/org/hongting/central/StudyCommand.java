package org.hongting.central;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hongting.central.ingest.Rebuild;
import org.hongting.central.platform.SiteSettings;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.StoreAddress;
import org.hongting.central.study.StudyRebuild;
import org.hongting.central.study.StudyRollup;
import org.hongting.protocol.port.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Reckons all learning time anew from the raw records and says whether it comes to the same. Looking disturbs nobody.
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        description = "Reckon all learning time anew from the raw records, and say where it differs from the ledger.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything is equal", "1:something differed", "2:wrong usage, or no server's folder"})
final class StudyCommand extends RebuildCommand {
    @Option(names = "--zone", description = "The site's zone, like Asia/Shanghai; without it, the server's own.")
    private Optional<ZoneId> zone = Optional.empty();

    /// On a connection that can only read.
    @Override
    List<Rebuild.Difference> look(StoreAddress address) {
        return run(new JdbcDatabase(lookAt(address)), false);
    }

    @Override
    List<Rebuild.Difference> run(Database database, boolean isKept) {
        ZoneId site = zone.or(() -> database.inTransaction(SiteSettings::zone))
                .orElseThrow(() -> wrong("no server of this version has run here: give --zone, the site's"));
        StudyRebuild rebuild = new StudyRebuild(database, new StudyRollup(site));
        return isKept ? rebuild.keep() : rebuild.look();
    }

    @Override
    Audited audited() {
        return new Audited("study.rebuild", "ledger");
    }
}
