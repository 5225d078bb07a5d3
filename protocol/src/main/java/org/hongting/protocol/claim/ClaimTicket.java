package org.hongting.protocol.claim;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Instant;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.Digest;

/// What an admin carries to a new terminal: where the centre is, how to know it, and the token. The centre writes
/// it as a small JSON file; the terminal deletes the file once its certificate is on the disk.
///
/// @param server `https://host:port` of the terminal listener, without a path
/// @param token a secret until it is used
/// @param authority SHA-256 of the authority's certificate in DER: what the terminal trusts before it trusts
/// anything
/// @param expires when token and ticket stop being good
public record ClaimTicket(
        @JsonProperty(required = true) URI server,
        @JsonProperty(required = true) String token,
        @JsonProperty(required = true) Digest authority,
        @JsonProperty(required = true) Instant expires) {
    /// Bytes of a ticket file; a longer one is refused unread.
    public static final int MAX_BYTES = 4 * 1024;

    public ClaimTicket {
        if (!isServer(server)) {
            throw new IllegalArgumentException("not an https address without a path");
        }
        ClaimText.requireForm("claim token", token, ClaimText.TOKEN);
    }

    /// Whether an address may be the one of terminals' listener: https, and nothing behind the port.
    public static boolean isServer(URI address) {
        String path = address.getPath();
        return "https".equals(address.getScheme())
                && address.getHost() != null
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && (path == null || path.isEmpty() || path.equals("/"));
    }

    /// @throws org.hongting.protocol.json.MalformedJson if size or form is wrong
    public static ClaimTicket read(byte[] utf8) {
        return ClaimText.read(utf8, MAX_BYTES, ClaimTicket.class);
    }

    public byte[] write() {
        return Json.write(this);
    }

    /// Where the claim is posted.
    public URI claimAddress() {
        return server.resolve(ClaimRequest.PATH);
    }

    /// Never the token.
    @Override
    public String toString() {
        return "ClaimTicket[" + server + " until " + expires + "]";
    }
}
