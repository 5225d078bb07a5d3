package org.hongting.device.pcsc;

/// What pcscd says of one reader slot: flags in the low half, a counter of insertions and removals in the
/// high half.
record SlotState(long word) {
    /// Flag by which pcscd marks a state that differs from the one asked about.
    static final long CHANGED = 0x0002;

    private static final long PRESENT = 0x0020;
    private static final long MUTE = 0x0200;

    boolean hasCard() {
        return (word & PRESENT) != 0;
    }

    /// A card is there and says nothing: held askew, broken, or not of a kind the reader knows.
    boolean isMute() {
        return (word & MUTE) != 0;
    }

    /// True if a card was put there since `before`. The counter tells a card that was swapped for another
    /// between two looks.
    boolean isNewCardSince(SlotState before) {
        return hasCard() && (!before.hasCard() || word >>> 16 != before.word >>> 16);
    }
}
