package org.hongting.central;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.hongting.protocol.json.Json;
import org.hongting.provisioning.authority.AuthorityFault;
import org.hongting.provisioning.authority.BrokerTls;
import org.hongting.provisioning.authority.Passphrase;
import org.hongting.provisioning.authority.SiteAuthority;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What an MQTT broker beside the servers needs of the site.
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = "An MQTT broker beside the servers.",
        subcommands = BrokerCommand.Certificate.class)
public final class BrokerCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new BrokerCommand());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// Its key and certificate, and settings for Mosquitto.
    @Command(
            name = "certificate",
            mixinStandardHelpOptions = true,
            description = {
                "Write the key and certificate of one node into a folder, with the site's authority, and settings and",
                "access list for Mosquitto. What is there is written over: the old certificate goes on being good."
            },
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {
                "0:all is written",
                "1:the keys cannot be read or the folder not be written",
                "2:wrong usage"
            })
    static final class Certificate implements Callable<Integer> {
        @Option(names = "--data", paramLabel = "DIR", defaultValue = "data", description = "The servers' data folder.")
        private Path data = Path.of("data");

        @Option(
                names = "--name",
                paramLabel = "HOST",
                required = true,
                description = "A name or address by which terminals and servers reach the node; may be given again.")
        private List<String> names = List.of();

        @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder for what is written.")
        private Path folder = Path.of("");

        @Option(names = "--port", defaultValue = "8883", description = "Where Mosquitto is to listen.")
        private int port;

        @Option(names = "--json", description = "One line of JSON on stdout, with the names of the files.")
        private boolean json;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            if (port < 1 || port > 0xFFFF) {
                throw new ParameterException(spec.commandLine(), "--port " + port + " is no port: 1 to 65535");
            }
            if (!Files.exists(data.resolve("keys"))) {
                throw new ParameterException(
                        spec.commandLine(), "no server has run on " + data + ": start it once, or give --data");
            }
            try {
                Instant expires = write();
                print(expires);
                return 0;
            } catch (AuthorityFault e) {
                return fail(String.valueOf(e.getMessage()));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            } catch (IOException e) {
                return fail("the folder " + folder + " cannot be written (" + e.getMessage()
                        + "): choose another one with --out");
            }
        }

        private Instant write() throws IOException {
            Instant now = Clock.systemUTC().instant();
            SiteAuthority authority = SiteAuthority.open(
                    data.resolve("keys"), Passphrase.find(System.getenv()).orElse(null), now, new SecureRandom());
            BrokerTls tls = authority.brokerTls(names, now);
            Files.createDirectories(folder);
            MosquittoFiles files = MosquittoFiles.in(folder.toAbsolutePath().normalize());
            secret(files.key(), tls.keyPem());
            open(files.certificate(), tls.certificatePem() + tls.authorityPem());
            open(files.authority(), tls.authorityPem());
            open(files.access(), MosquittoFiles.accessList());
            open(files.settings(), files.settingsFor(port));
            return tls.expires();
        }

        /// Nobody else ever reads it, not even for a moment.
        private static void secret(Path file, String text) throws IOException {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            open(file, text);
        }

        private static void open(Path file, String text) throws IOException {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        }

        private record Written(String folder, List<String> names, int port, String expires) {}

        private void print(Instant expires) {
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.writeText(
                        new Written(folder.toAbsolutePath().normalize().toString(), names, port, expires.toString())));
            } else {
                out.printf(
                        "written to %s, good until %s%nnext: give broker.key to the user of the broker, and start it:"
                                + " mosquitto -c %s%n",
                        folder, expires, folder.resolve("mosquitto.conf"));
            }
            out.flush();
        }

        private int fail(String sentence) {
            spec.commandLine().getErr().println("hongting broker: " + sentence);
            spec.commandLine().getErr().flush();
            return 1;
        }
    }
}
