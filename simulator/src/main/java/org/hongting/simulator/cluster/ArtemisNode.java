package org.hongting.simulator.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.core.config.ClusterConnectionConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.cluster.impl.MessageLoadBalancingType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.hongting.central.platform.broker.ArtemisRules;

/// One node of a cluster of Artemis brokers as a process of its own. It keeps nothing, speaks MQTT 5 over mutual TLS
/// with everybody who has a certificate of the site, and passes on to the other nodes what their clients wait for.
///
/// Each terminal reaches its own topics alone, by the rules that a school's Artemis may have ([ArtemisRules]).
public final class ArtemisNode {
    private static final long ADDRESS_BYTES = 64L * 1024 * 1024;
    private static final int CLUSTER_PORT = 61616;
    private static final int LOST_MILLIS = 4_000;
    private static final int TRY_AGAIN_MILLIS = 300;

    /// A node that comes back is another one to the others: who held on to the dead one would keep what it is owed.
    private static final int ATTEMPTS = 10;

    private ArtemisNode() {}

    /// @param arguments its own address, its port for MQTT, the files of its certificate and of the authority's, a
    /// folder of its own, and the addresses of the other nodes
    public static void main(String[] arguments) throws Exception {
        String address = arguments[0];
        int port = Integer.parseInt(arguments[1]);
        Path folder = Path.of(arguments[4]);
        List<String> others = List.of(arguments).subList(5, arguments.length);
        Configuration configuration = configuration(address, folder, others);
        configuration.addAcceptorConfiguration(
                "mqtt",
                "tcp://" + address + ":" + port + "?protocols=MQTT;sslEnabled=true;needClientAuth=true"
                        + ";enabledProtocols=TLSv1.3;keyStoreType=PEM;keyStorePath=" + arguments[2]
                        + ";trustStoreType=PEMCA;trustStorePath=" + arguments[3]
                        + ";topicAliasMaximum=0;receiveMaximum=64;maximumPacketSize=262144;serverKeepAlive=120"
                        + ";connectionsAllowed=20000");
        new ActiveMQServerImpl(configuration, new ArtemisRules()).start();
    }

    private static Configuration configuration(String address, Path folder, List<String> others) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(true)
                .setJMXManagementEnabled(false)
                .setClusterUser("node")
                .setClusterPassword("of this network alone")
                .setJournalDirectory(folder.toString())
                .setBindingsDirectory(folder.toString())
                .setPagingDirectory(folder.toString())
                .setLargeMessagesDirectory(folder.toString())
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
                                .setMaxSizeBytes(ADDRESS_BYTES)
                                .setAutoCreateAddresses(true)
                                .setAutoCreateQueues(true));
        String own = "tcp://" + address + ":" + CLUSTER_PORT;
        configuration.addAcceptorConfiguration("nodes", own + "?protocols=CORE");
        configuration.addConnectorConfiguration("own", own);
        List<String> connectors = new ArrayList<>();
        for (String other : others) {
            String name = "node-" + other;
            configuration.addConnectorConfiguration(name, "tcp://" + other + ":" + CLUSTER_PORT);
            connectors.add(name);
        }
        configuration.addClusterConfiguration(new ClusterConnectionConfiguration()
                .setName("hongting")
                .setAddress("ht")
                .setConnectorName("own")
                .setStaticConnectors(connectors)
                .setMessageLoadBalancingType(MessageLoadBalancingType.ON_DEMAND)
                .setMaxHops(1)
                .setClientFailureCheckPeriod(LOST_MILLIS / 2)
                .setConnectionTTL(LOST_MILLIS)
                .setCallTimeout(LOST_MILLIS)
                .setRetryInterval(TRY_AGAIN_MILLIS)
                .setReconnectAttempts(ATTEMPTS));
        return configuration;
    }
}
