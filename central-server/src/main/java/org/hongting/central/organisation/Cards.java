package org.hongting.central.organisation;

import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// The members' campus cards.
public final class Cards {
    private static final Pattern SEPARATORS = Pattern.compile("[ :-]");
    private static final Pattern FORM = Pattern.compile("(?:[0-9a-f]{8}|[0-9a-f]{14}|[0-9a-f]{16}|[0-9a-f]{20})");

    private final CardVault vault;
    private final Clock clock;

    public Cards(CardVault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    /// The identifier's bytes out of hexadecimal digits as people write them, with or without separators.
    ///
    /// @return nothing where it is none
    static Optional<byte[]> parse(String written) {
        String digits =
                SEPARATORS.matcher(written.strip().toLowerCase(Locale.ROOT)).replaceAll("");
        return FORM.matcher(digits).matches() ? Optional.of(HexFormat.of().parseHex(digits)) : Optional.empty();
    }

    static boolean isRandom(byte[] uid) {
        return new CardUid(uid).isRandom();
    }

    String index(byte[] uid) {
        return vault.blindIndex(uid);
    }

    Optional<MemberId> ownerOf(Transaction transaction, byte[] uid) {
        return transaction.queryFirst(
                "SELECT member FROM card WHERE blind_index = ?", row -> new MemberId(row.text("member")), index(uid));
    }

    /// @return whether it was not there before
    boolean add(Transaction transaction, MemberId member, byte[] uid) {
        return transaction.update(
                        "INSERT INTO card (blind_index, member, sealed, added_at) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (blind_index) DO NOTHING",
                        index(uid),
                        member.value(),
                        vault.seal(uid),
                        UtcText.of(clock.instant()))
                > 0;
    }

    void remove(Transaction transaction, MemberId member, String blindIndex) {
        transaction.update("DELETE FROM card WHERE member = ? AND blind_index = ?", member.value(), blindIndex);
    }

    /// What the console shows of a member's cards: when each was added and the last two digits, enough to tell two
    /// cards apart and too little to copy one.
    public List<CardLine> of(Transaction transaction, MemberId member) {
        return transaction.query(
                "SELECT blind_index, sealed, added_at FROM card WHERE member = ? ORDER BY added_at, blind_index",
                row -> new CardLine(
                        row.text("blind_index"),
                        ending(vault.open(row.bytes("sealed"))),
                        UtcText.parse(row.text("added_at"))),
                member.value());
    }

    /// @param ending the last two hexadecimal digits
    public record CardLine(String blindIndex, String ending, Instant addedAt) {}

    private static String ending(byte[] uid) {
        return HexFormat.of().withUpperCase().toHexDigits(uid[uid.length - 1]);
    }

    /// A card's name for terminals, out of its sealed form.
    CardHash hash(byte[] sealed, SiteKeys keys) {
        return CardHash.of(new CardUid(vault.open(sealed)), keys.cardKeyNumber(), keys.cardSecret());
    }
}
