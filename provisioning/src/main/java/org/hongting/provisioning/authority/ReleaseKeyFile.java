package org.hongting.provisioning.authority;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.signing.P256;

/// The file of the key that signs releases: always wrapped by a passphrase, and on no machine that runs a server.
public final class ReleaseKeyFile {
    private static final int MAX_BYTES = 16 * 1024;

    private ReleaseKeyFile() {}

    /// Both halves, as base64.
    private record Halves(
            @JsonProperty(required = true) String publicKey,
            @JsonProperty(required = true) String privateKey) {}

    /// Makes a key and the file, which must not be there yet.
    public static KeyPair make(Path file, Passphrase passphrase, SecureRandom random) throws IOException {
        KeyPair pair = P256.newKeyPair(random);
        Base64.Encoder base64 = Base64.getEncoder();
        byte[] halves = Json.write(new Halves(
                base64.encodeToString(pair.getPublic().getEncoded()),
                base64.encodeToString(pair.getPrivate().getEncoded())));
        byte[] wrapped = Json.write(KeyEnvelope.wrap(halves, passphrase, KeyEnvelope.ROUNDS, random));
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, wrapped);
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.WRITE))) {
            channel.force(true);
        }
        return pair;
    }

    /// @throws AuthorityFault if it is damaged, or the passphrase is another
    public static KeyPair open(Path file, Passphrase passphrase) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            KeyEnvelope envelope = Json.read(content.readNBytes(MAX_BYTES), KeyEnvelope.class);
            Halves halves = Json.read(envelope.open(passphrase), Halves.class);
            Base64.Decoder base64 = Base64.getDecoder();
            return new KeyPair(
                    P256.publicKey(base64.decode(halves.publicKey())),
                    KeyFactory.getInstance("EC")
                            .generatePrivate(new PKCS8EncodedKeySpec(base64.decode(halves.privateKey()))));
        } catch (MalformedJson | IllegalArgumentException | GeneralSecurityException | AuthorityFault e) {
            throw new AuthorityFault("the passphrase does not open the release key, or its file is damaged", e);
        }
    }
}
