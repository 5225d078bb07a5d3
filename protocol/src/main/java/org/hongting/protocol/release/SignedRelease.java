package org.hongting.protocol.release;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.PrivateKey;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.ReleaseObstacle;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.wire.Domain;

/// A manifest whose signature was verified: its exact bytes, and the detached signature of an offline P-256 key over
/// the domain's string, a line break, and those bytes. The hash of the bytes names the release.
public final class SignedRelease {
    private final ReleaseManifest manifest;
    private final byte[] bytes;
    private final byte[] signature;
    private final Digest digest;

    private SignedRelease(ReleaseManifest manifest, byte[] bytes, byte[] signature) {
        this.manifest = manifest;
        this.bytes = bytes;
        this.signature = signature;
        this.digest = Digest.of(bytes);
    }

    public static SignedRelease sign(ReleaseManifest manifest, PrivateKey key) {
        byte[] bytes = manifest.write();
        return new SignedRelease(manifest, bytes, P256.sign(key, message(bytes)));
    }

    /// Checks size, signature and form, in that order.
    ///
    /// @param keys any of them may have signed
    /// @throws RefusedRelease if any of them is wrong
    public static SignedRelease open(byte[] bytes, byte[] signature, ReleaseKeys keys) {
        if (keys.keys().isEmpty()) {
            throw new RefusedRelease(ReleaseObstacle.NO_KEY, "no release key is known here");
        }
        if (bytes.length > ReleaseManifest.MOST_BYTES) {
            throw new RefusedRelease(ReleaseObstacle.MALFORMED, "the manifest is too long");
        }
        byte[] message = message(bytes);
        if (keys.keys().stream().noneMatch(key -> P256.verify(key, message, signature))) {
            throw new RefusedRelease(ReleaseObstacle.WRONG_SIGNATURE, "not signed with a key that is known here");
        }
        try {
            return new SignedRelease(ReleaseManifest.read(bytes), bytes.clone(), signature.clone());
        } catch (MalformedJson e) {
            throw new RefusedRelease(ReleaseObstacle.MALFORMED, "the manifest is none: " + e.getMessage(), e);
        }
    }

    private static byte[] message(byte[] bytes) {
        ByteArrayOutputStream message = new ByteArrayOutputStream(bytes.length + 32);
        message.writeBytes(Domain.RELEASE.text().getBytes(US_ASCII));
        message.write('\n');
        message.writeBytes(bytes);
        return message.toByteArray();
    }

    public ReleaseManifest manifest() {
        return manifest;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public byte[] signature() {
        return signature.clone();
    }

    /// The name of this release.
    public Digest digest() {
        return digest;
    }
}
