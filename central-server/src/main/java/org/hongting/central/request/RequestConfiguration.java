package org.hongting.central.request;

import java.time.Clock;
import java.time.ZoneId;
import org.hongting.central.conclusion.Conclusions;
import org.hongting.central.meeting.Invitations;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.port.Database;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The requests of the running server.
@Configuration(proxyBeanMethods = false)
class RequestConfiguration {
    @Bean
    AttendanceRequests attendanceRequests(
            Invitations invitations, Conclusions conclusions, AuditLog audit, Clock clock) {
        return new AttendanceRequests(invitations, conclusions, audit, clock);
    }

    @Bean
    KioskWishes kioskWishes(ObjectProvider<AttendanceRequests> requests, Clock clock) {
        return new KioskWishes(requests::getObject, clock);
    }

    @Bean
    WishPruning wishPruning(Database database, Clock clock, ZoneId siteZone) {
        return new WishPruning(database, clock.withZone(siteZone));
    }

    @Bean
    WishSource wishSource() {
        return new WishSource();
    }
}
