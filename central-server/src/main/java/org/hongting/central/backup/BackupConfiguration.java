package org.hongting.central.backup;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.CentralSettings;
import org.hongting.central.platform.SingleThreadScheduler;
import org.hongting.central.platform.database.SqliteCopy;
import org.hongting.central.platform.database.StoreCopy;
import org.hongting.protocol.port.Database;
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

    @Bean
    StoreCopy storeCopy(CentralSettings settings) {
        return new SqliteCopy(settings.databaseFile());
    }

    @Bean
    Backups backups(Database database, StoreCopy copy, Clock clock) {
        return new Backups(database, copy, clock);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("backup")
    SingleThreadScheduler backupScheduler() {
        return new SingleThreadScheduler("backup");
    }

    @Bean
    BackupLoop backupLoop(
            Backups backups,
            CentralSettings settings,
            Database database,
            SecureRandom random,
            Clock clock,
            @Qualifier("backup") SingleThreadScheduler backupScheduler,
            @Value("${hongting.backup:}") String folder,
            @Value("${hongting.backup-hours:" + USUAL_HOURS + "}") int hours) {
        Optional<Path> chosen =
                Optional.of(folder).filter(name -> !name.isBlank()).map(Path::of);
        return new BackupLoop(
                backups,
                new BackupLoop.Settings(
                        settings.data(), BackupPlace.of(settings.data(), chosen), Duration.ofHours(Math.max(0, hours))),
                database,
                random,
                clock,
                backupScheduler);
    }

    /// The first backup must not delay the listeners.
    @Bean
    ApplicationListener<ApplicationReadyEvent> firstBackup(BackupLoop loop) {
        return event -> loop.start();
    }

    @Bean
    Restoration restoration(Database database, AuditLog audit, Clock clock) {
        return new Restoration(database, audit, clock);
    }
}
