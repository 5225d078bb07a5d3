package org.hongting.simulator.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hongting.central.configuration.Configurations;
import org.hongting.central.configuration.Desired;
import org.hongting.central.configuration.Scope;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.SqliteFile;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.provisioning.authority.CertificateRequest;
import org.hongting.provisioning.authority.Placement;
import org.hongting.provisioning.authority.SiteAuthority;
import org.hongting.provisioning.identity.Identity;
import org.hongting.provisioning.identity.IdentityStore;
import org.hongting.provisioning.identity.TerminalKey;

/// A site: the folder of a central server that has not run yet, and terminals that its authority has given
/// identities.
///
/// What the centre keeps lies in the folder for temporary files, on a disk. The terminals' files lie in memory where
/// there is a file system for that: each has a disk of its own, and a fleet's commits would otherwise stand in line
/// for the one that the centre is measured on.
final class FleetSite implements AutoCloseable {
    /// Terminals whose people come to one meeting.
    private static final int TERMINALS_OF_A_MEETING = 20;

    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path centreFolder;
    private final Path terminalFolder;
    private final CentreProcess centre;
    private final List<FleetTerminal> terminals;

    /// Files in memory must not outlive somebody's Ctrl-C.
    private final Thread hook = Thread.ofPlatform().unstarted(this::discardAll);

    private FleetSite(Path centreFolder, Path terminalFolder, CentreProcess centre, List<FleetTerminal> terminals) {
        this.centreFolder = centreFolder;
        this.terminalFolder = terminalFolder;
        this.centre = centre;
        this.terminals = List.copyOf(terminals);
    }

    static FleetSite lay(Fleet.Plan plan, SplittableRandom random, Lanes lanes, FleetBook book) throws IOException {
        Path centreFolder = Files.createTempDirectory("hongting-fleet-");
        Path terminalFolder = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "hongting-fleet-")
                : Files.createTempDirectory("hongting-fleet-terminals-");
        try {
            Path data = Files.createDirectory(centreFolder.resolve("data"));
            CentreProcess centre = new CentreProcess(data, plan.manner());
            List<Identity> identities = enrol(data, plan.terminals(), terminalFolder, centre.entrance());
            MeetingId meeting = MeetingId.draw(random);
            List<FleetTerminal> made = new ArrayList<>();
            for (Identity identity : identities) {
                if (made.size() % TERMINALS_OF_A_MEETING == 0) {
                    meeting = MeetingId.draw(random);
                }
                Path file = terminalFolder.resolve(identity.terminal() + ".db");
                made.add(new FleetTerminal(identity, file, meeting, lanes.lane(), book, random.split()));
            }
            FleetSite site = new FleetSite(centreFolder, terminalFolder, centre, made);
            Runtime.getRuntime().addShutdownHook(site.hook);
            return site;
        } catch (IOException | RuntimeException e) {
            discard(centreFolder);
            discard(terminalFolder);
            throw e;
        }
    }

    private static List<Identity> enrol(Path data, int terminals, Path folder, int port) throws IOException {
        List<Identity> identities =
                identities(data.resolve("keys"), terminals, folder, List.of(new MqttEndpoint("localhost", port)));
        try (SqliteFile source = SqliteFile.open(data.resolve("central.db"))) {
            source.migrate();
            enter(new JdbcDatabase(source), identities);
        }
        return identities;
    }

    /// Keys, requests and certificates are real; what is left out is the way to the centre and back.
    ///
    /// @param keys folder of the site's
    /// @param folder of the terminals' files
    static List<Identity> identities(Path keys, int terminals, Path folder, List<MqttEndpoint> brokers) {
        SecureRandom secure = new SecureRandom();
        SiteAuthority authority = SiteAuthority.open(keys, null, Instant.now(), secure);
        return IntStream.range(0, terminals)
                .parallel()
                .mapToObj(number -> welcome(authority, number, folder, brokers, secure))
                .toList();
    }

    /// Has a centre that has not run yet know them.
    static void enter(Database centre, List<Identity> identities) {
        String now = UtcText.of(Instant.now());
        centre.inTransaction(transaction -> {
            identities.forEach(identity -> transaction.update(
                    "INSERT INTO terminal (id, name, place, public_key, claimed_at) VALUES (?, ?, ?, ?, ?)",
                    identity.terminal().value(),
                    identity.name(),
                    identity.place(),
                    identity.certificate().getPublicKey().getEncoded(),
                    now));
            return identities.size();
        });
    }

    private static Identity welcome(
            SiteAuthority authority, int number, Path folder, List<MqttEndpoint> brokers, SecureRandom random) {
        try {
            TerminalId terminal = new TerminalId(String.format(Locale.ROOT, "fleet-%05d", number + 1));
            IdentityStore store = IdentityStore.open(folder.resolve(terminal + "-identity"));
            TerminalKey key = store.key(random);
            return store.keep(
                    key,
                    authority.welcome(
                            CertificateRequest.parse(key.certificateRequest()),
                            new Placement(terminal, terminal.value(), "fleet", brokers),
                            Instant.now()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sets values for the whole site, from beside the running server.
    void set(Map<String, String> values) {
        try (SqliteFile source = SqliteFile.open(books())) {
            Database database = new JdbcDatabase(source);
            AuditLog audit = new AuditLog(database, Clock.systemUTC());
            Configurations configurations =
                    new Configurations(audit, Clock.systemUTC(), new Desired(database, audit, Clock.systemUTC()));
            database.inTransaction(transaction -> configurations.save(transaction, Scope.SITE, 0, values, "fleet"));
        }
    }

    CentreProcess centre() {
        return centre;
    }

    List<FleetTerminal> terminals() {
        return terminals;
    }

    /// The centre's database, to be looked at.
    Path books() {
        return centreFolder.resolve("data").resolve("central.db");
    }

    @Override
    public void close() throws IOException {
        centre.close();
        Runtime.getRuntime().removeShutdownHook(hook);
        discard(terminalFolder);
        discard(centreFolder);
    }

    private void discardAll() {
        try {
            discard(terminalFolder);
            discard(centreFolder);
        } catch (IOException | UncheckedIOException e) {
            // Somebody still wrote, and there is nobody left to tell.
        }
    }

    private static void discard(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
