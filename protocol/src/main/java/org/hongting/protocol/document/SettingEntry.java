package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;

/// One setting that all terminals of the site share. A terminal passes over those it does not know.
///
/// @param id which setting, like [#PHONE_ADDRESS]
public record SettingEntry(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String value) {
    /// Where phones reach the centre: `https://…`, without a stroke at its end. Without it terminals offer phones
    /// nothing to scan.
    public static final String PHONE_ADDRESS = "phone-address";

    /// Where terminals reach the centre over HTTPS, likewise. Without it they keep their attachments.
    public static final String TERMINAL_ADDRESS = "terminal-address";
}
