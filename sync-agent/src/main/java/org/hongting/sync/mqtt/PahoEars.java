package org.hongting.sync.mqtt;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.hongting.sync.link.Transport.Down;

/// Hands Paho's callbacks over. An exception that left one would tear the connection down, so none does.
final class PahoEars implements MqttCallback {
    private final PahoConnection connection;

    PahoEars(PahoConnection connection) {
        this.connection = connection;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        try {
            connection.arrived(topic, message.getPayload());
        } catch (RuntimeException e) {
            connection.lost(new Down(Down.Cause.LOST, e.getClass().getSimpleName()));
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        connection.lost(Downs.of(response));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // What matters of it follows as a disconnect or as a failed token.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
