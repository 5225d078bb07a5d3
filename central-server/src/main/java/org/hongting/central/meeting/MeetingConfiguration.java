package org.hongting.central.meeting;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.organisation.Members;
import org.hongting.protocol.port.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// The meetings of the running server.
@Configuration(proxyBeanMethods = false)
class MeetingConfiguration {
    @Bean
    Meetings meetings(SecureRandom random, Clock clock) {
        return new Meetings(random, clock);
    }

    @Bean
    AttendanceBook attendanceBook(Members members) {
        return new AttendanceBook(members);
    }

    @Bean
    ExpectedKeeping expectedKeeping(Database database, Members members, Clock clock) {
        return new ExpectedKeeping(database, members, clock);
    }

    @Bean
    Invitations invitations(Meetings meetings, Members members) {
        return new Invitations(meetings, members);
    }

    @Bean
    MeetingHall meetingHall(Database database, Meetings meetings, AttendanceBook book, Clock clock, ZoneId siteZone) {
        return new MeetingHall(database, meetings, book, clock.withZone(siteZone));
    }

    @Bean
    MeetingImport meetingImport(Database database, Meetings meetings, Clock clock, ZoneId siteZone) {
        return new MeetingImport(database, meetings, clock.withZone(siteZone));
    }

    @Bean
    ArrivalProjection arrivalProjection(SecureRandom random) {
        return new ArrivalProjection(new Alarms(random));
    }

    /// Before all that ask for meetings.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    OnSiteProjection onSiteProjection(Meetings meetings, Members members, SecureRandom random) {
        return new OnSiteProjection(meetings, members, new Alarms(random));
    }

    @Bean
    MeetingsSource meetingsSource(Meetings meetings, Clock clock, ZoneId siteZone) {
        return new MeetingsSource(meetings, clock.withZone(siteZone));
    }

    @Bean
    LeaveSource leaveSource() {
        return new LeaveSource();
    }

    @Bean
    ArrivalsSource arrivalsSource(AttendanceBook book, Clock clock, ZoneId siteZone) {
        return new ArrivalsSource(book, clock.withZone(siteZone));
    }
}
