package org.hongting.central;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.hongting.central.ingest.Rebuild;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.SqliteFile;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Database;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that makes tables anew from the raw records and says whether it comes to the same: 0 everything is equal,
/// 1 something differed, 2 wrong usage. Works on the data folder, whether the server runs or not; while the result is
/// being kept nobody else writes.
abstract class RebuildCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "data", description = "The server's data folder.")
    private Path data = Path.of("data");

    @Option(names = "--keep", description = "Keep what was made anew; without it nothing is changed.")
    private boolean keep;

    @Option(names = "--json", description = "One JSON array on stdout.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    abstract List<Rebuild.Difference> run(Database database, boolean isKept);

    /// What the audit log says of it where its result was kept.
    abstract Audited audited();

    record Audited(String action, String subject) {}

    @Override
    public Integer call() {
        Path file = data.resolve("central.db");
        if (!Files.exists(file)) {
            throw new ParameterException(spec.commandLine(), "no server has run on " + data + ": give --data");
        }
        List<Rebuild.Difference> differences = keep ? keep(file) : look(file);
        print(differences);
        return differences.stream().allMatch(Rebuild.Difference::isNone) ? 0 : 1;
    }

    /// On a connection that can write, and whose work is taken back: writers wait meanwhile.
    List<Rebuild.Difference> look(Path file) {
        lookAt(file);
        try (SqliteFile source = SqliteFile.open(file)) {
            return run(new JdbcDatabase(source), false);
        }
    }

    /// Looking changes nothing, and so does not bring the tables to another version.
    final DataSource lookAt(Path file) {
        DataSource source = SqliteFile.look(file);
        if (!SqliteFile.isMigrated(source)) {
            throw wrong("the tables are of an older version: start the server of this one once");
        }
        return source;
    }

    private List<Rebuild.Difference> keep(Path file) {
        try (SqliteFile source = SqliteFile.open(file)) {
            source.migrate();
            Database database = new JdbcDatabase(source);
            List<Rebuild.Difference> differences = run(database, true);
            new AuditLog(database, Clock.systemUTC())
                    .record("command line", audited().action(), audited().subject(), "");
            return differences;
        }
    }

    /// @return what is thrown where an option is missing or wrong
    final ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private void print(List<Rebuild.Difference> differences) {
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
