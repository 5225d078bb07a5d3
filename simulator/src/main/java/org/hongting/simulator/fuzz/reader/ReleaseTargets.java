package org.hongting.simulator.fuzz.reader;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hongting.protocol.release.RefusedRelease;
import org.hongting.protocol.release.ReleaseFile;
import org.hongting.protocol.release.ReleaseKeys;
import org.hongting.protocol.release.ReleaseManifest;
import org.hongting.protocol.release.ReleasePackage;
import org.hongting.protocol.release.SignedRelease;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.wire.Domain;

/// Releases, signed here: a reader behind a signature must bear what a careless hand signs.
final class ReleaseTargets {
    private static final KeyPair PAIR = P256.newKeyPair(new SecureRandom());
    private static final ReleaseKeys KEYS = new ReleaseKeys(List.of(PAIR.getPublic()));

    private ReleaseTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget("release-manifest", ReleaseManifest.MOST_BYTES, ReleaseTargets::manifest),
                FuzzTarget.stream("release-package", ReleaseManifest.MOST_BYTES, ReleaseTargets::packaged),
                new FuzzTarget("release-keys", ReleaseKeys.MOST_BYTES, ReleaseTargets::keys));
    }

    private static byte[] signature(byte[] manifest) {
        byte[] domain = (Domain.RELEASE.text() + "\n").getBytes(US_ASCII);
        byte[] message = Arrays.copyOf(domain, domain.length + manifest.length);
        System.arraycopy(manifest, 0, message, domain.length, manifest.length);
        return P256.sign(PAIR.getPrivate(), message);
    }

    private static boolean manifest(byte[] bytes) {
        try {
            ReleaseManifest read =
                    SignedRelease.open(bytes, signature(bytes), KEYS).manifest();
            Promise.isReadAgainTheSame(
                    read, said -> SignedRelease.sign(said, PAIR.getPrivate()).manifest());
            return true;
        } catch (RefusedRelease _) {
            return false;
        }
    }

    /// An input is a manifest, a line break, and the zip behind the manifest.
    private static boolean packaged(byte[] bytes) {
        byte[] manifest = Seals.firstLine(bytes);
        ByteArrayOutputStream beginning = new ByteArrayOutputStream();
        // Not closed: a directory of the zip would end it, and what comes behind is the input's.
        ZipOutputStream entries = new ZipOutputStream(beginning);
        try {
            entries.putNextEntry(new ZipEntry("manifest.json"));
            entries.write(manifest);
            entries.putNextEntry(new ZipEntry("manifest.sig"));
            entries.write(signature(manifest));
            entries.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            ReleasePackage.read(
                    new SequenceInputStream(
                            new ByteArrayInputStream(beginning.toByteArray()),
                            new ByteArrayInputStream(Seals.rest(bytes))),
                    KEYS,
                    new Counted());
            return true;
        } catch (RefusedRelease | IOException _) {
            return false;
        }
    }

    /// Keeps nothing, and holds what is given against what the manifest says.
    private static final class Counted implements ReleasePackage.Sink {
        private long given;

        @Override
        public void begin(SignedRelease release) {
            given = 0;
        }

        @Override
        public void bytes(ReleaseFile file, byte[] buffer, int length) {
            given += length;
            Promise.holds(given <= file.size(), () -> "no more is unpacked than the manifest says");
        }

        @Override
        public void whole(ReleaseFile file) {
            Promise.holds(given == file.size(), () -> "a whole file has all its bytes");
            given = 0;
        }
    }

    private static boolean keys(byte[] bytes) {
        try {
            return !ReleaseKeys.read(bytes).keys().isEmpty();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
