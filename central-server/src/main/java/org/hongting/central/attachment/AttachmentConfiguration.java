package org.hongting.central.attachment;

import java.time.Clock;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.platform.CentralSettings;
import org.hongting.protocol.port.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The attachments of the running server, below its data folder.
@Configuration(proxyBeanMethods = false)
class AttachmentConfiguration {
    @Bean
    Attachments attachments(Database database, Clock clock, CentralSettings settings) {
        return new Attachments(database, clock, settings.data().resolve("attachments"));
    }

    @Bean
    FactProjection attachmentProjection() {
        return Attachments.projection();
    }
}
