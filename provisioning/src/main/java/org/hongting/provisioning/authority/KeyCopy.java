package org.hongting.provisioning.authority;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;
import org.hongting.provisioning.storage.DurableDirectory;
import org.hongting.provisioning.storage.FileOperations;
import org.jspecify.annotations.Nullable;

/// A copy of the site's keys that is kept apart from the data: one file, always encrypted, under a passphrase of its
/// own. Whoever has the data without it has no keys, and whoever has it without its passphrase has nothing.
///
/// @param fingerprint SHA-256 of the authority's certificate: what terminals know the site by
/// @param cardKey number of the newest card key: a copy of before a rotation knows an older one
public record KeyCopy(Digest fingerprint, int cardKey) {
    private static final int MAX_BYTES = 256 * 1024;

    /// Writes a copy, and reads it again before it says so.
    ///
    /// @param passphrase opens the site's keys where they are wrapped
    /// @param copys wraps the copy
    /// @throws AuthorityFault if there are no keys, they do not open, or the file is there or cannot be written
    public static KeyCopy export(
            Path directory, @Nullable Passphrase passphrase, Path file, Passphrase copys, SecureRandom random) {
        return export(directory, passphrase, file, copys, KeyEnvelope.ROUNDS, random);
    }

    static KeyCopy export(
            Path directory,
            @Nullable Passphrase passphrase,
            Path file,
            Passphrase copys,
            int rounds,
            SecureRandom random) {
        KeyRing ring = held(directory, passphrase, rounds, random)
                .orElseThrow(() -> new AuthorityFault("there are no keys of a site in " + directory));
        byte[] content = Json.write(KeyEnvelope.wrap(Json.write(ring), copys, rounds, random));
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        } catch (FileAlreadyExistsException e) {
            throw new AuthorityFault(file + " is there already: copies are never written over", e);
        } catch (IOException e) {
            throw new AuthorityFault("the copy cannot be written: " + file, e);
        }
        return of(read(file, copys));
    }

    /// Puts the keys of a copy into a directory that has none.
    ///
    /// @param passphrase wraps them there, if they are to be wrapped
    /// @throws AuthorityFault if the copy is damaged or does not open, or the directory has other keys
    public static KeyCopy restore(
            Path file, Passphrase copys, Path directory, @Nullable Passphrase passphrase, SecureRandom random) {
        return restore(file, copys, directory, passphrase, KeyEnvelope.ROUNDS, random);
    }

    static KeyCopy restore(
            Path file,
            Passphrase copys,
            Path directory,
            @Nullable Passphrase passphrase,
            int rounds,
            SecureRandom random) {
        try {
            KeyFile keys =
                    new KeyFile(DurableDirectory.open(directory, FileOperations.real()), passphrase, rounds, random);
            AtomicReference<Optional<KeyRing>> restored = new AtomicReference<>(Optional.empty());
            keys.alone(() -> {
                if (keys.open().isPresent()) {
                    throw new AuthorityFault(
                            "there are keys in " + directory + " already: move them away first, if you are sure");
                }
                KeyRing ring = read(file, copys);
                keys.write(ring);
                restored.set(Optional.of(ring));
            });
            return of(restored.get().orElseThrow());
        } catch (IOException e) {
            throw new AuthorityFault("the keys cannot be written in " + directory, e);
        }
    }

    private static Optional<KeyRing> held(
            Path directory, @Nullable Passphrase passphrase, int rounds, SecureRandom random) {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try {
            KeyFile keys =
                    new KeyFile(DurableDirectory.open(directory, FileOperations.real()), passphrase, rounds, random);
            AtomicReference<Optional<KeyRing>> ring = new AtomicReference<>(Optional.empty());
            keys.alone(() -> ring.set(keys.open()));
            return ring.get();
        } catch (IOException e) {
            throw new AuthorityFault("the site's keys cannot be read in " + directory, e);
        }
    }

    private static KeyRing read(Path file, Passphrase copys) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] content = stream.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new AuthorityFault(file + " is no copy of a site's keys");
            }
            KeyEnvelope envelope = Json.read(content, KeyEnvelope.class);
            if (!envelope.wrapped()) {
                throw new AuthorityFault(file + " is not encrypted: it is no copy that was made for this");
            }
            return Json.read(envelope.open(copys), KeyRing.class);
        } catch (IOException e) {
            throw new AuthorityFault("the copy cannot be read: " + file, e);
        } catch (MalformedJson | IllegalArgumentException e) {
            throw new AuthorityFault(file + " is no copy of a site's keys, or is damaged", e);
        }
    }

    private static KeyCopy of(KeyRing ring) {
        try {
            return new KeyCopy(
                    Digest.of(ring.authority().parsed().getEncoded()),
                    ring.newestCard().number());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new AuthorityFault("the copy is damaged", e);
        }
    }
}
