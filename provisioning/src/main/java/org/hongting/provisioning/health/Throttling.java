package org.hongting.provisioning.health;

import java.util.OptionalInt;

/// Asks a Raspberry Pi's firmware whether its supply is too weak or its processor too hot.
@FunctionalInterface
public interface Throttling {
    /// A machine without such a firmware.
    Throttling NONE = OptionalInt::empty;

    /// The bits of `get_throttled`; nothing where nobody answers.
    OptionalInt bits();
}
