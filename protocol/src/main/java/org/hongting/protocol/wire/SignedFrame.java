package org.hongting.protocol.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.hongting.protocol.Limits;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.KeyId;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The form of every signed message: one header line of JSON, and for some kinds lines that follow it.
///
/// The header ends with `,"key":"<key id>","suite":"P256","sig":"<86 characters of base64url>"}`. The signature
/// covers the domain's string, a line break, and all bytes of the header before `,"sig":`. What follows the header is
/// bound to it by a hash inside it, which each kind checks.
public final class SignedFrame {
    private static final String BEFORE_SIGNATURE = ",\"sig\":\"";
    private static final int SIGNATURE_CHARACTERS = 86;
    private static final int TAIL_BYTES = BEFORE_SIGNATURE.length() + SIGNATURE_CHARACTERS + 2;

    private SignedFrame() {}

    /// @param header a record with at least one component that is not null; it becomes the header line
    /// @param rest the lines that follow the header line; may be none
    /// @throws IllegalArgumentException if the frame would be over [Limits#MESSAGE_BYTES]
    public static byte[] seal(Domain domain, Record header, List<Line> rest, Signer signer) {
        ObjectNode fields = Json.toObject(header);
        fields.put("key", signer.key().value());
        fields.put("suite", P256.SUITE);
        byte[] whole = Json.write(fields);
        byte[] signed = Arrays.copyOf(whole, whole.length - 1);
        byte[] signature = signer.sign(message(domain, signed));
        ByteArrayOutputStream frame = new ByteArrayOutputStream(whole.length + TAIL_BYTES + 64);
        frame.writeBytes(signed);
        frame.writeBytes(BEFORE_SIGNATURE.getBytes(US_ASCII));
        frame.writeBytes(unpadded(signature).getBytes(US_ASCII));
        frame.writeBytes("\"}".getBytes(US_ASCII));
        if (!rest.isEmpty()) {
            frame.write('\n');
            frame.writeBytes(Line.join(rest));
        }
        if (frame.size() > Limits.MESSAGE_BYTES) {
            throw new IllegalArgumentException("a message of " + frame.size() + " bytes is over the cap");
        }
        return frame.toByteArray();
    }

    /// Checks size, form and signature, in that order, before anything else of the message is believed.
    ///
    /// @throws RefusedMessage if any of them is wrong
    public static <H extends Record> Opened<H> open(Domain domain, byte[] frame, Class<H> type, KeyDirectory keys) {
        Unproven unproven = read(domain, frame);
        KeyId signedBy = unproven.prove(keys);
        return new Opened<>(unproven.header(type), signedBy, unproven.rest());
    }

    /// Checks size and form, and leaves the signature for later.
    ///
    /// @throws RefusedMessage if either is wrong
    static Unproven read(Domain domain, byte[] frame) {
        if (frame.length > Limits.MESSAGE_BYTES) {
            throw new RefusedMessage(RefusedMessage.Reason.TOO_LARGE);
        }
        int end = endOfLine(frame);
        byte[] line = Arrays.copyOf(frame, end);
        List<Line> rest =
                end == frame.length ? List.of() : Line.split(Arrays.copyOfRange(frame, end + 1, frame.length));
        try {
            return new Unproven(domain, line, Json.readObject(line), rest);
        } catch (MalformedJson e) {
            throw new RefusedMessage(RefusedMessage.Reason.MALFORMED, e);
        }
    }

    /// A frame whose signature nobody has looked at.
    static final class Unproven {
        private final Domain domain;
        private final byte[] line;
        private final ObjectNode fields;
        private final List<Line> rest;
        private final String key;
        private final String signature;

        private Unproven(Domain domain, byte[] line, ObjectNode fields, List<Line> rest) {
            this.domain = domain;
            this.line = line;
            this.fields = fields;
            this.rest = rest;
            JsonNode keyNode = fields.remove("key");
            JsonNode suite = fields.remove("suite");
            JsonNode signatureNode = fields.remove("sig");
            if (keyNode == null || suite == null || signatureNode == null || !P256.SUITE.equals(suite.asString(""))) {
                throw new RefusedMessage(RefusedMessage.Reason.MALFORMED);
            }
            this.key = keyNode.asString("");
            this.signature = signatureNode.asString("");
        }

        /// @return the key that signed it
        /// @throws RefusedMessage if the key is unknown or the signature is not its own
        KeyId prove(KeyDirectory keys) {
            try {
                KeyId id = new KeyId(key);
                PublicKey known = keys.find(id);
                if (known == null) {
                    throw new RefusedMessage(RefusedMessage.Reason.UNKNOWN_KEY);
                }
                int signedBytes = line.length - TAIL_BYTES;
                String tail = new String(line, Math.max(0, signedBytes), line.length - Math.max(0, signedBytes), UTF_8);
                if (signedBytes <= 0 || !tail.equals(BEFORE_SIGNATURE + signature + "\"}")) {
                    throw new RefusedMessage(RefusedMessage.Reason.MALFORMED);
                }
                byte[] raw = Base64.getUrlDecoder().decode(signature);
                if (!unpadded(raw).equals(signature)) {
                    // The last character carries four bits that decode to nothing: one signature has one form.
                    throw new RefusedMessage(RefusedMessage.Reason.MALFORMED);
                }
                if (!P256.verify(known, message(domain, Arrays.copyOf(line, signedBytes)), raw)) {
                    throw new RefusedMessage(RefusedMessage.Reason.WRONG_SIGNATURE);
                }
                return id;
            } catch (IllegalArgumentException e) {
                throw new RefusedMessage(RefusedMessage.Reason.MALFORMED, e);
            }
        }

        /// @throws RefusedMessage if the header has another form
        <H extends Record> H header(Class<H> type) {
            try {
                return Json.convert(fields, type);
            } catch (MalformedJson e) {
                throw new RefusedMessage(RefusedMessage.Reason.MALFORMED, e);
            }
        }

        /// The lines after the header line; not yet compared with the hash in the header.
        List<Line> rest() {
            return rest;
        }
    }

    private static String unpadded(byte[] signature) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static byte[] message(Domain domain, byte[] signed) {
        ByteArrayOutputStream message = new ByteArrayOutputStream(signed.length + 32);
        message.writeBytes(domain.text().getBytes(US_ASCII));
        message.write('\n');
        message.writeBytes(signed);
        return message.toByteArray();
    }

    private static int endOfLine(byte[] frame) {
        for (int i = 0; i < frame.length; i++) {
            if (frame[i] == '\n') {
                return i;
            }
        }
        return frame.length;
    }

    /// A frame whose signature is good.
    ///
    /// @param signedBy the key that signed it
    /// @param rest the lines after the header line; not yet compared with the hash in the header
    public record Opened<H extends Record>(H header, KeyId signedBy, List<Line> rest) {
        public Opened {
            rest = List.copyOf(rest);
        }
    }
}
