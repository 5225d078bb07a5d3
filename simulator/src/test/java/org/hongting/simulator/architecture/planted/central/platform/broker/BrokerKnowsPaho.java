package org.hongting.simulator.architecture.planted.central.platform.broker;

import org.eclipse.paho.mqttv5.client.MqttClient;

/// Breaks: Paho at the centre only in central.platform.broker.external.
public final class BrokerKnowsPaho {
    public Class<?> forbidden() {
        return MqttClient.class;
    }
}
