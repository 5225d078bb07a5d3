package org.hongting.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.hongting.central.CentralOptions;
import org.hongting.central.CentralServer;
import org.hongting.central.fleet.ClaimTokens;
import org.hongting.central.fleet.Farewells;
import org.hongting.central.fleet.Terminals;
import org.hongting.kiosk.clock.ClockHardware;
import org.hongting.kiosk.clock.SystemTerminalClock;
import org.hongting.kiosk.screen.checkin.ClaimTrouble;
import org.hongting.kiosk.screen.checkin.PairingPage;
import org.hongting.protocol.claim.ClaimResponse;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Database;
import org.hongting.provisioning.authority.CertificateRequest;
import org.hongting.provisioning.authority.Placement;
import org.hongting.provisioning.authority.SiteAuthority;
import org.hongting.provisioning.identity.Identity;
import org.hongting.provisioning.identity.IdentityStore;
import org.hongting.provisioning.identity.TerminalKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A terminal from its first start to its last, but for the window, at a real centre.
class TerminalLifeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static CentralServer centre;

    private final Ears ears = new Ears();

    @BeforeAll
    static void start() {
        centre = CentralServer.start(CentralOptions.local(folder.resolve("centre")));
    }

    @AfterAll
    static void stop() {
        centre.close();
    }

    private static void await(String what, BooleanSupplier come) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!come.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(50);
        }
    }

    private static SiteAuthority site() {
        return centre.context().getBean(SiteAuthority.class);
    }

    private static KioskOptions options(Path data) throws Exception {
        ClaimTokens.Minted minted =
                centre.context().getBean(ClaimTokens.class).mint("Kiosk", "301", Duration.ofHours(1), "test");
        KioskOptions options = new KioskOptions();
        options.data = Files.createDirectories(data);
        Files.write(
                data.resolve("claim.json"),
                new ClaimTicket(
                                URI.create("https://localhost:" + centre.ports().terminal()),
                                minted.token().reveal(),
                                site().fingerprint(),
                                minted.expires())
                        .write());
        return options;
    }

    private static SystemTerminalClock clock() {
        return new SystemTerminalClock(SystemTerminalClock.Sources.ofThisMachine(), Instant.EPOCH);
    }

    /// A machine on whose clock nobody has set the time.
    private static SystemTerminalClock wrongClock(String wall) {
        ClockHardware nothing = new ClockHardware() {
            @Override
            public boolean isDisciplined() {
                return false;
            }

            @Override
            public boolean hasBatteryClock() {
                return true;
            }
        };
        return new SystemTerminalClock(
                new SystemTerminalClock.Sources(
                        InstantSource.fixed(Instant.parse(wall)),
                        System::nanoTime,
                        nothing,
                        new BootId("0".repeat(32)),
                        ZoneId.of("UTC")),
                org.hongting.provisioning.BuildTime.instant());
    }

    private static Identity claimed(KioskOptions options, SystemTerminalClock clock) throws InterruptedException {
        return claimed(options, clock, why -> {
            throw new AssertionError(why);
        });
    }

    private static Identity claimed(KioskOptions options, SystemTerminalClock clock, Consumer<ClaimTrouble> troubled)
            throws InterruptedException {
        return new ClaimDesk(options, clock).await(new ClaimDesk.Face() {
            @Override
            public void trouble(ClaimTrouble why) {
                troubled.accept(why);
            }

            @Override
            public void pairs(PairingPage page) {
                throw new AssertionError("there is a claim file");
            }
        });
    }

    private Terminal opened(Path data, Identity identity) {
        return Terminal.open(data, identity, clock(), ears, Settings.begun(data));
    }

    @Test
    void machinesThatAreSwitchedOnTogetherAreAllTerminals() throws Exception {
        int many = 20;
        List<KioskOptions> machines = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            machines.add(options(folder.resolve("together-" + i)));
        }
        Set<TerminalId> terminals = ConcurrentHashMap.newKeySet();
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = machines.stream()
                    .map(machine -> together.submit(() ->
                            terminals.add(claimed(machine, clock(), _ -> {}).terminal())))
                    .toList();
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        }
        assertThat(terminals).hasSize(many);
    }

    @Test
    void aMachineWhoseClockIsInNineteenSeventyOrYearsAheadClaims() throws Exception {
        for (String wall : List.of("1970-01-01T00:00:10Z", "2061-05-01T12:00:00Z")) {
            Path data = folder.resolve("clock-" + wall.substring(0, 4));
            Identity identity = claimed(options(data), wrongClock(wall));
            assertThat(identity.place()).as(wall).isEqualTo("301");
            assertThat(data.resolve("claim.json")).doesNotExist();
        }
    }

    @Test
    void aTerminalWhoseCertificateIsOverRenewsItAndIsOnTheLineWithTheFreshOne() throws Exception {
        Path data = folder.resolve("summer");
        Identity identity = claimed(options(data), clock());
        IdentityStore store = IdentityStore.open(TerminalIdentity.folderIn(data));
        Identity old = store.keep(store.key(new SecureRandom()), ended(store, identity));
        assertThat(old.certificate().getNotAfter().toInstant()).isBefore(Instant.now());
        try (Terminal _ = opened(data, old)) {
            await("the line", () -> ears.online);
        }
        assertThat(store.load().orElseThrow().certificate().getNotAfter().toInstant())
                .isAfter(Instant.now());
    }

    /// As the centre would have granted it last winter. The site's authority makes no certificate that begins before
    /// the software was built, so it is made by the authority's key here.
    private static ClaimResponse ended(IdentityStore store, Identity identity) throws Exception {
        TerminalKey key = store.key(new SecureRandom());
        ClaimResponse granted = site().welcome(
                        CertificateRequest.parse(key.certificateRequest()),
                        new Placement(identity.terminal(), identity.name(), identity.place(), identity.mqtt()),
                        Instant.now());
        Path file = folder.resolve("centre").resolve("keys").resolve("site-keys.json");
        String content =
                Json.readObject(Files.readAllBytes(file)).path("content").asString();
        String authority = Json.readObject(Base64.getDecoder().decode(content))
                .path("authority")
                .path("key")
                .asString();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                site().authorityCertificate(),
                BigInteger.TEN,
                Date.from(Instant.now().minus(Duration.ofDays(300))),
                Date.from(Instant.now().minus(Duration.ofDays(120))),
                new X500Principal("CN=" + identity.terminal()),
                key.pair().getPublic());
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        byte[] der = builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .build(KeyFactory.getInstance("EC")
                                .generatePrivate(new PKCS8EncodedKeySpec(
                                        Base64.getDecoder().decode(authority)))))
                .getEncoded();
        return new ClaimResponse(
                granted.terminal(),
                granted.name(),
                granted.place(),
                List.of(Base64.getEncoder().encodeToString(der)),
                granted.site(),
                granted.mqtt(),
                granted.brokers());
    }

    @Test
    void aTerminalThatIsRevokedSaysSoOnItsScreen() throws Exception {
        Path data = folder.resolve("stolen");
        Identity identity = claimed(options(data), clock());
        try (Terminal _ = opened(data, identity)) {
            await("the line", () -> ears.online && ears.pending == 0);
            centre.context().getBean(Terminals.class).revoke(identity.terminal(), "test");
            await("the word on the screen", () -> ears.said.contains(ClaimTrouble.REVOKED));
        }
    }

    @Test
    void aTerminalThatIsRetiredBringsEverythingForgetsItAndShowsItsFirstScreenAgain() throws Exception {
        Path data = folder.resolve("retired");
        KioskOptions options = options(data);
        Identity identity = claimed(options, clock());
        Farewells farewells = centre.context().getBean(Farewells.class);
        assertThat(farewells.ask(identity.terminal(), false, "test")).isTrue();
        URI address = URI.create("https://localhost:" + centre.ports().terminal());
        try (Terminal _ = opened(data, identity)) {
            await("the door is closed", () -> ears.said.contains(ClaimTrouble.LEAVING));
            await("it is let go", () -> ears.said.stream().anyMatch(Optional.class::isInstance));
        }
        assertThat(farewells.find(identity.terminal()).orElseThrow().released()).isPresent();
        assertThat(count("SELECT count(*) AS n FROM record WHERE terminal = ?", identity))
                .as("what it said of its start")
                .isPositive();
        assertThat(count("SELECT count(*) AS n FROM terminal WHERE id = ? AND revoked_at IS NOT NULL", identity))
                .isEqualTo(1);

        Wipe.order(data, Optional.of(address));
        Wipe.finish(data);
        assertThat(IdentityStore.open(TerminalIdentity.folderIn(data)).load()).isEmpty();
        BlockingQueue<PairingPage> shown = new LinkedBlockingQueue<>();
        Thread first = Thread.ofVirtual().start(() -> firstScreen(options, shown));
        assertThat(shown.take().words()).hasSize(5);
        first.interrupt();
        first.join();
    }

    private static void firstScreen(KioskOptions options, BlockingQueue<PairingPage> shown) {
        try {
            new ClaimDesk(options, clock()).await(new ClaimDesk.Face() {
                @Override
                public void trouble(ClaimTrouble why) {}

                @Override
                public void pairs(PairingPage page) {
                    shown.add(page);
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long count(String sql, Identity identity) {
        return centre.context()
                .getBean(Database.class)
                .reading(transaction -> transaction.queryFirst(
                        sql, row -> row.integer("n"), identity.terminal().value()))
                .orElse(0L);
    }
}
