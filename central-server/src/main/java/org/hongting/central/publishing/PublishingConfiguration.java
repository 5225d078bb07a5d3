package org.hongting.central.publishing;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.platform.lease.Seat;
import org.hongting.protocol.port.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The publisher of the running server and the loop that drives it.
@Configuration(proxyBeanMethods = false)
class PublishingConfiguration {
    @Bean
    Publisher publisher(
            Database database, List<DocumentSource> sources, DocumentStore documents, ChangeListener pages, Seat seat) {
        PageTidings tidings = new PageTidings(pages, seat.tidings());
        return new Publisher(database, sources, (name, entries) -> documents.replace(name, entries), tidings::changed);
    }

    @Bean
    PublicationLoop publicationLoop(
            Publisher publisher,
            Database database,
            ChangeListener listener,
            List<BeforePublishing> before,
            Seat seat,
            Clock clock,
            ZoneId siteZone) {
        return new PublicationLoop(
                publisher, new TerminalWatch(database), listener, before, seat.leadership(), clock.withZone(siteZone));
    }
}
