package org.hongting.protocol.code;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.RawSignature;
import org.hongting.protocol.signing.Signer;

/// A code that names a member, as it stands in its 80 bytes.
///
/// ```
/// 0      kind        1 badge, 2 phone pass
/// 1–2    site        which school: the first 16 bits of the SHA-256 of the site root's public key
/// 3      key         badge: number of the site's badge key; pass: number of the member's phone
/// 4–11   member      64 random bits
/// 12–15  badge: serial (16 bits), last valid day (16 bits, days since 2020-01-01) · pass: 30-second step (32 bits)
/// 16–79  signature   ECDSA P-256 with SHA-256 over "ht/v1/badge\n" or "ht/v1/pass\n" and bytes 0–15
/// ```
public sealed interface MemberCode {
    int site();

    MemberId member();

    /// What the signature covers, its domain included.
    byte[] signedMessage();

    RawSignature signature();

    default boolean isSignedWith(PublicKey key) {
        return signature().isOver(signedMessage(), key);
    }

    /// A printed badge, signed by the centre.
    ///
    /// @param serial counts a member's badges from 1; a badge below the roster's `badgeFrom` no longer counts
    /// @param lastDay the last day on which it is valid
    record Badge(int site, int keyNumber, MemberId member, int serial, LocalDate lastDay, RawSignature signature)
            implements MemberCode {
        @Override
        public byte[] signedMessage() {
            return message("ht/v1/badge\n", head(BADGE, site, keyNumber, member, badgeTail(serial, lastDay)));
        }
    }

    /// A phone's rotating pass, signed by the phone.
    ///
    /// @param step 30-second steps since 1970, unsigned
    record Pass(int site, int phoneNumber, MemberId member, long step, RawSignature signature) implements MemberCode {
        @Override
        public byte[] signedMessage() {
            return message("ht/v1/pass\n", head(PASS, site, phoneNumber, member, (int) step));
        }
    }

    /// The first day that a badge's two bytes can name.
    LocalDate DAY_ZERO = LocalDate.of(2020, 1, 1);

    byte BADGE = 1;
    byte PASS = 2;

    /// Bytes before the signature.
    int HEAD_BYTES = DigitCode.BYTES - P256.SIGNATURE_BYTES;

    /// Signs a badge.
    ///
    /// @return the 80 bytes
    static byte[] signBadge(int site, int keyNumber, MemberId member, int serial, LocalDate lastDay, Signer signer) {
        if (serial < 1 || serial > 0xFFFF || keyNumber < 1 || keyNumber > 0xFF) {
            throw new IllegalArgumentException("a badge serial has 16 bits, its key number 8");
        }
        byte[] head = head(BADGE, site, keyNumber, member, badgeTail(serial, lastDay));
        return concatenate(head, signer.sign(message("ht/v1/badge\n", head)));
    }

    /// Signs a pass, as a phone does.
    ///
    /// @return the 80 bytes
    static byte[] signPass(int site, int phoneNumber, MemberId member, long step, Signer signer) {
        if (step < 0 || step > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("a step has 32 bits");
        }
        byte[] head = head(PASS, site, phoneNumber, member, (int) step);
        return concatenate(head, signer.sign(message("ht/v1/pass\n", head)));
    }

    /// Takes the bytes apart. Nothing is verified here.
    ///
    /// @return nothing where they name no kind of version 1
    static Optional<MemberCode> parse(byte[] code) {
        if (code.length != DigitCode.BYTES) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(code);
        byte kind = bytes.get();
        int site = Short.toUnsignedInt(bytes.getShort());
        int number = Byte.toUnsignedInt(bytes.get());
        byte[] member = new byte[MemberId.BYTES];
        bytes.get(member);
        int tail = bytes.getInt();
        RawSignature signature = new RawSignature(Arrays.copyOfRange(code, HEAD_BYTES, code.length));
        return switch (kind) {
            case BADGE ->
                Optional.of(new Badge(
                        site,
                        number,
                        MemberId.ofBytes(member),
                        tail >>> 16,
                        DAY_ZERO.plusDays(tail & 0xFFFF),
                        signature));
            case PASS ->
                Optional.of(new Pass(site, number, MemberId.ofBytes(member), Integer.toUnsignedLong(tail), signature));
            default -> Optional.empty();
        };
    }

    private static int badgeTail(int serial, LocalDate lastDay) {
        long days = ChronoUnit.DAYS.between(DAY_ZERO, lastDay);
        if (days < 0 || days > 0xFFFF) {
            throw new IllegalArgumentException("a badge ends between 2020 and 2199");
        }
        return serial << 16 | (int) days;
    }

    private static byte[] head(byte kind, int site, int number, MemberId member, int tail) {
        if (site < 0 || site > 0xFFFF || number < 0 || number > 0xFF) {
            throw new IllegalArgumentException("a site has 16 bits, a key or phone number 8");
        }
        return ByteBuffer.allocate(HEAD_BYTES)
                .put(kind)
                .putShort((short) site)
                .put((byte) number)
                .put(member.bytes())
                .putInt(tail)
                .array();
    }

    private static byte[] message(String domain, byte[] head) {
        return concatenate(domain.getBytes(java.nio.charset.StandardCharsets.US_ASCII), head);
    }

    private static byte[] concatenate(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
