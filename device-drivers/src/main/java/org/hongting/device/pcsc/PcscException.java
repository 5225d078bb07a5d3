package org.hongting.device.pcsc;

import org.hongting.device.DeviceException;
import org.hongting.device.DeviceFault.Kind;

/// A PC/SC call answered with an error.
final class PcscException extends Exception {
    static final long CANCELLED = 0x80100002L;
    static final long UNKNOWN_READER = 0x80100009L;
    static final long TIMEOUT = 0x8010000AL;
    static final long SHARING_VIOLATION = 0x8010000BL;
    static final long NO_SMARTCARD = 0x8010000CL;
    static final long NO_SERVICE = 0x8010001DL;
    static final long SERVICE_STOPPED = 0x8010001EL;
    static final long NO_READERS = 0x8010002EL;
    static final long UNRESPONSIVE_CARD = 0x80100066L;
    static final long REMOVED_CARD = 0x80100069L;
    static final long SECURITY_VIOLATION = 0x8010006AL;

    private static final long serialVersionUID = 1;

    private final long code;

    PcscException(String call, long code) {
        super(call + " answered 0x%08X".formatted(code));
        this.code = code;
    }

    long code() {
        return code;
    }

    /// What this means for the whole reader.
    DeviceException forTheReader() {
        if (code == NO_SERVICE || code == SERVICE_STOPPED) {
            return new DeviceException(Kind.ABSENT, "the smart-card service pcscd is not running", this);
        }
        if (code == SECURITY_VIOLATION) {
            return new DeviceException(Kind.FAILED, "pcscd refuses this user: it needs a polkit rule", this);
        }
        return new DeviceException(Kind.FAILED, "the smart-card service failed: " + getMessage(), this);
    }

    /// What this means for the one card that was held to it.
    String forTheCard() {
        if (code == REMOVED_CARD || code == NO_SMARTCARD) {
            return "the card was taken away too early";
        }
        if (code == SHARING_VIOLATION) {
            return "another program holds the card";
        }
        if (code == UNRESPONSIVE_CARD) {
            return "the card does not answer";
        }
        return "the card could not be read: " + getMessage();
    }

    /// True when the connection to pcscd itself is gone and not only this card.
    boolean endsTheContext() {
        return code != REMOVED_CARD
                && code != NO_SMARTCARD
                && code != SHARING_VIOLATION
                && code != UNRESPONSIVE_CARD
                && (code == NO_SERVICE
                        || code == SERVICE_STOPPED
                        || code == CANCELLED
                        || code == 0x80100003L // invalid handle: the context is dead
                        || code == 0x80100013L); // communication error
    }
}
