package org.hongting.central.platform.broker.external;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.hongting.central.platform.broker.Inbox;
import org.hongting.central.platform.broker.LineState;
import org.hongting.central.platform.broker.TerminalBroker;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Topic;

/// A broker beside the server, at one address or several. There is a line to each address, and each subscribes to
/// all shards of this server, because a terminal may be at any of them and they need not carry messages to one
/// another. What goes down goes to the addresses at which the terminal was heard lately, which is one, and to all
/// where that is not known or not there: a terminal hears no more than it would from one.
///
/// The broker is trusted with nothing. Whatever it lets pass is signed by its terminal, or nothing comes of it.
public final class ExternalBroker implements TerminalBroker {
    /// Terminals of which it is known where they are. More would be names that somebody made up.
    private static final int KNOWN_TERMINALS = 200_000;

    private final Settings settings;
    private final List<BrokerLine> lines;
    private final HeardAt<BrokerLine> heardAt = new HeardAt<>(KNOWN_TERMINALS);
    private final Scheduler scheduler;

    /// @param addresses at least one
    /// @param clientId no other server's: the broker ends the session of the one before
    /// @param tls asked anew for each connection, so that no certificate grows old
    /// @param stranger of a terminal that nobody enrolled, to try what the broker lets it do
    public record Settings(
            List<MqttEndpoint> addresses,
            String clientId,
            Supplier<SSLContext> tls,
            Function<TerminalId, SSLContext> stranger,
            InstantSource clock) {
        public Settings {
            addresses = List.copyOf(addresses);
            if (addresses.isEmpty()) {
                throw new IllegalArgumentException("a broker has an address");
            }
        }
    }

    private ExternalBroker(Settings settings, Inbox inbox, Scheduler scheduler, RandomGenerator random) {
        this.settings = settings;
        this.scheduler = scheduler;
        BrokerLine[] made = new BrokerLine[settings.addresses().size()];
        for (int i = 0; i < made.length; i++) {
            int number = i;
            made[i] = new BrokerLine(
                    settings.addresses().get(i),
                    settings,
                    scheduler,
                    random,
                    (topic, payload) -> arrived(made[number], topic, payload, inbox));
        }
        this.lines = List.of(made);
    }

    /// Returns at once: a server whose broker is away serves its console, and terminals when the broker is back.
    ///
    /// @param scheduler on which all lines are looked after; nothing of it waits
    public static ExternalBroker start(Settings settings, Inbox inbox, Scheduler scheduler, RandomGenerator random) {
        ExternalBroker broker = new ExternalBroker(settings, inbox, scheduler, random);
        broker.lines.forEach(BrokerLine::start);
        return broker;
    }

    private void arrived(BrokerLine line, String text, byte[] payload, Inbox inbox) {
        Topic.parse(text).ifPresent(topic -> {
            // A state may be an old one that is kept at an address where its terminal is not any more.
            if (topic.channel() != Channel.STATE && lines.size() > 1) {
                heardAt.heard(topic.terminal(), line, scheduler.nanoTime());
            }
            inbox.arrived(topic, payload);
        });
    }

    /// All shards whose terminals are to be heard, from now on.
    public void listenTo(Set<Integer> shards) {
        lines.forEach(line -> line.listenTo(shards));
    }

    @Override
    public List<LineState> lines() {
        return lines.stream().map(BrokerLine::state).toList();
    }

    /// Addresses that are connected.
    public int up() {
        return (int) lines.stream().filter(BrokerLine::isUp).count();
    }

    @Override
    public void send(TerminalId terminal, Channel channel, byte[] frame) {
        if (channel.isFromTerminal()) {
            throw new IllegalArgumentException("terminals do not listen there");
        }
        String topic = new Topic(terminal, channel).text();
        List<BrokerLine> known = heardAt.of(terminal, scheduler.nanoTime()).stream()
                .filter(BrokerLine::isUp)
                .toList();
        (known.isEmpty() ? lines : known).forEach(line -> line.send(topic, frame));
    }

    /// That of the first address.
    @Override
    public int port() {
        return settings.addresses().getFirst().port();
    }

    /// That broker's door is its own.
    @Override
    public void open() {}

    /// Not in our power.
    @Override
    public void disconnect(TerminalId terminal) {}

    @Override
    public void close() {
        lines.forEach(BrokerLine::close);
    }
}
