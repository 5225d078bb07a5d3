package org.hongting.central.draw;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.port.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/// The draws of the running server.
@Configuration(proxyBeanMethods = false)
class DrawConfiguration {
    @Bean
    @Order(1)
    Entrants meetingEntrants(MeetingHall hall) {
        return new MeetingEntrants(hall);
    }

    @Bean
    @Order(2)
    Entrants numberEntrants(Members members) {
        return new NumberEntrants(members);
    }

    @Bean
    DrawBook drawBook(Database database, Clock clock) {
        return new DrawBook(database, clock);
    }

    @Bean
    Draws draws(OwnJournal journal, AuditLog audit, List<Entrants> sources, SecureRandom random, Clock clock) {
        return new Draws(journal, audit, sources, random, clock);
    }
}
