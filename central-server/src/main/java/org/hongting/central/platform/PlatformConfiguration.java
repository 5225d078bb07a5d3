package org.hongting.central.platform;

import java.security.SecureRandom;
import java.time.Clock;
import org.hongting.central.platform.database.StoreIdentity;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.hongting.provisioning.authority.Passphrase;
import org.hongting.provisioning.authority.ServerTls;
import org.hongting.provisioning.authority.SiteAuthority;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What every slice is given from outside: the clock, chance, the store's name, the site's keys.
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

    @Bean
    SiteAuthority siteAuthority(CentralSettings settings, Clock clock, SecureRandom random) {
        SiteAuthority authority = SiteAuthority.open(
                settings.keyFolder(), Passphrase.find(System.getenv()).orElse(null), clock.instant(), random);
        if (!authority.keysAreWrapped()) {
            LoggerFactory.getLogger(PlatformConfiguration.class)
                    .warn("the site's keys lie unprotected on the disk: set {}", Passphrase.VARIABLE);
        }
        return authority;
    }

    @Bean
    ServerTls serverTls(SiteAuthority authority, CentralSettings settings, Clock clock) {
        return authority.serverTls(settings.hostNames(), clock.instant());
    }
}
