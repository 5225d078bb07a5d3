package org.hongting.central;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.hongting.central.backup.Restoration;
import org.hongting.central.command.CommandCalls;
import org.hongting.central.command.Commands;
import org.hongting.central.courier.CourierOffice;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.document.Downlink;
import org.hongting.central.document.HelloAsks;
import org.hongting.central.fleet.TerminalPresence;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.health.HealthInbox;
import org.hongting.central.health.HealthIntake;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.Forks;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.ingest.Quarantine;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.CentralSettings;
import org.hongting.central.platform.SingleThreadScheduler;
import org.hongting.central.platform.broker.EmbeddedBroker;
import org.hongting.central.platform.broker.Inbox;
import org.hongting.central.platform.broker.LateOutlet;
import org.hongting.central.platform.broker.TerminalBroker;
import org.hongting.central.platform.broker.external.ExternalBroker;
import org.hongting.central.platform.lease.Seat;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.wire.Channel;
import org.hongting.provisioning.authority.ServerTls;
import org.hongting.provisioning.authority.SiteAuthority;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts broker, ingest and downlink together.
@Configuration(proxyBeanMethods = false)
class LinkConfiguration {
    /// What servers tell each other: some document has a new version.
    static final String DOCUMENTS = "documents";

    /// And that terminals were shut out.
    static final String TERMINALS = "terminals";

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
            Seat seat,
            Commands commands) {
        Downlink downlink = new Downlink(database, documents, outlet, authority.serverSigner(), scheduler, restoration);
        downlink.onGreeting(terminal -> {
            if (!database.reading(transaction -> commands.isDue(transaction, terminal))) {
                return false;
            }
            List<byte[]> frames = database.inTransaction(transaction -> commands.take(transaction, terminal));
            frames.forEach(frame -> outlet.send(terminal, Channel.COMMAND, frame));
            return !frames.isEmpty();
        });
        documents.onPublication(name -> {
            downlink.published(name);
            seat.tidings().tell(DOCUMENTS);
        });
        restoration.onOpening(downlink::published);
        return downlink;
    }

    @Bean
    CommandCalls commandCalls(Database database, Commands commands, Downlink downlink, Seat seat) {
        return new CommandCalls(database, commands, downlink::turnTo, seat.tidings());
    }

    @Bean
    HelloAsks helloAsks(
            LateOutlet outlet,
            SiteAuthority authority,
            StoreId store,
            Clock clock,
            SingleThreadScheduler scheduler,
            Downlink downlink,
            MeetingHall meetings) {
        HelloAsks asks =
                new HelloAsks(outlet, authority.serverSigner(), store, clock, scheduler, meetings::wordMissing);
        downlink.watchedBy(asks);
        return asks;
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
    TerminalPresence terminalPresence(Database database) {
        return new TerminalPresence(database);
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

    @Bean(defaultCandidate = false)
    @Qualifier("broker")
    SingleThreadScheduler brokerScheduler() {
        return new SingleThreadScheduler("broker");
    }

    @Bean(defaultCandidate = false)
    @Qualifier("shards")
    SingleThreadScheduler shardScheduler() {
        return new SingleThreadScheduler("shards");
    }

    @Bean
    HealthInbox healthInbox(TerminalLink link, HealthIntake health) {
        return new HealthInbox(link, health);
    }

    @Bean
    BrokerFactory brokerFactory(
            CentralSettings settings,
            ServerTls tls,
            SiteAuthority authority,
            Seat seat,
            Clock clock,
            SecureRandom random,
            @Qualifier("broker") SingleThreadScheduler brokerScheduler) {
        List<MqttEndpoint> addresses = settings.brokers();
        if (addresses.isEmpty()) {
            EmbeddedBroker.Settings inside = new EmbeddedBroker.Settings(
                    settings.mqttPort(),
                    tls.pem(),
                    tls.authorityPem(),
                    settings.data().resolve("broker"));
            return (terminals, inbox) -> EmbeddedBroker.start(inside, terminals, inbox, random);
        }
        ExternalBroker.Settings beside = new ExternalBroker.Settings(
                addresses,
                SiteAuthority.CENTRE + "-" + seat.id(),
                () -> authority.centreTls(clock.instant()),
                terminal -> authority.strangerTls(terminal, clock.instant()),
                clock);
        return (terminals, inbox) -> ExternalBroker.start(beside, inbox, brokerScheduler, random);
    }

    /// Inside or beside.
    @FunctionalInterface
    interface BrokerFactory {
        TerminalBroker start(Terminals terminals, Inbox inbox);
    }

    @Bean
    TerminalBroker broker(
            BrokerFactory factory,
            Terminals terminals,
            HealthInbox inbox,
            TerminalLink link,
            Downlink downlink,
            LateOutlet outlet,
            TerminalPresence presence,
            HelloAsks asks,
            Seat seat,
            @Qualifier("shards") SingleThreadScheduler shardScheduler) {
        TerminalBroker broker = factory.start(terminals, inbox);
        outlet.bind(broker);
        terminals.onRevocation(terminal -> {
            broker.disconnect(terminal);
            downlink.forget(terminal);
            seat.tidings().tell(TERMINALS);
        });
        link.start();
        asks.start();
        if (broker instanceof ExternalBroker beside) {
            HeardShards heard = new HeardShards(beside, presence, downlink, asks, shardScheduler);
            seat.leases().ifPresentOrElse(leases -> leases.onShards(heard::are, () -> beside.up() > 0), heard::areAll);
        } else {
            // Whoever has its broker inside is alone and hears everybody.
            seat.leases().ifPresent(leases -> leases.onShards(_ -> {}, () -> true));
        }
        return broker;
    }

    @Bean
    BrokerDoor brokerDoor(TerminalBroker broker) {
        return new BrokerDoor(broker);
    }
}
