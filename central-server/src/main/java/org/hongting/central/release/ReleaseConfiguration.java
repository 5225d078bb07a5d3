package org.hongting.central.release;

import java.security.SecureRandom;
import java.time.Clock;
import org.hongting.central.health.Fleet;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.CentralSettings;
import org.hongting.central.rollout.Kiosk;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The releases of the running server, below its data folder.
@Configuration(proxyBeanMethods = false)
class ReleaseConfiguration {
    private static final String FILES = "releases";
    private static final String KEYS = "release-keys";
    private static final long RESERVED_BYTES = 1024L * 1024 * 1024;

    @Bean
    Releases releases(Database database, AuditLog audit, Clock clock, CentralSettings settings) {
        return new Releases(
                database,
                audit,
                clock,
                new ReleaseFiles(settings.data().resolve(FILES), RESERVED_BYTES),
                settings.data().resolve(KEYS));
    }

    @Bean
    Rollouts rollouts(Database database, AuditLog audit, Clock clock, SecureRandom random, Fleet fleet) {
        return new Rollouts(
                database,
                audit,
                clock,
                random,
                () -> fleet.terminals().stream()
                        .map(watched -> new Kiosk(new TerminalId(watched.id()), watched.building(), watched.online()))
                        .toList());
    }
}
