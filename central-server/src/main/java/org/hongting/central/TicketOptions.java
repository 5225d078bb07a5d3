package org.hongting.central;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Function;
import org.hongting.central.fleet.ClaimTokens;
import org.hongting.central.platform.database.DataStore;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.StoreAddress;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.Digest;
import org.hongting.provisioning.authority.Passphrase;
import org.hongting.provisioning.authority.SiteAuthority;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What commands that mint claim tickets beside the server are told: whose tokens, and where terminals find the centre.
final class TicketOptions {
    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "https://host:port of the terminals' listener; default: where the server last listened.")
    private @Nullable URI server;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /// The tokens of the centre, and what they become as tickets.
    record Press(ClaimTokens tokens, URI server, Digest authority) {
        ClaimTicket ticket(ClaimTokens.Minted minted) {
            return new ClaimTicket(server, minted.token().reveal(), authority, minted.expires());
        }
    }

    /// Whatever is wrong with the options is said before a token is minted for nothing.
    ///
    /// @throws CommandLine.ParameterException if an option will not do, or `work` says that of one
    <T> T with(Function<Press, T> work) throws IOException {
        if (server != null && !ClaimTicket.isServer(server)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--server is an https address without a path, like https://host:8443");
        }
        StoreAddress address = store.address();
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        URI centre = server != null ? server : lastListened();
        SiteAuthority authority = SiteAuthority.open(
                store.data().resolve("keys"), Passphrase.find(System.getenv()).orElse(null), clock.instant(), random);
        try (DataStore source = address.open()) {
            source.migrate();
            return work.apply(new Press(
                    new ClaimTokens(new JdbcDatabase(source), clock, random), centre, authority.fingerprint()));
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
        return Json.read(Files.readAllBytes(known), ReadyFile.Content.class).terminalAddress();
    }
}
