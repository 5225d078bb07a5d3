package org.hongting.central.configuration;

import java.security.SecureRandom;
import java.time.Clock;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.port.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The configurations of the running server's terminals.
@Configuration(proxyBeanMethods = false)
class ConfigurationsConfiguration {
    @Bean
    Desired desired(Database database, AuditLog audit, Clock clock) {
        return new Desired(database, audit, clock);
    }

    @Bean
    Configurations configurations(AuditLog audit, Clock clock, Desired desired) {
        return new Configurations(audit, clock, desired);
    }

    @Bean
    Groups terminalGroups(AuditLog audit, Clock clock, SecureRandom random, Desired desired) {
        return new Groups(audit, clock, random, desired);
    }

    @Bean
    Shadows shadows() {
        return new Shadows();
    }
}
