package org.hongting.simulator.fuzz.reader;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Domain;
import tools.jackson.databind.node.ObjectNode;

/// Signs what was made up, with a key that the reader trusts: behind a signature nobody can forge, no fuzzing would
/// ever see what is read after it. An input is the header line without its last three fields, and the lines behind it.
final class Seals {
    /// Whose frames they are.
    static final TerminalId TERMINAL = new TerminalId("hall-east-1");

    private static final KeyPair PAIR = P256.newKeyPair(new SecureRandom());
    static final Signer SIGNER = Signer.of(PAIR);
    static final KeyDirectory KEYS = KeyDirectory.of(PAIR.getPublic());

    private static final String ENDING = ",\"key\":\"" + SIGNER.key() + "\",\"suite\":\"" + P256.SUITE + "\"";

    private Seals() {}

    /// Puts the fields that hang on what follows the header right, so that the reader gets beyond them.
    @FunctionalInterface
    interface Mending {
        void mend(ObjectNode header, List<Line> rest);
    }

    /// The frame of an input, its header as it is.
    static byte[] signed(Domain domain, byte[] input) {
        int end = endOfLine(input);
        return frame(domain, Arrays.copyOf(input, end), Arrays.copyOfRange(input, end, input.length));
    }

    /// The frame of an input whose header was put right; the input itself where its header is no object.
    static byte[] mended(Domain domain, byte[] input, Mending mending) {
        int end = endOfLine(input);
        try {
            ObjectNode header = Json.readObject(Arrays.copyOf(input, end));
            byte[] rest = Arrays.copyOfRange(input, end, input.length);
            mending.mend(header, rest.length == 0 ? List.of() : Line.split(Arrays.copyOfRange(rest, 1, rest.length)));
            return frame(domain, Json.write(header), rest);
        } catch (MalformedJson _) {
            return input;
        }
    }

    /// Every line but the first.
    static byte[] rest(byte[] input) {
        int end = endOfLine(input);
        return end == input.length ? new byte[0] : Arrays.copyOfRange(input, end + 1, input.length);
    }

    static byte[] firstLine(byte[] input) {
        return Arrays.copyOf(input, endOfLine(input));
    }

    static Digest digest(List<Line> lines) {
        return Digest.of(Line.join(lines));
    }

    private static byte[] frame(Domain domain, byte[] header, byte[] rest) {
        int length = header.length > 0 && header[header.length - 1] == '}' ? header.length - 1 : header.length;
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.write(header, 0, length);
        signed.writeBytes(ENDING.getBytes(US_ASCII));
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes((domain.text() + "\n").getBytes(US_ASCII));
        message.writeBytes(signed.toByteArray());
        String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(SIGNER.sign(message.toByteArray()));
        signed.writeBytes((",\"sig\":\"" + signature + "\"}").getBytes(US_ASCII));
        signed.writeBytes(rest);
        return signed.toByteArray();
    }

    private static int endOfLine(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        return end;
    }
}
