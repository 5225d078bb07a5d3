package org.hongting.central;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.FlywayException;
import org.hongting.central.backup.Backup;
import org.hongting.central.backup.BackupFailure;
import org.hongting.central.backup.BackupPlace;
import org.hongting.central.backup.Backups;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.SqliteCopy;
import org.hongting.central.platform.database.SqliteFile;
import org.hongting.central.platform.database.StoreAddress;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.DatabaseFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Makes a backup now, beside a running server or without one.
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Make a backup of the store and verify it, whether the server runs or not.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:there is a verified backup", "1:there is none", "2:wrong usage, or no server's folder"})
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Where it goes; without it HONGTING_BACKUP, or backups/ in the data folder.")
    private Optional<Path> target = Optional.empty();

    @Option(names = "--json", description = "One JSON object on stdout.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private record Made(
            String file,
            String store,
            long generation,
            String takenAt,
            long bytes,
            String sha256,
            long epochs,
            long records) {
        static Made of(Backup backup) {
            return new Made(
                    backup.file().toString(),
                    backup.store().id(),
                    backup.store().generation(),
                    backup.takenAt().toString(),
                    backup.size(),
                    backup.hash().hex(),
                    backup.epochs(),
                    backup.records());
        }
    }

    @Override
    public Integer call() {
        return switch (store.said()) {
            case StoreAddress.InFolder(Path file) -> backUp(file, store.address());
            case StoreAddress.Server _ ->
                failed("the tables are in PostgreSQL: back them up with its own tools, like pg_dump");
        };
    }

    private int backUp(Path file, StoreAddress address) {
        try {
            if (!address.isMigrated(address.look())) {
                throw new ParameterException(
                        spec.commandLine(), "the tables are of an older version: start the server of this one once");
            }
        } catch (FlywayException e) {
            return failed(file + " is damaged or cannot be read: keep it, and call central restore with the newest"
                    + " backup");
        }
        Optional<Path> chosen = target.or(() -> Optional.ofNullable(System.getenv("HONGTING_BACKUP"))
                .filter(name -> !name.isBlank())
                .map(Path::of));
        PrintWriter out = spec.commandLine().getOut();
        try (SqliteFile source = SqliteFile.open(file)) {
            Backup backup = new Backups(new JdbcDatabase(source), new SqliteCopy(file), Clock.systemUTC())
                    .make(BackupPlace.of(store.data(), chosen));
            out.println(
                    json
                            ? Json.writeText(Made.of(backup))
                            : "verified: " + backup.file() + ", " + backup.records() + " records in " + backup.epochs()
                                    + " epochs");
            out.flush();
            return 0;
        } catch (BackupFailure e) {
            return failed(e.sentence());
        } catch (DatabaseFault e) {
            return failed("the store cannot be written (" + e.kind() + "): look at the disk of " + store.data());
        } catch (IllegalStateException e) {
            return failed("the store cannot be opened (" + e.getMessage() + "): look at the disk of " + store.data());
        }
    }

    private int failed(String sentence) {
        PrintWriter people = spec.commandLine().getErr();
        people.println("hongting central: " + sentence);
        people.flush();
        return 1;
    }
}
