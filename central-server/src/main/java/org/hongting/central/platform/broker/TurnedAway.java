package org.hongting.central.platform.broker;

/// Why a connection is closed before a word of it is heard. Whoever shows no certificate of the site's at all does not
/// come so far: TLS ends that.
public enum TurnedAway {
    /// The certificate names no terminal.
    NO_TERMINAL,
    /// The certificate is not the one by which the terminal is known, or the terminal was revoked.
    NOT_ADMITTED,
    /// The connection calls itself by another name than its certificate.
    OTHER_NAME,
    /// An older MQTT.
    OLD_PROTOCOL,
    /// A will for another topic than the terminal's own state.
    FOREIGN_WILL
}
