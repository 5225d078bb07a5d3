package org.hongting.central.erasure;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.central.attachment.Attachments;
import org.hongting.central.backup.BackupPlace;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.platform.CentralSettings;
import org.hongting.central.platform.SingleThreadScheduler;
import org.hongting.central.platform.database.DataStore;
import org.hongting.protocol.port.Database;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The erasures of the running server.
@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {
    @Bean(defaultCandidate = false)
    @Qualifier("erasure")
    SingleThreadScheduler erasureScheduler() {
        return new SingleThreadScheduler("erasure");
    }

    @Bean
    Erasures erasures(Database database, DocumentStore documents) {
        return new Erasures(database, documents);
    }

    /// Made with the others, before anybody is listened to: a store that came back from a backup is put right first.
    @Bean
    ErasureOffice erasureOffice(
            Database database,
            Erasures erasures,
            DataStore store,
            CentralSettings settings,
            Clock clock,
            @Qualifier("erasure") SingleThreadScheduler erasureScheduler,
            @Value("${hongting.backup:}") String folder) {
        ErasureOffice office = new ErasureOffice(
                database, erasures, places(store, settings, folder), store::sweep, erasureScheduler, clock);
        office.catchUp();
        return office;
    }

    @Bean
    Mentions mentions(Attachments attachments) {
        return new Mentions(attachments::read);
    }

    @Bean
    EverythingHeld everythingHeld(Mentions mentions, Clock clock) {
        return new EverythingHeld(mentions, clock);
    }

    @Bean
    ErasureBook erasureBook(
            Database database, DataStore store, CentralSettings settings, @Value("${hongting.backup:}") String folder) {
        return new ErasureBook(database, places(store, settings, folder));
    }

    /// Beside backups only where this server makes them.
    private static List<Path> places(DataStore store, CentralSettings settings, String folder) {
        Optional<Path> named =
                Optional.of(folder).filter(name -> !name.isBlank()).map(Path::of);
        Stream<Path> backups = store.copy().stream()
                .map(copy -> BackupPlace.of(settings.data(), named).folder());
        return Stream.concat(Stream.of(settings.data().toAbsolutePath().normalize()), backups)
                .toList();
    }
}
