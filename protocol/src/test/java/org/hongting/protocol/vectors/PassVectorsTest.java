package org.hongting.protocol.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import org.hongting.protocol.code.DigitCode;
import org.hongting.protocol.code.MemberCode;
import org.hongting.protocol.code.PassWindow;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.signing.P256;
import org.junit.jupiter.api.Test;

/// The passes that phones and kiosks have agreed on: the browser's scripts are held to the same file.
class PassVectorsTest {
    private static PassVectors vectors() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PassVectorsTest.class.getResourceAsStream("pass.json"), "no pass.json")) {
            return Json.read(in.readAllBytes(), PassVectors.class);
        }
    }

    @Test
    void everyPassIsReadFromItsDigitsAndVerifies() throws IOException {
        PublicKey key = P256.publicKey(Base64.getDecoder().decode(vectors().publicKey()));
        for (PassVectors.PassVector vector : vectors().passes()) {
            byte[] code = DigitCode.read(vector.digits()).orElseThrow();
            assertThat(HexFormat.of().formatHex(code)).isEqualTo(vector.head() + vector.signature());
            MemberCode.Pass pass = (MemberCode.Pass) MemberCode.parse(code).orElseThrow();
            assertThat(pass.site()).isEqualTo(vector.site());
            assertThat(pass.phoneNumber()).isEqualTo(vector.phone());
            assertThat(pass.member()).isEqualTo(new MemberId(vector.member()));
            assertThat(pass.step()).isEqualTo(vector.step());
            assertThat(HexFormat.of().formatHex(pass.signedMessage())).isEqualTo(vector.message());
            assertThat(pass.isSignedWith(key)).isTrue();
        }
        assertThat(vectors().passes()).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void everyMomentFallsIntoItsStep() throws IOException {
        for (PassVectors.StepVector vector : vectors().steps()) {
            assertThat(PassWindow.stepAt(Instant.ofEpochMilli(vector.millis()))).isEqualTo(vector.step());
            assertThat(PassWindow.startOf(vector.step() + 1).toEpochMilli() - vector.millis())
                    .isEqualTo(vector.left());
        }
        assertThat(vectors().steps()).hasSizeGreaterThanOrEqualTo(5);
    }
}
