package org.hongting.protocol.card;

import java.util.Arrays;

/// A card's identifier in its canonical form: the raw bytes in the order in which the card sends them. It identifies
/// and proves nothing: anyone can copy it. It is personal, so it is never printed.
public final class CardUid {
    private static final byte RANDOM_MARK = 0x08;
    private static final int RANDOM_BYTES = 4;

    private final byte[] bytes;

    /// @param bytes 4, 7 or 10 bytes as ISO/IEC 14443-3 has them; 8 for ISO/IEC 15693
    public CardUid(byte[] bytes) {
        if (bytes.length != 4 && bytes.length != 7 && bytes.length != 8 && bytes.length != 10) {
            throw new IllegalArgumentException("a card identifier has 4, 7, 8 or 10 bytes");
        }
        this.bytes = bytes.clone();
    }

    /// True for identifiers that a card draws anew for every tap: four bytes of which the first is 08 (ISO/IEC
    /// 14443-3; both conditions, since a seven-byte identifier may well begin with 08).
    public boolean isRandom() {
        return bytes.length == RANDOM_BYTES && bytes[0] == RANDOM_MARK;
    }

    /// A copy. Personal: not for logs.
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CardUid uid && Arrays.equals(bytes, uid.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "CardUid[" + bytes.length + " bytes]";
    }
}
