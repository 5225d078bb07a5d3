package org.hongting.protocol.release;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.P256;

/// Releases of three jars, for tests.
public final class ReleaseSamples {
    /// What signs them.
    public static final KeyPair PAIR = P256.newKeyPair(new SecureRandom());

    public static final ReleaseKeys KEYS = new ReleaseKeys(List.of(PAIR.getPublic()));

    /// A machine that runs version 0.1.0.
    public static final ReleaseMachine MACHINE =
            new ReleaseMachine(ReleaseManifest.TERMINAL, new ReleaseVersion("0.1.0"), "arm64", StoreSchema.FIRST);

    private ReleaseSamples() {}

    /// A release with the bytes of its files.
    public record Made(SignedRelease signed, Map<String, byte[]> contents) {
        public byte[] content(String name) {
            return Objects.requireNonNull(contents.get(name));
        }

        public byte[] content(Digest sha256) {
            return signed.manifest().files().stream()
                    .filter(file -> file.sha256().equals(sha256))
                    .map(file -> content(file.name()))
                    .findFirst()
                    .orElseThrow();
        }

        public byte[] packaged() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                ReleasePackage.write(signed, file -> new ByteArrayInputStream(content(file.name())), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }

    /// A release whose first jar is its own, whose second is in every release, and whose last two are for one kind of
    /// machine each.
    public static Made release(String version) {
        return signed(manifest(version, contents(version)), version);
    }

    public static Made signed(ReleaseManifest manifest, String version) {
        return new Made(SignedRelease.sign(manifest, PAIR.getPrivate()), contents(version));
    }

    public static ReleaseManifest manifest(String version) {
        return manifest(version, contents(version));
    }

    private static Map<String, byte[]> contents(String version) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put("kiosk-app.jar", bytes(5_000, version.hashCode()));
        contents.put("sqlite.jar", bytes(9_000, 7));
        contents.put("javafx-arm64.jar", bytes(500, 8));
        contents.put("javafx-amd64.jar", bytes(500, 9));
        return contents;
    }

    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static ReleaseManifest manifest(String version, Map<String, byte[]> contents) {
        List<ReleaseFile> files = new ArrayList<>();
        contents.forEach((name, bytes) -> files.add(new ReleaseFile(
                name,
                bytes.length,
                Digest.of(bytes),
                Arrays.stream(new String[] {"arm64", "amd64"})
                        .filter(name::contains)
                        .findFirst()
                        .orElse(null))));
        return new ReleaseManifest(
                ReleaseManifest.TERMINAL,
                new ReleaseVersion(version),
                List.of("arm64", "amd64"),
                OffsetDateTime.parse("2026-11-24T01:00:00Z"),
                new ReleaseVersion("0.1.0"),
                StoreSchema.FIRST,
                List.of("-Dfile.encoding=UTF-8", "-XX:+ExitOnOutOfMemoryError"),
                files);
    }
}
