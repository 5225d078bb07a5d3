package org.hongting.central;

import java.security.SecureRandom;
import java.time.Clock;
import org.hongting.central.backup.Restoration;
import org.hongting.central.command.Commands;
import org.hongting.central.courier.CourierOffice;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.document.Downlink;
import org.hongting.central.fleet.TerminalPresence;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.Forks;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.ingest.Quarantine;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.CentralSettings;
import org.hongting.central.platform.SingleThreadScheduler;
import org.hongting.central.platform.broker.EmbeddedBroker;
import org.hongting.central.platform.broker.LateOutlet;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.wire.Channel;
import org.hongting.provisioning.authority.ServerTls;
import org.hongting.provisioning.authority.SiteAuthority;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts broker, ingest and downlink together.
@Configuration(proxyBeanMethods = false)
class LinkConfiguration {
    @Bean
    LateOutlet terminalOutlet() {
        return new LateOutlet();
    }

    @Bean
    SingleThreadScheduler downlinkScheduler() {
        return new SingleThreadScheduler("downlink");
    }

    @Bean
    Downlink downlink(
            Database database,
            DocumentStore documents,
            LateOutlet outlet,
            SiteAuthority authority,
            SingleThreadScheduler scheduler,
            Restoration restoration,
            Commands commands) {
        Downlink downlink = new Downlink(database, documents, outlet, authority.serverSigner(), scheduler, restoration);
        downlink.onGreeting(terminal -> {
            if (database.reading(transaction -> commands.isDue(transaction, terminal))) {
                database.inTransaction(transaction -> commands.take(transaction, terminal))
                        .forEach(frame -> outlet.send(terminal, Channel.COMMAND, frame));
            }
        });
        documents.onPublication(name -> downlink.published());
        restoration.onOpening(downlink::published);
        return downlink;
    }

    @Bean
    Ingest ingest(
            Database database,
            StoreId store,
            SiteAuthority authority,
            Clock clock,
            SecureRandom random,
            ObjectProvider<FactProjection> projections) {
        return new Ingest(
                database,
                store,
                authority.serverSigner(),
                clock,
                random,
                projections.orderedStream().toList());
    }

    @Bean
    Quarantine quarantine(ObjectProvider<FactProjection> projections, SecureRandom random, Clock clock) {
        return new Quarantine(projections.orderedStream().toList(), random, clock);
    }

    @Bean
    Forks forks(Quarantine quarantine, Clock clock) {
        return new Forks(quarantine, clock);
    }

    @Bean
    RefusalBook refusalBook(Database database, SingleThreadScheduler scheduler, Clock clock) {
        return new RefusalBook(database, scheduler, clock);
    }

    @Bean
    TerminalPresence terminalPresence(Database database, Clock clock) {
        return new TerminalPresence(database, clock);
    }

    @Bean
    TerminalLink terminalLink(
            Ingest ingest,
            RefusalBook refusals,
            Downlink downlink,
            TerminalPresence presence,
            SingleThreadScheduler scheduler,
            LateOutlet outlet,
            SecureRandom random) {
        return new TerminalLink(ingest, refusals, downlink, presence, scheduler, outlet, random);
    }

    @Bean
    CourierOffice courierOffice(
            Database database,
            Terminals terminals,
            TerminalLink link,
            Downlink downlink,
            StoreId store,
            SiteAuthority authority,
            Clock clock,
            AuditLog audit) {
        return new CourierOffice(
                database, terminals, link::takeAside, downlink::dueAt, store, authority.serverSigner(), clock, audit);
    }

    @Bean
    EmbeddedBroker.Settings brokerSettings(CentralSettings settings, ServerTls tls) {
        return new EmbeddedBroker.Settings(
                settings.mqttPort(),
                tls.pem(),
                tls.authorityPem(),
                settings.data().resolve("broker"));
    }

    @Bean
    EmbeddedBroker broker(
            EmbeddedBroker.Settings settings,
            Terminals terminals,
            TerminalLink link,
            Downlink downlink,
            LateOutlet outlet,
            SecureRandom random) {
        EmbeddedBroker broker = EmbeddedBroker.start(settings, terminals, link, random);
        outlet.bind(broker);
        terminals.onRevocation(terminal -> {
            broker.disconnect(terminal);
            downlink.forget(terminal);
        });
        link.start();
        return broker;
    }
}
