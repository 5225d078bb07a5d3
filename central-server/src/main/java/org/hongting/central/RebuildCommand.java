package org.hongting.central;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
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
/// 1
/// something differed, 2 wrong usage. Works on the data folder, whether the server runs or not; meanwhile nobody else
/// writes.
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
        List<Rebuild.Difference> differences;
        try (HikariDataSource source = SqliteFile.open(file)) {
            SqliteFile.migrate(source);
            Database database = new JdbcDatabase(source);
            differences = run(database, keep);
            if (keep) {
                new AuditLog(database, Clock.systemUTC())
                        .record("command line", audited().action(), audited().subject(), "");
            }
        }
        print(differences);
        return differences.stream().allMatch(Rebuild.Difference::isNone) ? 0 : 1;
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
