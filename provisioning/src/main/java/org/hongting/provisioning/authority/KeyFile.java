package org.hongting.provisioning.authority;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.provisioning.storage.DurableDirectory;
import org.jspecify.annotations.Nullable;

/// The one file in which a site's keys lie.
final class KeyFile {
    private static final String NAME = "site-keys.json";
    private static final String LOCK = "site-keys.lock";
    private static final int MAX_BYTES = 256 * 1024;

    /// A lock on a file is one between processes: a second one of the same process throws.
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final DurableDirectory directory;
    private final @Nullable Passphrase passphrase;
    private final int rounds;
    private final SecureRandom random;
    private volatile List<Object> seen = List.of();

    KeyFile(DurableDirectory directory, @Nullable Passphrase passphrase, int rounds, SecureRandom random) {
        this.directory = directory;
        this.passphrase = passphrase;
        this.rounds = rounds;
        this.random = random;
    }

    /// What is done with the file while nobody else does.
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    /// Runs the step while no other server of the site, and no other thread, runs one: what it reads stands until
    /// it has written.
    void alone(Step step) throws IOException {
        IN_THIS_PROCESS.lock();
        try (FileChannel channel = FileChannel.open(
                        directory.path(LOCK),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                FileLock _ = channel.lock()) {
            step.run();
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    /// Reads the keys; founds the site if there is no file; wraps keys that lay plain as soon as a passphrase is
    /// given; adds a kind of key that the software which wrote the file did not know.
    ///
    /// @throws AuthorityFault if the file is damaged or does not open: it is never replaced by new keys
    KeyRing openOrFound(Instant now) throws IOException {
        Optional<KeyRing> stored = open();
        if (stored.isPresent()) {
            return stored.get();
        }
        KeyRing founded = Founding.found(now, random);
        write(founded);
        return founded;
    }

    /// As the other, but founds nothing.
    Optional<KeyRing> open() throws IOException {
        List<Object> before = sign();
        Optional<byte[]> stored = directory.read(NAME, MAX_BYTES);
        seen = before;
        if (stored.isEmpty()) {
            return Optional.empty();
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
            return Optional.of(whole);
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
        seen = sign();
    }

    /// Whether another process has written it since: servers of one site share a folder.
    boolean isChanged() {
        List<Object> now = sign();
        return !now.isEmpty() && !now.equals(seen);
    }

    /// A file is put in place whole, so each content is another file.
    private List<Object> sign() {
        try {
            BasicFileAttributes now = Files.readAttributes(directory.path(NAME), BasicFileAttributes.class);
            return List.of(now.lastModifiedTime(), now.size(), String.valueOf(now.fileKey()));
        } catch (IOException e) {
            return List.of(); // none yet, or none that can be read: whoever reads it says so
        }
    }
}
