package org.hongting.central;

import java.nio.file.Path;
import java.util.Optional;
import org.hongting.central.platform.database.StoreAddress;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Where the server keeps everything: what each command beside the server is told.
final class StoreOptions {
    static final String DATABASE = "jdbc:postgresql://HOST/NAME: the tables are there and not in the data folder;"
            + " without it what HONGTING_DATABASE says. HONGTING_DATABASE_USER and HONGTING_DATABASE_PASSWORD, or"
            + " HONGTING_DATABASE_PASSWORD_FILE, name the user.";

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "data", description = "The server's data folder.")
    private Path data = Path.of("data");

    @Option(names = "--database", paramLabel = "URL", description = DATABASE)
    private Optional<String> database = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    Path data() {
        return data;
    }

    /// The store of a server that has run.
    ///
    /// @throws ParameterException if none has, or it cannot be had, or is no safe one
    StoreAddress address() {
        try {
            StoreAddress address = StoreAddress.of(data, database, System.getenv());
            if (address.isThere()) {
                return address;
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        throw new ParameterException(
                spec.commandLine(), "no server has run on " + data + ": start it once, or give --data and --database");
    }
}
