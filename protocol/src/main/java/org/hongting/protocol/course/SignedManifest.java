package org.hongting.protocol.course;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Collection;
import org.hongting.protocol.Limits;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.Ed25519;
import org.hongting.protocol.wire.Domain;

/// A manifest whose signature was verified: its exact bytes, and the detached Ed25519 signature over the domain's
/// string, a line break, and those bytes. The hash of the bytes names the edition: two editions with one number that
/// differ have two names.
public final class SignedManifest {
    private final CourseManifest manifest;
    private final byte[] bytes;
    private final byte[] signature;
    private final Digest digest;

    private SignedManifest(CourseManifest manifest, byte[] bytes, byte[] signature) {
        this.manifest = manifest;
        this.bytes = bytes;
        this.signature = signature;
        this.digest = Digest.of(bytes);
    }

    public static SignedManifest sign(CourseManifest manifest, PrivateKey key) {
        byte[] bytes = manifest.write();
        return new SignedManifest(manifest, bytes, Ed25519.sign(key, message(bytes)));
    }

    /// Checks size, signature and form, in that order.
    ///
    /// @param keys the site's; any of them may have signed
    /// @throws RefusedCourse if any of them is wrong
    public static SignedManifest open(byte[] bytes, byte[] signature, Collection<PublicKey> keys) {
        if (bytes.length > Limits.COURSE_MANIFEST_BYTES) {
            throw new RefusedCourse(RefusedCourse.Reason.TOO_LARGE, "the manifest is too long");
        }
        byte[] message = message(bytes);
        if (keys.stream().noneMatch(key -> Ed25519.verify(key, message, signature))) {
            throw new RefusedCourse(RefusedCourse.Reason.WRONG_SIGNATURE, "not signed by this site");
        }
        try {
            return new SignedManifest(CourseManifest.read(bytes), bytes.clone(), signature.clone());
        } catch (MalformedJson e) {
            throw new RefusedCourse(RefusedCourse.Reason.MALFORMED, "the manifest is none: " + e.getMessage(), e);
        }
    }

    private static byte[] message(byte[] bytes) {
        ByteArrayOutputStream message = new ByteArrayOutputStream(bytes.length + 32);
        message.writeBytes(Domain.COURSE.text().getBytes(US_ASCII));
        message.write('\n');
        message.writeBytes(bytes);
        return message.toByteArray();
    }

    public CourseManifest manifest() {
        return manifest;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public byte[] signature() {
        return signature.clone();
    }

    /// The name of this edition: the hash of the manifest's bytes.
    public Digest digest() {
        return digest;
    }
}
