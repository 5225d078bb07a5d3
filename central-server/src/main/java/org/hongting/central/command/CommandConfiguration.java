package org.hongting.central.command;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.port.Database;
import org.hongting.provisioning.authority.SiteAuthority;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The commands of the running server.
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {
    @Bean
    Commands commands(AuditLog audit, SiteAuthority authority, Clock clock, SecureRandom random) {
        return new Commands(audit, authority.serverSigner(), clock, random);
    }

    @Bean
    CommandPruning commandPruning(Database database, Clock clock, ZoneId siteZone) {
        return new CommandPruning(database, clock.withZone(siteZone));
    }
}
