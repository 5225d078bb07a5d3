package org.hongting.central.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReleaseObstacle;
import org.hongting.protocol.release.RefusedRelease;
import org.hongting.protocol.release.ReleaseFile;
import org.hongting.protocol.release.ReleaseKeys;
import org.hongting.protocol.release.ReleaseManifest;
import org.hongting.protocol.release.ReleasePackage;
import org.hongting.protocol.release.ReleaseVersion;
import org.hongting.protocol.release.SignedRelease;
import org.hongting.protocol.signing.KeyId;
import org.jspecify.annotations.Nullable;

/// The releases that were staged: brought here, verified by a public key that the site has pinned, and kept. None of
/// them goes anywhere by that. Safe for use by many threads.
public final class Releases {
    private static final String SELECT = "SELECT * FROM release_staged";

    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;
    private final ReleaseFiles files;
    private final Path pinned;

    /// @param pinned the file of the site's release keys; it may come and change while the server runs
    Releases(Database database, AuditLog audit, InstantSource clock, ReleaseFiles files, Path pinned) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.files = files;
        this.pinned = pinned;
    }

    /// Whose releases are taken here; nobody's where there is no such file.
    ///
    /// @throws IOException if it cannot be read
    public ReleaseKeys keys() throws IOException {
        if (!Files.exists(pinned)) {
            return ReleaseKeys.NONE;
        }
        try (InputStream text = Files.newInputStream(pinned)) {
            return ReleaseKeys.read(text.readNBytes(ReleaseKeys.MOST_BYTES + 1));
        } catch (IllegalArgumentException e) {
            throw new IOException(pinned + " is damaged: a line of it is no public key", e);
        }
    }

    /// Takes a package: its files, then, in one transaction, the release.
    ///
    /// @throws RefusedRelease if it is not one that is signed for this site, whole, and for terminals
    /// @throws IOException if it cannot be read or kept
    public StagedRelease stage(InputStream from, String by) throws IOException {
        ReleaseKeys keys = keys();
        SignedRelease release;
        try (ReleaseFiles.Intake intake = files.intake()) {
            release = ReleasePackage.read(from, keys, intake);
        }
        ReleaseManifest manifest = release.manifest();
        if (!manifest.product().equals(ReleaseManifest.TERMINAL)) {
            throw new RefusedRelease(ReleaseObstacle.OTHER_MACHINE, "a release of " + manifest.product());
        }
        files.keep(release);
        return database.inTransaction(transaction -> {
            write(transaction, release, signer(release, keys), by);
            return find(transaction, release.digest()).orElseThrow();
        });
    }

    private static String signer(SignedRelease release, ReleaseKeys keys) {
        return keys.keys().stream()
                .filter(key -> isSignedBy(release, key))
                .findFirst()
                .map(key -> KeyId.of(key).value())
                .orElseThrow();
    }

    private static boolean isSignedBy(SignedRelease release, PublicKey key) {
        try {
            SignedRelease.open(release.bytes(), release.signature(), new ReleaseKeys(List.of(key)));
            return true;
        } catch (RefusedRelease e) {
            return false;
        }
    }

    private void write(Transaction transaction, SignedRelease release, String key, String by) {
        ReleaseManifest manifest = release.manifest();
        String name = release.digest().hex();
        int isNew = transaction.update(
                "INSERT INTO release_staged (release_name, version, signature, architectures, size, key_id, built_at,"
                        + " staged_at, staged_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (release_name) DO NOTHING",
                name,
                manifest.version().value(),
                release.signature(),
                String.join(" ", manifest.architectures()),
                manifest.files().stream().mapToLong(ReleaseFile::size).sum(),
                key,
                UtcText.of(manifest.built().toInstant()),
                UtcText.of(clock.instant()),
                by);
        if (isNew == 1) {
            Set<String> hashes = new LinkedHashSet<>();
            hashes.add(name);
            manifest.files().forEach(file -> hashes.add(file.sha256().hex()));
            List<@Nullable Object[]> rows = new ArrayList<>();
            hashes.forEach(hash -> rows.add(new Object[] {name, hash}));
            transaction.updateEach("INSERT INTO release_file (release_name, hash) VALUES (?, ?)", rows);
            audit.record(transaction, by, "release.staged", name, manifest.version() + ", signed by " + key);
        }
    }

    /// The latest first.
    public List<StagedRelease> all(Transaction transaction) {
        return transaction.query(SELECT + " ORDER BY staged_at DESC, release_name", Releases::staged);
    }

    public Optional<StagedRelease> find(Transaction transaction, Digest release) {
        return transaction.queryFirst(SELECT + " WHERE release_name = ?", Releases::staged, release.hex());
    }

    private static StagedRelease staged(Transaction.Row row) {
        return new StagedRelease(
                Digest.ofHex(row.text("release_name")),
                new ReleaseVersion(row.text("version")),
                row.text("architectures"),
                row.integer("size"),
                row.text("key_id"),
                UtcText.parse(row.text("built_at")),
                UtcText.parse(row.text("staged_at")),
                row.text("staged_by"));
    }

    /// The file, where the terminal is to have a release that it belongs to.
    Optional<Path> fileFor(TerminalId terminal, Digest file) {
        boolean isMeant = database.reading(transaction -> transaction
                .queryFirst(
                        "SELECT rollout_place.terminal FROM release_file"
                                + " JOIN rollout ON rollout.release_name = release_file.release_name"
                                + " JOIN rollout_place ON rollout_place.rollout = rollout.id"
                                + " WHERE release_file.hash = ? AND rollout_place.terminal = ?"
                                + " AND rollout.standing IN ('running', 'paused')",
                        row -> row.text("terminal"),
                        file.hex(),
                        terminal.value())
                .isPresent());
        return isMeant && files.holds(file) ? Optional.of(files.whole(file)) : Optional.empty();
    }
}
