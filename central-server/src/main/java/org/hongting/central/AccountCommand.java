package org.hongting.central;

import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.DataStore;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.security.Accounts;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Accounts of the console from the command line. Works on the data folder, whether the server runs or not.
@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        description = "Accounts of the console: a second person countersigns what one has sealed.",
        subcommands = AccountCommand.Fresh.class)
final class AccountCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// Makes one account.
    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = "Make an account and print its first password, which is changed at the first sign-in.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:made", "2:wrong usage, no server's folder, or the name is taken"})
    static final class Fresh implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "Small letters, digits, dot, hyphen and underscore.")
        private String name = "";

        @Mixin
        private StoreOptions store = new StoreOptions();

        @Option(names = "--json", description = "Name and password as one JSON object on stdout.")
        private boolean json;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        /// What is printed for scripts.
        private record Made(String name, String password) {
            /// Never the password: this may turn up in a log.
            @Override
            public String toString() {
                return "Made[" + name + "]";
            }
        }

        @Override
        public Integer call() throws IOException {
            try (DataStore source = store.address().open()) {
                source.migrate();
                print(make(new JdbcDatabase(source)));
            }
            return 0;
        }

        private Made make(Database database) {
            Accounts accounts = new Accounts(database, Clock.systemUTC());
            if (accounts.find(name).isPresent()) {
                throw new ParameterException(spec.commandLine(), "there is an account of that name");
            }
            Made made = new Made(name, Accounts.drawPassword(new SecureRandom()));
            try {
                accounts.add(name, made.password(), true);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
            new AuditLog(database, Clock.systemUTC()).record("command line", "account.add", name, "");
            return made;
        }

        private void print(Made made) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? Json.writeText(made) : "account " + made.name() + ", first password " + made.password());
            out.flush();
        }
    }
}
