package org.hongting.provisioning.identity;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.hongting.protocol.claim.ClaimResponse;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.provisioning.storage.DurableDirectory;
import org.hongting.provisioning.storage.FileOperations;

/// Where a terminal keeps who it is: a directory 0700 with the key and with the granted identity, each 0600 and
/// each written whole or not at all. The key comes first and stays: a terminal that lost power in the middle of
/// its claim asks again with the same key. One process at a time.
public final class IdentityStore {
    private static final String KEY = "terminal-key.json";
    private static final String GRANTED = "identity.json";
    private static final String CENTRE = "centre.txt";
    private static final int KEY_BYTES = 4 * 1024;
    private static final int CENTRE_BYTES = 512;

    private final DurableDirectory directory;

    private IdentityStore(DurableDirectory directory) {
        this.directory = directory;
    }

    /// @throws IdentityFault if the directory cannot be made or entered
    public static IdentityStore open(Path directory, FileOperations operations) {
        try {
            return new IdentityStore(DurableDirectory.open(directory, operations));
        } catch (IOException e) {
            throw new IdentityFault("the identity's directory cannot be used: " + directory, e);
        }
    }

    public static IdentityStore open(Path directory) {
        return open(directory, FileOperations.real());
    }

    /// @return empty if this terminal was never claimed
    /// @throws IdentityFault if it was and the files are damaged: restore them, or empty the directory and claim
    /// anew
    public Optional<Identity> load() {
        try {
            Optional<byte[]> granted = directory.read(GRANTED, ClaimResponse.MAX_BYTES);
            if (granted.isEmpty()) {
                return Optional.empty();
            }
            byte[] key = directory
                    .read(KEY, KEY_BYTES)
                    .orElseThrow(() -> new IdentityFault("the terminal has a certificate but its key is gone"));
            return Optional.of(Identity.of(TerminalKey.read(key), ClaimResponse.read(granted.get())));
        } catch (MalformedJson e) {
            throw new IdentityFault("the identity file is damaged", e);
        } catch (IOException e) {
            throw new IdentityFault("the identity files cannot be read", e);
        }
    }

    /// The terminal's key; made and on the disk before this returns, if there was none.
    ///
    /// @throws IOException if it cannot be read or written
    /// @throws IdentityFault if it is damaged
    public TerminalKey key(SecureRandom random) throws IOException {
        Optional<byte[]> stored = directory.read(KEY, KEY_BYTES);
        if (stored.isPresent()) {
            return TerminalKey.read(stored.get());
        }
        TerminalKey made = TerminalKey.make(random);
        directory.replace(KEY, made.write());
        return made;
    }

    /// Keeps where the centre was when this terminal was claimed: what was never told another address asks there.
    ///
    /// @throws IOException if it cannot be written
    public void rememberCentre(URI server) throws IOException {
        directory.replace(CENTRE, server.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Where the centre's listener for terminals was at the claim.
    public Optional<URI> centre() {
        try {
            return directory
                    .read(CENTRE, CENTRE_BYTES)
                    .map(bytes -> URI.create(new String(bytes, StandardCharsets.UTF_8)))
                    .filter(ClaimTicket::isServer);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // no more than a hint
        }
    }

    /// Keeps the identity. Returns after it is on the disk.
    ///
    /// @throws IOException if it cannot be written
    /// @throws IdentityFault if the parts do not hold together, and then nothing is written
    public Identity keep(TerminalKey key, ClaimResponse granted) throws IOException {
        Identity identity = Identity.of(key, granted);
        directory.replace(GRANTED, granted.write());
        return identity;
    }
}
