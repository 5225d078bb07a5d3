package org.hongting.central.health;

import java.security.SecureRandom;
import java.time.Clock;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.central.platform.SingleThreadScheduler;
import org.hongting.protocol.port.Database;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The health of the running server's terminals.
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {
    @Bean(defaultCandidate = false)
    @Qualifier("health")
    SingleThreadScheduler healthScheduler() {
        return new SingleThreadScheduler("health");
    }

    @Bean
    HealthIntake healthIntake(
            Database database,
            Terminals terminals,
            RefusalBook refusals,
            SecureRandom random,
            @Qualifier("health") SingleThreadScheduler scheduler,
            Clock clock) {
        return new HealthIntake(database, terminals, refusals, new Alarms(random), scheduler, clock);
    }

    @Bean
    Fleet fleet(Database database) {
        return new Fleet(database);
    }
}
