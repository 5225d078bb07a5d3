package org.hongting.protocol.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import org.hongting.protocol.signing.Signer;

/// Frames made by hand, for what no sealing of ours would ever write.
public final class RawFrame {
    private RawFrame() {}

    /// The fields that a good header of that signer ends with, signature excepted.
    public static String ending(Signer signer) {
        return ",\"key\":\"" + signer.key() + "\",\"suite\":\"P256\"";
    }

    /// @param signed everything before `,"sig":`
    /// @param after everything after the header line, its line break included
    public static byte[] sign(Domain domain, byte[] signed, byte[] after, Signer signer) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes((domain.text() + "\n").getBytes(US_ASCII));
        message.writeBytes(signed);
        String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign(message.toByteArray()));
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(signed);
        frame.writeBytes((",\"sig\":\"" + signature + "\"}").getBytes(US_ASCII));
        frame.writeBytes(after);
        return frame.toByteArray();
    }

    public static byte[] sign(Domain domain, String signed, Signer signer) {
        return sign(domain, signed.getBytes(UTF_8), new byte[0], signer);
    }

    /// Where the signature's field begins.
    public static int endOfSigned(byte[] frame) {
        String text = new String(frame, UTF_8);
        int end = text.indexOf('\n');
        return text.substring(0, text.lastIndexOf(",\"sig\":\"", end < 0 ? text.length() : end))
                .getBytes(UTF_8)
                .length;
    }
}
