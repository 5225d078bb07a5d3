package org.hongting.central.backup;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.CentralSettings;
import org.hongting.central.platform.SingleThreadScheduler;
import org.hongting.central.platform.database.DataStore;
import org.hongting.protocol.port.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The backups of the running server.
@Configuration(proxyBeanMethods = false)
class BackupConfiguration {
    private static final String USUAL_HOURS = "6";

    @Bean(defaultCandidate = false)
    @Qualifier("backup")
    SingleThreadScheduler backupScheduler() {
        return new SingleThreadScheduler("backup");
    }

    /// Nothing where the store is not copied from inside.
    @Bean
    @Nullable
    BackupLoop backupLoop(
            DataStore store,
            CentralSettings settings,
            Database database,
            SecureRandom random,
            Clock clock,
            @Qualifier("backup") SingleThreadScheduler backupScheduler,
            @Value("${hongting.backup:}") String folder,
            @Value("${hongting.backup-hours:" + USUAL_HOURS + "}") int hours) {
        BackupLoop.Settings chosen = new BackupLoop.Settings(
                settings.data(),
                BackupPlace.of(
                        settings.data(),
                        Optional.of(folder).filter(name -> !name.isBlank()).map(Path::of)),
                Duration.ofHours(Math.max(0, hours)));
        return store.copy()
                .map(copy -> new BackupLoop(
                        new Backups(database, copy, clock), chosen, database, random, clock, backupScheduler))
                .orElse(null);
    }

    /// The first backup must not delay the listeners.
    @Bean
    ApplicationListener<ApplicationReadyEvent> firstBackup(Optional<BackupLoop> loop) {
        return event -> loop.ifPresent(BackupLoop::start);
    }

    @Bean
    Restoration restoration(Database database, AuditLog audit, Clock clock) {
        return new Restoration(database, audit, clock);
    }
}
