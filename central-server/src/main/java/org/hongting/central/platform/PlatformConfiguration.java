package org.hongting.central.platform;

import java.security.SecureRandom;
import java.time.Clock;
import org.hongting.central.platform.database.StoreIdentity;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What every slice is given from outside: the clock, chance, and the store's name.
@Configuration(proxyBeanMethods = false)
class PlatformConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean
    StoreId storeId(Database database, SecureRandom random) {
        return StoreIdentity.ensure(database, random);
    }
}
