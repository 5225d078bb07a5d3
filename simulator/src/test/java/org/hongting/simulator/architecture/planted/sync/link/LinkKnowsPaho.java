package org.hongting.simulator.architecture.planted.sync.link;

import org.eclipse.paho.mqttv5.client.MqttClient;

/// Breaks: Paho only in sync.mqtt.
public final class LinkKnowsPaho {
    public Class<?> forbidden() {
        return MqttClient.class;
    }
}
