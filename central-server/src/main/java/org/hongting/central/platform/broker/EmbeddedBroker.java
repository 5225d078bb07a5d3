package org.hongting.central.platform.broker;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An MQTT 5 broker inside the server: mutual TLS on the network side, and the centre itself on the inside. It keeps
/// nothing: what it loses at a restart is asked for and sent again. Serves one server instance only.
public final class EmbeddedBroker implements TerminalBroker {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final AtomicInteger INSTANCES = new AtomicInteger();
    private static final long ADDRESS_BYTES = 8L * 1024 * 1024;
    private static final long ALL_BYTES = 256L * 1024 * 1024;

    /// A batch with room to spare: what is a little too large reaches the ingest and is counted there by its sender.
    private static final int PACKET_BYTES = 4 * Limits.MESSAGE_BYTES;

    private static final String QOS = "mqtt.qos.level";

    /// Every terminal's topics of one kind; a name that no MQTT client can give a queue.
    private static final String EVERY_TERMINAL = "ht.v1.*.*.";

    private static final String DOOR = "mqtt";

    /// No queue is bound to it. Artemis warns of each queue, six to a terminal, from which nothing can go anywhere.
    private static final SimpleString NOWHERE = SimpleString.of("nowhere");

    private final ActiveMQServer artemis;
    private final int port;
    private final LiveSessions sessions = new LiveSessions();
    private final Instant begun = Instant.now();
    private final ServerLocator locator;
    private final ClientSessionFactory factory;
    private final ClientSession incoming;
    private final ClientSession outgoing;
    private final ClientProducer producer;

    /// Where the broker listens and what it shows of itself.
    ///
    /// @param port 0 for any free one
    /// @param pem key, certificate and authority of the listener
    /// @param authorityPem whose certificates are terminals
    /// @param folder for what Artemis wants a folder for; stays empty
    public record Settings(int port, Path pem, Path authorityPem, Path folder) {}

    private EmbeddedBroker(Settings settings, Admission admission, Inbox inbox, SecureRandom random) throws Exception {
        port = settings.port();
        byte[] drawn = new byte[16];
        random.nextBytes(drawn);
        String password = HexFormat.of().formatHex(drawn);
        String inside = "vm://" + INSTANCES.incrementAndGet();
        artemis = new ActiveMQServerImpl(
                configuration(settings, inside), new TerminalSecurity(password, admission, inbox::turnedAway));
        artemis.addProtocolManagerFactory(new GuardedMqtt(() -> new PacketGuard(
                PACKET_BYTES,
                channel -> ShownCertificate.of(channel)
                        .ifPresent(shown -> inbox.refused(shown.terminal(), RefusedMessage.Reason.TOO_LARGE)))));
        artemis.getServiceRegistry().addAcceptorFactory(DOOR, new LinedDoor());
        artemis.start();
        artemis.getRemotingService().addIncomingInterceptor(new OwnTreeInterceptor(sessions, inbox));
        locator = ActiveMQClient.createServerLocator(inside)
                .setBlockOnDurableSend(false)
                .setProducerWindowSize(-1);
        factory = locator.createSessionFactory();
        incoming = factory.createSession(TerminalSecurity.CENTRE, password, false, true, true, true, 0);
        outgoing = factory.createSession(TerminalSecurity.CENTRE, password, false, true, true, true, 0);
        producer = outgoing.createProducer();
        outgoing.start();
        for (Channel channel : Channel.values()) {
            if (channel.isFromTerminal()) {
                consume(channel, inbox);
            }
        }
        incoming.start();
    }

    /// Lets nobody in yet, but where it may listen at any free port: that must be open to be known.
    ///
    /// @throws IllegalStateException if it does not start
    public static EmbeddedBroker start(Settings settings, Admission admission, Inbox inbox, SecureRandom random) {
        try {
            return new EmbeddedBroker(settings, admission, inbox, random);
        } catch (Exception e) { // Artemis declares no narrower one
            throw new IllegalStateException("the MQTT broker did not start: " + e.getMessage(), e);
        }
    }

    private static Configuration configuration(Settings settings, String inside) throws Exception {
        String folder = settings.folder().toAbsolutePath().toString();
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setResolveProtocols(false)
                .setSecurityEnabled(true)
                .setAuthenticationCacheSize(0)
                .setAuthorizationCacheSize(0)
                .setSecurityInvalidationInterval(0)
                .setJMXManagementEnabled(false)
                .setGlobalMaxSize(ALL_BYTES)
                .setJournalDirectory(folder)
                .setBindingsDirectory(folder)
                .setPagingDirectory(folder)
                .setLargeMessagesDirectory(folder)
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setDeadLetterAddress(NOWHERE)
                                .setExpiryAddress(NOWHERE)
                                .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
                                .setMaxSizeBytes(ADDRESS_BYTES)
                                .setAutoCreateAddresses(true)
                                .setAutoCreateQueues(true));
        configuration.addAcceptorConfiguration("inside", inside);
        configuration.addAcceptorConfiguration(
                DOOR,
                "tcp://0.0.0.0:" + settings.port() + "?autoStart=" + (settings.port() == 0)
                        + ";protocols=MQTT;sslEnabled=true;needClientAuth=true"
                        + ";enabledProtocols=TLSv1.3;keyStoreType=PEM;keyStorePath=" + settings.pem()
                        + ";trustStoreType=PEMCA;trustStorePath=" + settings.authorityPem()
                        + ";topicAliasMaximum=0;receiveMaximum=64;maximumPacketSize=" + PACKET_BYTES
                        + ";serverKeepAlive=120;connectionsAllowed=20000"
                        + ";sslHandshakeTimeout=30;handshake-timeout=30");
        return configuration;
    }

    private void consume(Channel channel, Inbox inbox) throws ActiveMQException {
        String queue = "srv-in-" + channel.word();
        incoming.createQueue(QueueConfiguration.of(queue)
                .setAddress(EVERY_TERMINAL + channel.word())
                .setRoutingType(RoutingType.MULTICAST)
                .setDurable(false)
                .setAutoDelete(false)
                .setAutoCreated(false));
        incoming.createConsumer(queue).setMessageHandler(message -> receive(message, inbox));
    }

    private static void receive(ClientMessage message, Inbox inbox) {
        try {
            message.acknowledge();
            Optional<Topic> topic = Topic.parse(message.getAddress().replace('.', '/'));
            byte[] payload = new byte[message.getBodySize()];
            message.getBodyBuffer().readBytes(payload);
            topic.ifPresent(known -> inbox.arrived(known, payload));
        } catch (ActiveMQException | RuntimeException e) {
            LOG.warn("a message could not be taken from the broker: {}", e.toString());
        }
    }

    /// The port that is really open.
    @Override
    public int port() {
        return port == 0 && artemis.getRemotingService().getAcceptor(DOOR) instanceof NettyAcceptor netty
                ? netty.getActualPort()
                : port;
    }

    @Override
    public void open() {
        try {
            artemis.getRemotingService().getAcceptor(DOOR).start();
        } catch (Exception e) { // Artemis declares no narrower one
            throw new IllegalStateException("the MQTT broker cannot listen: " + e.getMessage(), e);
        }
    }

    /// One address, of which the port is all there is.
    @Override
    public List<LineState> lines() {
        return List.of(new LineState(":" + port(), artemis.isStarted(), begun, 0, "", null));
    }

    /// Terminals that are connected now.
    public int connected() {
        return sessions.count();
    }

    @Override
    public synchronized void send(TerminalId terminal, Channel channel, byte[] frame) {
        if (channel.isFromTerminal()) {
            throw new IllegalArgumentException("terminals do not listen there");
        }
        ClientMessage message = outgoing.createMessage(Message.BYTES_TYPE, true);
        message.putIntProperty(QOS, 1);
        message.setRoutingType(RoutingType.MULTICAST);
        message.getBodyBuffer().writeBytes(frame);
        try {
            producer.send((Topic.treeOf(terminal) + channel.word()).replace('/', '.'), message);
        } catch (ActiveMQException e) {
            throw new IllegalStateException("the broker did not take a message: " + e.getType(), e);
        }
    }

    /// Closes a terminal's session now, whatever it is doing.
    @Override
    public void disconnect(TerminalId terminal) {
        sessions.close(terminal);
    }

    @Override
    public void close() {
        try {
            outgoing.close();
            incoming.close();
            factory.close();
            locator.close();
        } catch (ActiveMQException e) {
            LOG.warn("the inner session did not close: {}", e.toString());
        }
        try {
            artemis.stop();
        } catch (Exception e) { // Artemis declares no narrower one
            LOG.warn("the broker did not stop cleanly", e);
        }
    }
}
