package org.hongting.central.publishing;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.hongting.central.document.DocumentStore;
import org.hongting.protocol.port.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The publisher of the running server and the loop that drives it.
@Configuration(proxyBeanMethods = false)
class PublishingConfiguration {
    @Bean
    Publisher publisher(
            Database database, List<DocumentSource> sources, DocumentStore documents, ChangeListener listener) {
        return new Publisher(database, sources, (name, entries) -> documents.replace(name, entries), listener);
    }

    @Bean
    PublicationLoop publicationLoop(
            Publisher publisher,
            Database database,
            ChangeListener listener,
            List<BeforePublishing> before,
            Clock clock,
            ZoneId siteZone) {
        return new PublicationLoop(publisher, new TerminalWatch(database), listener, before, clock.withZone(siteZone));
    }
}
