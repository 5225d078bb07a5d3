package org.hongting.central;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.hongting.protocol.Limits;
import org.hongting.protocol.wire.Channel;
import org.hongting.provisioning.authority.SiteAuthority;

/// The files of a Mosquitto that serves terminals of the site and nobody else, for version 2.0.11 and later.
///
/// @param key PEM
/// @param certificate PEM, with the authority's behind it
/// @param authority PEM
record MosquittoFiles(Path key, Path certificate, Path authority, Path access, Path settings) {
    /// As large as the broker inside lets pass: what is a little too large is counted by its sender.
    private static final int PACKET_BYTES = 4 * Limits.MESSAGE_BYTES;

    /// A server takes what its fleet says; what it cannot take is dropped there and sent again.
    private static final int IN_FLIGHT = 256;

    private static final int QUEUED = 10_000;

    static MosquittoFiles in(Path folder) {
        return new MosquittoFiles(
                folder.resolve("broker.key"),
                folder.resolve("broker.crt"),
                folder.resolve("authority.crt"),
                folder.resolve("acl"),
                folder.resolve("mosquitto.conf"));
    }

    String settingsFor(int port) {
        return """
                # Mosquitto for Hongting, written by: hongting broker certificate
                # Whoever connects shows a certificate of the site and is who it names.
                per_listener_settings false
                allow_anonymous false
                acl_file %s

                # A pipe: what it loses is sent again, and what it kept would only be old.
                persistence false
                max_packet_size %d
                max_inflight_messages %d
                max_queued_messages %d
                connection_messages false
                log_type error
                log_type warning

                listener %d
                cafile %s
                certfile %s
                keyfile %s
                tls_version tlsv1.3
                require_certificate true
                use_identity_as_username true
                # Aliases that outlive a connection are the death of some clients.
                max_topic_alias 0
                """.formatted(access, PACKET_BYTES, IN_FLIGHT, QUEUED, port, authority, certificate, key);
    }

    /// A terminal writes what goes up in its own tree and reads what comes down in it; the servers everything.
    /// Whether the shard is the terminal's own is for the servers to see.
    static String accessList() {
        return "user " + SiteAuthority.CENTRE + "\ntopic readwrite ht/v1/#\n\n"
                + Arrays.stream(Channel.values())
                        .map(channel -> "pattern " + (channel.isFromTerminal() ? "write" : "read") + " ht/v1/+/%u/"
                                + channel.word() + "\n")
                        .collect(Collectors.joining());
    }
}
