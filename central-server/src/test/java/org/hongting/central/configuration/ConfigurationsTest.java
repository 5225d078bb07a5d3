package org.hongting.central.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.testing.MovingClock;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.ConfigurationFact;
import org.hongting.protocol.record.ConfigurationObstacle;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("both-stores")
class ConfigurationsTest {
    private static final KeyPair SERVER = P256.newKeyPair(new SecureRandom());

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-22T01:00:00Z"), ZoneId.of("UTC"));
    private final TestTerminal hall = TestTerminal.named("kiosk-hall", new Random(1));
    private final TestTerminal room = TestTerminal.named("kiosk-room", new Random(2));
    private final Shadows shadows = new Shadows();
    private TestStore store;
    private Desired desired;
    private Configurations configurations;
    private Groups groups;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        store.enrol(hall);
        store.enrol(room);
        AuditLog audit = new AuditLog(store.database, clock);
        desired = new Desired(store.database, audit, clock);
        configurations = new Configurations(audit, clock, desired);
        groups = new Groups(audit, clock, new Random(3), desired);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private <T> T doing(Function<Transaction, T> act) {
        return store.database.inTransaction(act::apply);
    }

    private Configurations.Saved save(Scope scope, long base, Map<String, String> values) {
        return doing(transaction -> configurations.save(transaction, scope, base, values, "admin"));
    }

    private Configuration told(TestTerminal terminal) {
        List<DocumentEntry> entries = store.database
                .reading(transaction ->
                        desired.contents(transaction, terminal.id().value()))
                .getOrDefault(DocumentName.configurationOf(terminal.id()), List.of());
        return Configuration.of(
                entries.stream().map(entry -> entry.as(SettingEntry.class)).toList());
    }

    private List<String> due() {
        return store.database.reading(transaction -> transaction.query(
                "SELECT document FROM publication_due WHERE document LIKE 'configuration/%' ORDER BY document",
                row -> row.text("document")));
    }

    private Shadow shadow(TestTerminal terminal) {
        return store.database
                .reading(transaction -> shadows.find(transaction, terminal.id()))
                .orElseThrow();
    }

    private void hear(TestTerminal terminal, ConfigurationFact fact) {
        terminal.append(fact);
        new Ingest(store.database, store.id, Signer.of(SERVER), clock, new Random(3), List.of(shadows))
                .take(List.of(terminal.hello("0f1e2d3c4b5a69788796a5b4c3d2e1f0", 1), terminal.all()), Duration.ZERO);
    }

    private static void isRefused(ConfigurationRefusal.Reason reason, Runnable act, String... keys) {
        Consumer<ConfigurationRefusal> says = refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.keys()).containsExactly(keys);
        };
        assertThatExceptionOfType(ConfigurationRefusal.class)
                .isThrownBy(act::run)
                .satisfies(says);
    }

    @Test
    void whatIsSetReachesThoseWhomItConcernsUnderAVersionOfTheirOwn() {
        assertThat(told(hall)).isEqualTo(Configuration.NONE);
        assertThat(due()).isEmpty();
        String halls =
                doing(transaction -> groups.make(transaction, "礼堂", "admin")).id();
        doing(transaction -> {
            groups.put(transaction, hall.id(), halls, "admin");
            return true;
        });

        save(Scope.SITE, 0, Map.of("sound.volume", "60", "screen.language", "en"));
        save(Scope.ofGroup(halls), 0, Map.of("sound.volume", "90"));
        save(Scope.of(hall.id()), 0, Map.of("screen.language", "zh-CN"));

        assertThat(told(hall).values()).isEqualTo(Map.of("sound.volume", "90", "screen.language", "zh-CN"));
        assertThat(told(room).values()).isEqualTo(Map.of("sound.volume", "60", "screen.language", "en"));
        assertThat(told(hall).version()).isGreaterThan(told(room).version());
        assertThat(due()).containsExactly("configuration/kiosk-hall", "configuration/kiosk-room");
        long before = told(room).version();
        save(Scope.of(hall.id()), 1, Map.of());
        assertThat(told(hall).value(org.hongting.protocol.configuration.SettingKey.LANGUAGE))
                .isEqualTo("en");
        assertThat(told(room).version()).as("nothing changed for it").isEqualTo(before);
        doing(transaction -> {
            groups.put(transaction, hall.id(), "", "admin");
            return true;
        });
        assertThat(told(hall).values()).isEqualTo(told(room).values());
    }

    @Test
    void whatIsOutsideOrUnknownIsNotSavedAndEveryKeyIsNamed() {
        isRefused(
                ConfigurationRefusal.Reason.UNFIT,
                () -> save(
                        Scope.SITE,
                        0,
                        Map.of("sound.volume", "101", "reader.simulated", "on", "screen.language", "en")),
                "reader.simulated",
                "sound.volume");
        isRefused(ConfigurationRefusal.Reason.NO_SUCH, () -> save(Scope.ofGroup("g-0"), 0, Map.of()));
        store.execute("UPDATE terminal SET revoked_at = '2026-11-22T00:00:00.000Z' WHERE id = 'kiosk-hall'");
        isRefused(ConfigurationRefusal.Reason.NO_SUCH, () -> save(Scope.of(hall.id()), 0, Map.of()));
        Edition nothing = doing(transaction -> configurations.find(transaction, Scope.SITE));
        assertThat(nothing).isEqualTo(Edition.NONE);
    }

    @Test
    void whoSavesLaterUndoesNothingOfWhoSavedEarlier() {
        save(Scope.SITE, 0, Map.of("sound.volume", "60", "screen.language", "en"));
        save(Scope.SITE, 1, Map.of("sound.volume", "80", "screen.language", "en"));

        Configurations.Saved merged = save(Scope.SITE, 1, Map.of("sound.volume", "60", "voice.answers", "on"));
        assertThat(merged.merged()).isTrue();
        assertThat(merged.edition().version()).isEqualTo(3);
        assertThat(merged.edition().values()).isEqualTo(Map.of("sound.volume", "80", "voice.answers", "on"));

        isRefused(
                ConfigurationRefusal.Reason.CHANGED_MEANWHILE,
                () -> save(Scope.SITE, 1, Map.of("sound.volume", "70")),
                "sound.volume");
        isRefused(ConfigurationRefusal.Reason.CHANGED_MEANWHILE, () -> save(Scope.SITE, 99, Map.of()));
        assertThat(save(Scope.SITE, 3, merged.edition().values()).edition().version())
                .as("nothing new, nothing written")
                .isEqualTo(3);
        List<Edition> all = doing(transaction -> configurations.all(transaction, Scope.SITE, 10));
        assertThat(all).extracting(Edition::version).containsExactly(3L, 2L, 1L);
        assertThat(store.database.<Long>reading(transaction -> transaction
                        .queryFirst(
                                "SELECT count(*) AS n FROM audit WHERE action = 'configuration.saved'",
                                row -> row.integer("n"))
                        .orElseThrow()))
                .isEqualTo(3);
    }

    @Test
    void aTerminalThatIsClaimedLaterIsToldOnceSomethingIsSet() {
        desired.turn();
        assertThat(due()).isEmpty();
        save(Scope.SITE, 0, Map.of("sound.volume", "60"));
        TestTerminal late = TestTerminal.named("kiosk-late", new Random(4));
        store.enrol(late);

        desired.turn();

        assertThat(told(late).values()).isEqualTo(Map.of("sound.volume", "60"));
        assertThat(due()).contains("configuration/kiosk-late");
    }

    @Test
    void whatATerminalSaysStandsBesideWhatWasAskedOfIt() {
        assertThat(shadow(hall).state()).isEqualTo(Shadow.State.USUAL);
        save(Scope.SITE, 0, Map.of("sound.volume", "60"));
        assertThat(shadow(hall).state()).isEqualTo(Shadow.State.WAITING);
        assertThat(shadow(hall).desired().orElseThrow().since()).isEqualTo(clock.instant());
        Configuration first = told(hall);

        hear(
                hall,
                new ConfigurationFact.ConfigurationApplied(
                        1, first.hash(), List.of("screen.later"), List.of("reader.camera")));
        assertThat(shadow(hall).state()).isEqualTo(Shadow.State.IN_STEP);
        assertThat(shadow(hall).reported().orElseThrow().unknown()).containsExactly("screen.later");
        assertThat(shadow(room).state()).isEqualTo(Shadow.State.WAITING);

        save(Scope.SITE, 1, Map.of("sound.volume", "60", "reader.camera", "pi"));
        Configuration second = told(hall);
        hear(
                hall,
                new ConfigurationFact.ConfigurationRefused(
                        2, second.hash(), ConfigurationObstacle.NOT_READY, List.of("reader.camera"), 1, first.hash()));
        Shadow drifting = shadow(hall);
        assertThat(drifting.state()).isEqualTo(Shadow.State.REFUSED);
        assertThat(drifting.reported().orElseThrow().version()).isEqualTo(1);
        assertThat(drifting.reported().orElseThrow().keys()).containsExactly("reader.camera");
        assertThat(drifting.reported().orElseThrow().local()).containsExactly("reader.camera");

        doing(transaction -> {
            desired.again(transaction, hall.id(), "admin");
            return true;
        });
        assertThat(told(hall).version()).isEqualTo(3);
        assertThat(told(hall).hash()).isEqualTo(second.hash());
        assertThat(shadow(hall).state()).isEqualTo(Shadow.State.WAITING);
        assertThat(store.database.reading(shadows::all)).containsOnlyKeys(hall.id(), room.id());
    }

    @Test
    void aGroupHasANameOfItsOwnAndGoesOnlyWhenNobodyIsInIt() {
        Groups.Group made = doing(transaction -> groups.make(transaction, " 礼堂 ", "admin"));
        isRefused(ConfigurationRefusal.Reason.NAME, () -> doing(tx -> groups.make(tx, "礼堂", "admin")));
        isRefused(ConfigurationRefusal.Reason.NAME, () -> doing(tx -> groups.make(tx, " ", "admin")));
        isRefused(ConfigurationRefusal.Reason.NAME, () -> doing(tx -> groups.make(tx, "a\nb", "admin")));
        doing(transaction -> {
            groups.put(transaction, hall.id(), made.id(), "admin");
            return true;
        });
        Function<Transaction, Boolean> remove = transaction -> {
            groups.remove(transaction, made.id(), "admin");
            return true;
        };
        isRefused(ConfigurationRefusal.Reason.NOT_EMPTY, () -> doing(remove));
        doing(transaction -> {
            groups.put(transaction, hall.id(), "", "admin");
            return true;
        });
        assertThat(doing(remove)).isTrue();
        assertThat(store.database.reading(groups::all)).isEmpty();
    }
}
