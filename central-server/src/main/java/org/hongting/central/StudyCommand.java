package org.hongting.central;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.SiteSettings;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.SqliteFile;
import org.hongting.central.study.StudyRebuild;
import org.hongting.central.study.StudyRollup;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Reckons all learning time anew from the raw records and says whether it comes to the same. Works on the data
/// folder, whether the server runs or not. Looking disturbs nobody; while the result is being kept nobody else writes.
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        description = "Reckon all learning time anew from the raw records, and say where it differs from the ledger.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything is equal", "1:something differed", "2:wrong usage, or no server's folder"})
final class StudyCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "data", description = "The server's data folder.")
    private Path data = Path.of("data");

    @Option(names = "--zone", description = "The site's zone, like Asia/Shanghai; without it, the server's own.")
    private Optional<ZoneId> zone = Optional.empty();

    @Option(names = "--keep", description = "Keep what was reckoned anew; without it nothing is changed.")
    private boolean keep;

    @Option(names = "--json", description = "One JSON array on stdout.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path file = data.resolve("central.db");
        if (!Files.exists(file)) {
            throw new ParameterException(spec.commandLine(), "no server has run on " + data + ": give --data");
        }
        List<StudyRebuild.Difference> differences = keep ? keep(file) : look(file);
        print(differences);
        return differences.stream().allMatch(StudyRebuild.Difference::isNone) ? 0 : 1;
    }

    private List<StudyRebuild.Difference> look(Path file) {
        DataSource source = SqliteFile.look(file);
        if (!SqliteFile.isMigrated(source)) {
            throw new ParameterException(
                    spec.commandLine(), "the tables are of an older version: start the server of this one once");
        }
        return rebuild(new JdbcDatabase(source)).look();
    }

    private List<StudyRebuild.Difference> keep(Path file) {
        try (HikariDataSource source = SqliteFile.open(file)) {
            SqliteFile.migrate(source);
            Database database = new JdbcDatabase(source);
            List<StudyRebuild.Difference> differences = rebuild(database).keep();
            new AuditLog(database, Clock.systemUTC()).record("command line", "study.rebuild", "ledger", "");
            return differences;
        }
    }

    private StudyRebuild rebuild(Database database) {
        ZoneId site = zone.or(() -> database.inTransaction(SiteSettings::zone))
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "no server of this version has run here: give --zone, the site's"));
        return new StudyRebuild(database, new StudyRollup(site));
    }

    private void print(List<StudyRebuild.Difference> differences) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.writeText(differences));
        } else {
            differences.forEach(one -> out.println(one.table()
                    + (one.isNone() ? ": equal" : ": " + one.missing() + " rows gone, " + one.surplus() + " new")));
        }
        out.flush();
    }
}
