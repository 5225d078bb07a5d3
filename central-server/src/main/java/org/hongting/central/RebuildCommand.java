package org.hongting.central;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.hongting.central.ingest.Rebuild;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.DataStore;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.StoreAddress;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Database;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that makes tables anew from the raw records and says whether it comes to the same: 0 everything is equal,
/// 1 something differed, 2 wrong usage. Works on the data folder, whether the server runs or not; while the result is
/// being kept nobody else writes.
abstract class RebuildCommand implements Callable<Integer> {
    @Mixin
    private StoreOptions store = new StoreOptions();

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
        StoreAddress address = store.address();
        List<Rebuild.Difference> differences = keep ? keep(address) : look(address);
        print(differences);
        return differences.stream().allMatch(Rebuild.Difference::isNone) ? 0 : 1;
    }

    /// On a connection that can write, and whose work is taken back: writers wait meanwhile.
    List<Rebuild.Difference> look(StoreAddress address) {
        lookAt(address);
        try (DataStore source = address.open()) {
            return run(new JdbcDatabase(source), false);
        }
    }

    /// Looking changes nothing, and so does not bring the tables to another version.
    final DataSource lookAt(StoreAddress address) {
        DataSource source = address.look();
        if (!address.isMigrated(source)) {
            throw wrong("the tables are of an older version: start the server of this one once");
        }
        return source;
    }

    private List<Rebuild.Difference> keep(StoreAddress address) {
        try (DataStore source = address.open()) {
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
