package org.hongting.provisioning.authority;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.provisioning.storage.DurableDirectory;
import org.jspecify.annotations.Nullable;

/// The one file in which a site's keys lie.
final class KeyFile {
    private static final String NAME = "site-keys.json";
    private static final int MAX_BYTES = 256 * 1024;

    private final DurableDirectory directory;
    private final @Nullable Passphrase passphrase;
    private final int rounds;
    private final SecureRandom random;

    KeyFile(DurableDirectory directory, @Nullable Passphrase passphrase, int rounds, SecureRandom random) {
        this.directory = directory;
        this.passphrase = passphrase;
        this.rounds = rounds;
        this.random = random;
    }

    /// Reads the keys; founds the site if there is no file; wraps keys that lay plain as soon as a passphrase is
    /// given; adds a kind of key that the software which wrote the file did not know.
    ///
    /// @throws AuthorityFault if the file is damaged or does not open: it is never replaced by new keys
    KeyRing openOrFound(Instant now) throws IOException {
        Optional<byte[]> stored = directory.read(NAME, MAX_BYTES);
        if (stored.isEmpty()) {
            KeyRing founded = Founding.found(now, random);
            write(founded);
            return founded;
        }
        try {
            KeyEnvelope envelope = Json.read(stored.get(), KeyEnvelope.class);
            KeyRing ring = Json.read(envelope.open(passphrase), KeyRing.class);
            boolean old = ring.sealKeys().isEmpty() || ring.courseKeys().isEmpty();
            KeyRing sealing = ring.sealKeys().isEmpty() ? ring.withSeal(Founding.sealKey(random)) : ring;
            KeyRing whole = sealing.courseKeys().isEmpty() ? sealing.withCourse(Founding.courseKey(random)) : sealing;
            if (old || (passphrase != null && !envelope.wrapped())) {
                write(whole);
            }
            return whole;
        } catch (MalformedJson | IllegalArgumentException e) {
            throw new AuthorityFault("the site's key file is damaged: restore it from its backup", e);
        }
    }

    /// Returns when the keys are on the disk.
    void write(KeyRing ring) throws IOException {
        byte[] content = Json.write(ring);
        KeyEnvelope envelope =
                passphrase == null ? KeyEnvelope.plain(content) : KeyEnvelope.wrap(content, passphrase, rounds, random);
        directory.replace(NAME, Json.write(envelope));
    }
}
