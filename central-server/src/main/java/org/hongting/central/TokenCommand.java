package org.hongting.central;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.hongting.central.fleet.ClaimTokens;
import org.hongting.protocol.claim.ClaimTicket;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// One claim token from the command line; [ProvisionCommand] makes many. Works on the data folder, whether the server
/// runs or not.
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
        private TicketOptions tickets = new TicketOptions();

        @Option(names = "--name", defaultValue = "Kiosk", description = "What people call the terminal.")
        private String name = "Kiosk";

        @Option(names = "--place", defaultValue = "", description = "Where it will stand.")
        private String place = "";

        @Option(names = "--expires", paramLabel = "HOURS", defaultValue = "72", description = "Good for so many hours.")
        private int hours = 72;

        @Option(names = "--json", description = "The claim file alone, on stdout.")
        private boolean json;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException {
            return tickets.with(press -> {
                ClaimTokens.Minted minted = press.tokens().mint(name, place, Duration.ofHours(hours), "command line");
                print(minted, press.ticket(minted));
                return 0;
            });
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
