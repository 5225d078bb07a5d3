package org.hongting.central.diagnosis;

import java.time.Clock;
import java.time.ZoneId;
import org.hongting.central.attachment.Attachments;
import org.hongting.protocol.port.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the terminals of the running server found out.
@Configuration(proxyBeanMethods = false)
class DiagnosisConfiguration {
    @Bean
    Diagnoses diagnoses() {
        return new Diagnoses();
    }

    @Bean
    DiagnosisPruning diagnosisPruning(
            Database database, Diagnoses diagnoses, Attachments attachments, Clock clock, ZoneId siteZone) {
        return new DiagnosisPruning(database, diagnoses, attachments, clock.withZone(siteZone));
    }
}
