package org.hongting.central.configuration;

import java.io.Serial;
import java.util.List;

/// Something that was not saved; nothing has changed.
public final class ConfigurationRefusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public enum Reason {
        /// There is no such terminal or group, or the terminal was revoked.
        NO_SUCH,
        /// Some keys are not known, or their values are outside their form or range.
        UNFIT,
        /// Somebody else has changed the same keys meanwhile.
        CHANGED_MEANWHILE,
        /// A group has a name of one line, and no other has the same.
        NAME,
        /// Terminals are still in it.
        NOT_EMPTY
    }

    private final Reason reason;
    private final transient List<String> keys;

    ConfigurationRefusal(Reason reason) {
        this(reason, List.of());
    }

    ConfigurationRefusal(Reason reason, List<String> keys) {
        super(reason + " " + keys);
        this.reason = reason;
        this.keys = List.copyOf(keys);
    }

    public Reason reason() {
        return reason;
    }

    /// Which are to blame; as they were given, known or not.
    public List<String> keys() {
        return keys;
    }
}
