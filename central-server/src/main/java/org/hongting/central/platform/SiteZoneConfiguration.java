package org.hongting.central.platform;

import java.time.ZoneId;
import org.hongting.protocol.document.SettingEntry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where the school is: what "today" and "09:00" mean, here and at every terminal. The server's own zone unless
/// `hongting.zone` says otherwise. A name that is unknown ends the start: a server in another zone would judge days
/// wrongly and keep that for ever.
@Configuration(proxyBeanMethods = false)
class SiteZoneConfiguration {
    @Bean
    ZoneId siteZone(@Value("${hongting.zone:}") String zone) {
        return zone.isEmpty()
                ? ZoneId.systemDefault()
                : SettingEntry.zone(zone)
                        .orElseThrow(() -> new IllegalStateException("hongting.zone " + zone + " is no zone"));
    }
}
