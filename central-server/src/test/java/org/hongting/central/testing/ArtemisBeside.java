package org.hongting.central.testing;

import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.hongting.central.platform.broker.ArtemisRules;

/// An Artemis as a school would set it up beside its servers, in this process.
public final class ArtemisBeside implements AutoCloseable {
    private final ActiveMQServer broker;
    private final int port;

    /// @param pem key and certificate
    /// @param hasRules whether it has ours; otherwise whoever has a certificate of the site may do everything
    public ArtemisBeside(Path folder, Path pem, Path authority, boolean hasRules) throws Exception {
        port = Mosquitto.freePort();
        String inside = folder.toString();
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(hasRules)
                .setJMXManagementEnabled(false)
                .setJournalDirectory(inside)
                .setBindingsDirectory(inside)
                .setPagingDirectory(inside)
                .setLargeMessagesDirectory(inside)
                .addAddressSetting(
                        "#", new AddressSettings().setAutoCreateAddresses(true).setAutoCreateQueues(true));
        configuration.addAcceptorConfiguration(
                "mqtt",
                "tcp://127.0.0.1:" + port + "?protocols=MQTT;sslEnabled=true;needClientAuth=true"
                        + ";enabledProtocols=TLSv1.3;keyStoreType=PEM;keyStorePath=" + pem
                        + ";trustStoreType=PEMCA;trustStorePath=" + authority
                        + ";topicAliasMaximum=0;receiveMaximum=64;maximumPacketSize=262144");
        broker = hasRules
                ? new ActiveMQServerImpl(configuration, new ArtemisRules())
                : new ActiveMQServerImpl(configuration);
        broker.start();
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            broker.stop();
        } catch (Exception e) { // Artemis declares no narrower one
            throw new IllegalStateException(e);
        }
    }
}
