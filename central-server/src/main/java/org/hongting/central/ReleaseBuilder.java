package org.hongting.central;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReleaseObstacle;
import org.hongting.protocol.release.RefusedRelease;
import org.hongting.protocol.release.ReleaseFile;
import org.hongting.protocol.release.ReleaseManifest;
import org.hongting.protocol.release.ReleasePackage;
import org.hongting.protocol.release.ReleaseVersion;
import org.hongting.protocol.release.SignedRelease;
import org.hongting.protocol.release.StoreSchema;

/// Makes a release of what packages would bring to machines: for each architecture a folder with `jars` and
/// `java.options`, as `./hongting package` lays it out. What is equal for all of them is in the release once.
final class ReleaseBuilder {
    private final SequencedMap<String, Path> homes;
    private final Map<String, Path> sources = new LinkedHashMap<>();
    private final SequencedMap<String, ReleaseFile> files = new LinkedHashMap<>();
    private List<String> options = List.of();

    /// @param homes by architecture
    /// @throws RefusedRelease if the folders cannot be one release
    ReleaseBuilder(SequencedMap<String, Path> homes) throws IOException {
        this.homes = homes;
        for (Map.Entry<String, Path> home : homes.entrySet()) {
            take(home.getKey(), home.getValue());
        }
    }

    private void take(String architecture, Path home) throws IOException {
        List<String> lines = Files.readAllLines(home.resolve("java.options"));
        int place = lines.indexOf("-cp");
        if (place < 0 || place + 1 >= lines.size()) {
            throw new RefusedRelease(ReleaseObstacle.MALFORMED, home + " has no class path in its java.options");
        }
        List<String> others = new ArrayList<>(lines);
        String classPath = others.remove(place + 1);
        others.remove(place);
        if (!options.isEmpty() && !options.equals(others)) {
            throw new RefusedRelease(ReleaseObstacle.MALFORMED, "the architectures have different options of Java");
        }
        options = List.copyOf(others);
        for (String jar : classPath.split(":", -1)) {
            add(architecture, home.resolve("jars").resolve(Path.of(jar).getFileName()));
        }
    }

    private void add(String architecture, Path jar) throws IOException {
        String name = String.valueOf(jar.getFileName());
        Digest digest;
        try (InputStream content = Files.newInputStream(jar)) {
            digest = Digest.wrap(digested(content));
        }
        ReleaseFile known = files.get(name);
        if (known != null && !known.sha256().equals(digest)) {
            throw new RefusedRelease(ReleaseObstacle.MALFORMED, name + " differs between architectures");
        }
        sources.putIfAbsent(name, jar);
        // What a second architecture has too is for every one of them.
        files.put(
                name,
                new ReleaseFile(
                        name, Files.size(jar), digest, known == null && homes.size() > 1 ? architecture : null));
    }

    private static byte[] digested(InputStream content) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        byte[] buffer = new byte[64 * 1024];
        for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
            sha256.update(buffer, 0, length);
        }
        return sha256.digest();
    }

    ReleaseManifest manifest(ReleaseVersion version, ReleaseVersion oldest, StoreSchema store, OffsetDateTime built) {
        return new ReleaseManifest(
                ReleaseManifest.TERMINAL,
                version,
                List.copyOf(homes.sequencedKeySet()),
                built,
                oldest,
                store,
                options,
                List.copyOf(files.sequencedValues()));
    }

    /// Signs, and writes the package: the whole of it or nothing.
    SignedRelease write(ReleaseManifest manifest, PrivateKey key, Path file) throws IOException {
        SignedRelease signed = SignedRelease.sign(manifest, key);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream bytes = Files.newOutputStream(part)) {
            ReleasePackage.write(
                    signed, one -> Files.newInputStream(Objects.requireNonNull(sources.get(one.name()))), bytes);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        return signed;
    }
}
