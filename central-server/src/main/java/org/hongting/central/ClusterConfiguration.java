package org.hongting.central;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.hongting.central.command.CommandCalls;
import org.hongting.central.document.Downlink;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.platform.CentralSettings;
import org.hongting.central.platform.SingleThreadScheduler;
import org.hongting.central.platform.database.DataStore;
import org.hongting.central.platform.database.PostgresqlStore;
import org.hongting.central.platform.lease.LeaseTable;
import org.hongting.central.platform.lease.Seat;
import org.hongting.central.platform.lease.SecondServer;
import org.hongting.central.platform.lease.ServerId;
import org.hongting.central.platform.lease.ServerLeases;
import org.hongting.central.platform.lease.StoreClock;
import org.hongting.central.platform.lease.Tidings;
import org.hongting.central.publishing.ChangeListener;
import org.hongting.central.publishing.PageTidings;
import org.hongting.central.quiz.ContestBoard;
import org.hongting.protocol.port.Database;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/// This server among others over one database. A file has one server, which its folder sees to; a database may have
/// several, if they have a broker beside them.
@Configuration(proxyBeanMethods = false)
class ClusterConfiguration {
    private static final Duration LOOKS_AGAIN = Duration.ofMillis(250);

    @Bean(defaultCandidate = false)
    @Qualifier("leases")
    SingleThreadScheduler leaseScheduler() {
        return new SingleThreadScheduler("leases");
    }

    @Bean(defaultCandidate = false)
    @Qualifier("tidings")
    SingleThreadScheduler tidingsScheduler() {
        return new SingleThreadScheduler("tidings");
    }

    @Bean
    Seat seat(
            DataStore store,
            Database database,
            CentralSettings settings,
            SecureRandom random,
            @Qualifier("leases") SingleThreadScheduler leaseScheduler,
            @Qualifier("tidings") SingleThreadScheduler tidingsScheduler)
            throws InterruptedException {
        ServerId id = ServerId.draw(random);
        Tidings tidings = new Tidings(database, tidingsScheduler);
        if (!(store instanceof PostgresqlStore)) {
            return new Seat(id, Optional.empty(), tidings, false);
        }
        boolean isShared = !settings.brokers().isEmpty();
        LeaseTable table = new LeaseTable(
                database,
                StoreClock.of(store.millisNow()),
                new LeaseTable.Member(
                        id,
                        machine(id) + ":" + settings.data().toAbsolutePath().normalize(),
                        isShared ? LeaseTable.Broker.EXTERNAL : LeaseTable.Broker.EMBEDDED));
        enter(table);
        ServerLeases leases = new ServerLeases(table, leaseScheduler);
        leases.start();
        if (isShared) {
            // Before anything changes here that others should know.
            tidings.start();
        }
        return new Seat(id, Optional.of(leases), tidings, isShared);
    }

    /// Two machines that are called alike must not take each other for the same one.
    private static String machine(ServerId id) {
        try {
            String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            return host + "/" + Files.readString(Path.of("/etc/machine-id")).strip();
        } catch (IOException e) {
            return "machine of " + id;
        }
    }

    /// One that was killed is gone in a moment; one that lives says so meanwhile.
    private static void enter(LeaseTable table) throws InterruptedException {
        Optional<LeaseTable.InTheWay> first = table.enter();
        Optional<LeaseTable.InTheWay> now = first;
        while (now.isPresent()) {
            if (!now.equals(first)) {
                throw new SecondServer(now.get());
            }
            Thread.sleep(LOOKS_AGAIN);
            now = table.enter();
        }
    }

    /// What other servers told, and what they are told besides pages and documents.
    @Bean
    ApplicationListener<ApplicationReadyEvent> tidingsFromOthers(
            Seat seat,
            Downlink downlink,
            CommandCalls calls,
            Terminals terminals,
            ChangeListener pages,
            ContestBoard contests) {
        return event -> {
            if (seat.isShared()) {
                seat.tidings().onTiding(kind -> {
                    switch (kind) {
                        case LinkConfiguration.DOCUMENTS -> downlink.published();
                        case LinkConfiguration.TERMINALS -> terminals.lookAgain();
                        case CommandCalls.TIDING -> calls.heardOfOthers();
                        default ->
                            PageTidings.pageOf(kind).ifPresent(page -> {
                                contests.lookAgain();
                                pages.changed(page);
                            });
                    }
                });
            }
        };
    }

    /// Whoever is told to stop gives its shards back first, and hears them until others do.
    @Bean
    ApplicationListener<ContextClosedEvent> farewell(Seat seat) {
        return event -> seat.leases().map(ServerLeases::leave).ifPresent(rest -> {
            try {
                Thread.sleep(rest);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
