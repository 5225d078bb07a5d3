package org.hongting.central.conclusion;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What concludes the meetings of the running server.
@Configuration(proxyBeanMethods = false)
class ConclusionConfiguration {
    private static final String UNPACKAGED = "development";

    @Bean
    RulingProjection rulingProjection() {
        return new RulingProjection();
    }

    @Bean
    OwnJournal ownJournal(
            ObjectProvider<FactProjection> projections, Clock clock, ZoneId siteZone, SecureRandom random) {
        long start = System.nanoTime();
        String version = OwnJournal.class.getPackage().getImplementationVersion();
        return new OwnJournal(
                projections.orderedStream().toList(),
                clock.withZone(siteZone),
                () -> System.nanoTime() - start,
                random,
                version == null ? UNPACKAGED : version);
    }

    @Bean
    Conclusions conclusions(
            OwnJournal journal, MeetingHall hall, Members members, AuditLog audit, SecureRandom random) {
        return new Conclusions(journal, hall, members, audit, random);
    }

    @Bean
    Ledger ledger(Clock clock, ZoneId siteZone) {
        return new Ledger(clock.withZone(siteZone));
    }
}
