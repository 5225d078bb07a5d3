package org.hongting.device;

import org.jspecify.annotations.Nullable;

/// A device cannot do its work; [#kind] and the message become the [DeviceFault].
public final class DeviceException extends Exception {
    private static final long serialVersionUID = 1;

    private final DeviceFault.Kind kind;

    public DeviceException(DeviceFault.Kind kind, String reason) {
        this(kind, reason, null);
    }

    public DeviceException(DeviceFault.Kind kind, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.kind = kind;
    }

    public DeviceFault.Kind kind() {
        return kind;
    }

    /// The same news as a listener hears it.
    public DeviceFault faultOf(DeviceName device) {
        String message = getMessage();
        return new DeviceFault(device, kind, message == null ? "no reason given" : message);
    }
}
