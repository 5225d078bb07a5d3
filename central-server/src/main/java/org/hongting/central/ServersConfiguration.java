package org.hongting.central;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.hongting.central.platform.CentralSettings;
import org.hongting.central.platform.SingleThreadScheduler;
import org.hongting.central.platform.broker.TerminalBroker;
import org.hongting.central.platform.database.DataStore;
import org.hongting.central.platform.lease.Seat;
import org.hongting.central.platform.lease.StoreClock;
import org.hongting.central.platform.servers.ServerBook;
import org.hongting.central.platform.servers.Servers;
import org.hongting.protocol.port.Database;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/// What this server tells of itself, for the console.
@Configuration(proxyBeanMethods = false)
class ServersConfiguration {
    private static final System.Logger LOG = System.getLogger(ServersConfiguration.class.getName());
    private static final String UNPACKAGED = "dev";

    @Bean
    Servers servers(
            Database database,
            DataStore store,
            Seat seat,
            TerminalBroker broker,
            CentralSettings settings,
            Clock clock) {
        String version = Servers.class.getPackage().getImplementationVersion();
        return new Servers(
                database,
                new Servers.Self(
                        seat.id(),
                        host(),
                        settings.data().toAbsolutePath().normalize().toString(),
                        version == null ? UNPACKAGED : version,
                        clock.instant()),
                broker::lines,
                seat.isShared()
                        ? Optional.of(new ServerBook(database, StoreClock.of(store.millisNow())))
                        : Optional.empty(),
                clock);
    }

    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> tellsOfItself(
            Seat seat, Servers servers, @Qualifier("tidings") SingleThreadScheduler scheduler) {
        return event -> {
            if (seat.isShared()) {
                scheduler.execute(() -> tell(servers, scheduler));
            }
        };
    }

    private static void tell(Servers servers, SingleThreadScheduler scheduler) {
        try {
            servers.tell();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "the others were not told of this server: {0}", e);
        } finally {
            scheduler.after(ServerBook.TURN, () -> tell(servers, scheduler));
        }
    }

    @Bean
    ApplicationListener<ContextClosedEvent> saysThatItGoes(Servers servers) {
        return event -> {
            try {
                servers.leave();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "the others were not told that this server goes: {0}", e);
            }
        };
    }
}
