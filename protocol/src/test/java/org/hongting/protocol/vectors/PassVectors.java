package org.hongting.protocol.vectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.hongting.protocol.code.DigitCode;
import org.hongting.protocol.code.MemberCode;
import org.hongting.protocol.code.PassWindow;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;

/// `vectors/pass.json`: passes byte for byte, read by `PassVectorsTest` here and executed by the phone's own scripts
/// in a browser. Recorded once, as `v1` is.
///
/// @param publicKey SubjectPublicKeyInfo as base64, of the phone that signed them all
public record PassVectors(
        @JsonProperty(required = true) String publicKey,
        @JsonProperty(required = true) List<PassVector> passes,
        @JsonProperty(required = true) List<StepVector> steps) {
    /// One pass: what goes in, the 16 bytes, what is signed, a signature over it, and what stands in the symbol.
    public record PassVector(
            @JsonProperty(required = true) int site,
            @JsonProperty(required = true) int phone,
            @JsonProperty(required = true) String member,
            @JsonProperty(required = true) long step,
            @JsonProperty(required = true) String head,
            @JsonProperty(required = true) String message,
            @JsonProperty(required = true) String signature,
            @JsonProperty(required = true) String digits) {}

    /// A moment in milliseconds of UTC, the step in which it falls, and the milliseconds until the next.
    public record StepVector(
            @JsonProperty(required = true) long millis,
            @JsonProperty(required = true) long step,
            @JsonProperty(required = true) long left) {}

    /// Records them: `java -cp … org.hongting.protocol.vectors.PassVectors FILE`.
    public static void main(String[] arguments) throws IOException {
        KeyPair pair = P256.newKeyPair(new SecureRandom());
        List<PassVector> passes = List.of(
                pass(pair, 0xBEEF, 2, "1f2e3d4c5b6a7988", 59_835_842L),
                pass(pair, 0, 0, "0000000000000000", 0),
                pass(pair, 0xFFFF, 255, "ffffffffffffffff", 0xFFFF_FFFFL),
                pass(pair, 0x0100, 128, "00ff00ff00ff00ff", 0x8000_0000L));
        List<StepVector> steps = List.of(
                        "2026-11-22T01:00:03.120Z",
                        "2026-11-22T01:00:29.999Z",
                        "2026-11-22T01:00:30Z",
                        "1970-01-01T00:00:00Z",
                        "2099-12-31T23:59:59Z")
                .stream()
                .map(Instant::parse)
                .map(moment -> new StepVector(
                        moment.toEpochMilli(),
                        PassWindow.stepAt(moment),
                        PassWindow.startOf(PassWindow.stepAt(moment) + 1).toEpochMilli() - moment.toEpochMilli()))
                .toList();
        Files.write(
                Path.of(arguments[0]),
                org.hongting.protocol.json.Json.write(new PassVectors(
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()), passes, steps)));
    }

    private static PassVector pass(KeyPair pair, int site, int phone, String member, long step) {
        byte[] code = MemberCode.signPass(site, phone, new MemberId(member), step, Signer.of(pair));
        MemberCode read = MemberCode.parse(code).orElseThrow();
        HexFormat hex = HexFormat.of();
        return new PassVector(
                site,
                phone,
                member,
                step,
                hex.formatHex(code, 0, 16),
                hex.formatHex(read.signedMessage()),
                hex.formatHex(Arrays.copyOfRange(code, 16, 80)),
                DigitCode.write(code));
    }
}
