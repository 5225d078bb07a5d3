package org.hongting.central;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hongting.central.fleet.ClaimTokens;
import org.hongting.central.fleet.NewTerminal;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `provision`: claim files for many new terminals at once. Works beside a server, whether it runs or not.
@Command(
        name = "provision",
        mixinStandardHelpOptions = true,
        description = "Claim files for new terminals: each holds a token that works once, for one machine.",
        subcommands = {ProvisionCommand.Tokens.class, ProvisionCommand.Withdraw.class})
public final class ProvisionCommand implements Runnable {
    /// As the terminal looks for it on the partition that every computer can write.
    static final String FILE = "hongting-claim.json";

    private static final String ACTOR = "command line";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ProvisionCommand()).execute(arguments));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// How long tokens are good for, as people write it.
    static final class Life implements CommandLine.ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,3})([hd])");

        @Override
        public Duration convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new CommandLine.TypeConversionException("write 72h for hours or 14d for days");
            }
            int many = Integer.parseInt(form.group(1));
            return form.group(2).equals("h") ? Duration.ofHours(many) : Duration.ofDays(many);
        }
    }

    /// Mints tokens, and a file for each.
    @Command(
            name = "tokens",
            mixinStandardHelpOptions = true,
            description = {
                "Mint tokens, and write for each a folder with the claim file that goes to the boot partition of one"
                        + " machine's card. The files hold secrets, and the centre keeps hashes of them only.",
                "",
                "A token is for the first machine that comes with it; the same machine may ask again until it expires."
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:all files are written",
                "1:a file could not be written; the tokens of those that are missing were withdrawn",
                "2:wrong usage, and no token was minted"
            })
    static final class Tokens implements Callable<Integer> {
        private static final FileAttribute<Set<PosixFilePermission>> OWN_FOLDER =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        private static final FileAttribute<Set<PosixFilePermission>> OWN_FILE =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

        @Mixin
        private TicketOptions tickets = new TicketOptions();

        @Option(
                names = "--count",
                paramLabel = "N",
                description = "So many; default: one for each --room or line of --serials.")
        private Optional<Integer> count = Optional.empty();

        @Option(
                names = "--name",
                defaultValue = "Kiosk",
                description = "What people call the terminals; several are numbered (default: ${DEFAULT-VALUE}).")
        private String name = "Kiosk";

        @Option(
                names = "--unit",
                defaultValue = "",
                paramLabel = "NAME",
                description = "The building or unit they stand in: what their place begins with.")
        private String unit = "";

        @Option(names = "--room", paramLabel = "ROOM", description = "The room; one for all, or given once for each.")
        private List<String> rooms = new ArrayList<>();

        @Option(
                names = "--group",
                defaultValue = "",
                paramLabel = "NAME",
                description = "The group of terminals that they join.")
        private String group = "";

        @Option(
                names = "--serials",
                paramLabel = "FILE",
                description = "One serial number a line: each token is for that machine alone.")
        private Optional<Path> serials = Optional.empty();

        @Option(
                names = "--valid",
                paramLabel = "14d",
                defaultValue = "3d",
                converter = Life.class,
                description = "Good for so long: hours (72h) or days, at most 90d (default: ${DEFAULT-VALUE}).")
        private Duration valid = Duration.ofDays(3);

        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = "claim-files",
                description = "Where the folders go (default: ${DEFAULT-VALUE}).")
        private Path out = Path.of("claim-files");

        @Option(names = "--json", description = "What was made as one JSON object, without the secrets.")
        private boolean json;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        private record Written(String terminal, String name, String place, String file) {}

        @Override
        public Integer call() throws IOException {
            List<String> machines = serials.isPresent() ? machines(serials.get()) : List.of();
            int many = count.orElse(Math.max(1, Math.max(rooms.size(), machines.size())));
            if ((rooms.size() > 1 && rooms.size() != many) || (!machines.isEmpty() && machines.size() != many)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        "give one --room for all or one for each, and as many serial numbers as terminals");
            }
            return tickets.with(press ->
                    write(press, press.tokens().mint(wanted(many, machines, groupIn(press)), valid, ACTOR)));
        }

        private List<String> machines(Path file) throws IOException {
            try {
                return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
            } catch (IOException e) {
                throw new CommandLine.ParameterException(spec.commandLine(), "--serials cannot be read: " + file, e);
            }
        }

        private String groupIn(TicketOptions.Press press) {
            if (group.isEmpty()) {
                return "";
            }
            return press.tokens()
                    .groupOf(group)
                    .orElseThrow(() -> new IllegalArgumentException("there is no group of the name " + group));
        }

        private List<NewTerminal> wanted(int many, List<String> machines, String groupId) {
            if (many < 1 || many > ClaimTokens.MOST_AT_ONCE) {
                throw new IllegalArgumentException("1 to " + ClaimTokens.MOST_AT_ONCE + " tokens are made at once");
            }
            List<NewTerminal> wanted = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                String room = rooms.isEmpty() ? "" : rooms.get(rooms.size() == 1 ? 0 : i);
                wanted.add(new NewTerminal(
                        many == 1 ? name : name + " " + (i + 1),
                        unit + " " + room,
                        groupId,
                        machines.isEmpty() ? "" : machines.get(i)));
            }
            return wanted;
        }

        private int write(TicketOptions.Press press, List<ClaimTokens.Minted> minted) {
            List<Written> written = new ArrayList<>();
            for (ClaimTokens.Minted one : minted) {
                Path file = out.resolve(one.folder()).resolve(FILE);
                try {
                    Files.createDirectories(out);
                    Files.createDirectory(out.resolve(one.folder()), OWN_FOLDER);
                    Files.write(
                            Files.createFile(file, OWN_FILE), press.ticket(one).write());
                } catch (IOException e) {
                    minted.stream()
                            .skip(written.size())
                            .forEach(lost -> press.tokens().withdraw(lost.terminal(), ACTOR));
                    spec.commandLine().getErr().println("hongting provision: " + file + " could not be written");
                    tell(press, written, minted.getFirst());
                    return 1;
                }
                written.add(new Written(
                        one.terminal().value(), one.made().name(), one.made().place(), file.toString()));
            }
            tell(press, written, minted.getFirst());
            return 0;
        }

        private void tell(TicketOptions.Press press, List<Written> written, ClaimTokens.Minted any) {
            PrintWriter people = spec.commandLine().getOut();
            if (json) {
                people.println(Json.writeText(
                        Map.of("server", press.server().toString(), "expires", any.expires(), "claimFiles", written)));
            } else {
                written.forEach(
                        one -> people.printf("%s  %s  %s  %s%n", one.terminal(), one.name(), one.place(), one.file()));
                people.printf(
                        "%d claim files, good until %s: each is for one machine, as %s on its boot partition%n",
                        written.size(), any.expires(), FILE);
            }
            people.flush();
        }
    }

    /// Takes tokens back that nobody has used.
    @Command(
            name = "withdraw",
            mixinStandardHelpOptions = true,
            description = "Take tokens back that were not used: whoever comes with one is refused.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:they are withdrawn", "1:there is none, or it was used", "2:wrong usage"})
    static final class Withdraw implements Callable<Integer> {
        @Mixin
        private TicketOptions tickets = new TicketOptions();

        @Parameters(arity = "1..*", paramLabel = "TERMINAL", description = "The ids of the terminals to be.")
        private List<String> terminals = new ArrayList<>();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException {
            return tickets.with(press -> {
                List<TerminalId> all = terminals.stream().map(TerminalId::new).toList();
                int left = 0;
                for (TerminalId terminal : all) {
                    if (!press.tokens().withdraw(terminal, ACTOR)) {
                        left = 1;
                        spec.commandLine()
                                .getErr()
                                .println("hongting provision: " + terminal + " has no token that waits");
                    }
                }
                return left;
            });
        }
    }
}
