package org.hongting.central.request;

import java.time.Clock;
import org.hongting.central.conclusion.Conclusions;
import org.hongting.central.meeting.Invitations;
import org.hongting.central.platform.AuditLog;
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
    WishSource wishSource() {
        return new WishSource();
    }
}
