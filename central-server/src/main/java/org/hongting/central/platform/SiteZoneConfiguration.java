package org.hongting.central.platform;

import java.time.ZoneId;
import org.hongting.protocol.port.Database;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where the school is: what "today" and "09:00" mean. The server's own zone unless `hongting.zone` says otherwise.
@Configuration(proxyBeanMethods = false)
class SiteZoneConfiguration {
    @Bean
    ZoneId siteZone(@Value("${hongting.zone:}") String zone) {
        return zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
    }

    @Bean
    SmartInitializingSingleton siteZoneKept(Database database, ZoneId siteZone) {
        return () -> SiteSettings.keep(database, siteZone);
    }
}
