package org.hongting.central;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.hongting.central.fleet.ClaimTokens;
import org.hongting.central.platform.database.DataStore;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.StoreAddress;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.protocol.json.Json;
import org.hongting.provisioning.authority.Passphrase;
import org.hongting.provisioning.authority.SiteAuthority;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Claim tokens from the command line. Works on the data folder, whether the server runs or not.
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Claim tokens for new terminals.",
        subcommands = TokenCommand.Fresh.class)
final class TokenCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// Mints one token.
    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = "Mint a token and print the claim file that goes to the new terminal.")
    static final class Fresh implements Callable<Integer> {
        @Mixin
        private StoreOptions store = new StoreOptions();

        @Option(names = "--name", defaultValue = "Kiosk", description = "What people call the terminal.")
        private String name = "Kiosk";

        @Option(names = "--place", defaultValue = "", description = "Where it will stand.")
        private String place = "";

        @Option(names = "--expires", paramLabel = "HOURS", defaultValue = "72", description = "Good for so many hours.")
        private int hours = 72;

        @Option(
                names = "--server",
                paramLabel = "URL",
                description = "https://host:port of the terminals' listener; default: where the server last listened.")
        private @Nullable URI server;

        @Option(names = "--json", description = "The claim file alone, on stdout.")
        private boolean json;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException {
            Clock clock = Clock.systemUTC();
            SecureRandom random = new SecureRandom();
            requireAddress();
            StoreAddress address = store.address();
            SiteAuthority authority = SiteAuthority.open(
                    store.data().resolve("keys"),
                    Passphrase.find(System.getenv()).orElse(null),
                    clock.instant(),
                    random);
            try (DataStore source = address.open()) {
                source.migrate();
                ClaimTokens tokens = new ClaimTokens(new JdbcDatabase(source), clock, random);
                ClaimTokens.Minted minted = mint(tokens);
                ClaimTicket ticket = new ClaimTicket(
                        server != null ? server : lastListened(),
                        minted.token().reveal(),
                        authority.fingerprint(),
                        minted.expires());
                print(minted, ticket);
            }
            return 0;
        }

        /// Before a token is minted for nothing.
        private void requireAddress() {
            if (server != null && !ClaimTicket.isServer(server)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--server is an https address without a path, like https://host:8443");
            }
        }

        private ClaimTokens.Minted mint(ClaimTokens tokens) {
            try {
                return tokens.mint(name, place, Duration.ofHours(hours), "command line");
            } catch (IllegalArgumentException e) {
                throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
        }

        private URI lastListened() throws IOException {
            Path known = store.data().resolve(ReadyFile.IN_DATA);
            if (!Files.exists(known)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "where does the server listen? Give --server https://host:port");
            }
            ReadyFile.Content content = Json.read(Files.readAllBytes(known), ReadyFile.Content.class);
            return content.terminalAddress();
        }

        private void print(ClaimTokens.Minted minted, ClaimTicket ticket) {
            PrintWriter out = spec.commandLine().getOut();
            if (!json) {
                spec.commandLine()
                        .getErr()
                        .printf(
                                "terminal %s, token %s, good until %s%n",
                                minted.terminal(), minted.token().printed(), minted.expires());
            }
            out.println(new String(ticket.write(), StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
