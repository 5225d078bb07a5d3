package org.hongting.sync.mqtt;

import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.hongting.sync.link.Transport.Down;
import org.jspecify.annotations.Nullable;

/// Reads Paho's failures.
final class Downs {
    private static final int REFUSAL = 128;
    private static final int LAST_REASON_CODE = 255;

    private Downs() {}

    static Down ofConnect(@Nullable Throwable cause) {
        return new Down(isRefusal(codeOf(cause)) ? Down.Cause.REFUSED : Down.Cause.UNREACHABLE, describe(cause));
    }

    static Down of(MqttDisconnectResponse response) {
        int code = response.getReturnCode();
        if (PahoConnection.isTakenOver(code)) {
            return new Down(Down.Cause.TAKEN_OVER, "reason code " + code);
        }
        return isRefusal(code)
                ? new Down(Down.Cause.REFUSED, "reason code " + code)
                : new Down(Down.Cause.LOST, describe(response.getException()));
    }

    /// Paho's own failures have codes outside this range.
    private static boolean isRefusal(int code) {
        return code >= REFUSAL && code <= LAST_REASON_CODE;
    }

    private static int codeOf(@Nullable Throwable cause) {
        return cause instanceof MqttException failure ? failure.getReasonCode() : 0;
    }

    private static String describe(@Nullable Throwable cause) {
        if (cause == null) {
            return "";
        }
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        return codeOf(cause) + " " + root.getClass().getSimpleName();
    }
}
