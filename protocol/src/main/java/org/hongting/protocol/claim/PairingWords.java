package org.hongting.protocol.claim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hongting.protocol.record.Digest;

/// Five words that a terminal and the console show for one pairing: the same on both screens only if both mean the same
/// terminal's key, the same authority and the same pairing.
///
/// The list has 256 words, so five are one of 2^40. Whoever stands in the middle cannot search for keys that give the
/// right words: a terminal has to commit to its key and to a number of its own before the centre draws the pairing's
/// id,
/// and shows them only afterwards, so that each try needs a pairing of its own and a person who looks at it.
public final class PairingWords {
    /// How many are shown.
    public static final int COUNT = 5;

    private static final List<Word> LIST = load();
    private static final byte[] COMMITMENT = domain("ht/v1/pairing-commitment\n");
    private static final byte[] WORDS = domain("ht/v1/pairing-words\n");

    /// One word in both languages.
    ///
    /// @param chinese two characters, which sound like no other pair of the list, tones left aside
    /// @param english a short common word
    public record Word(String chinese, String english) {}

    private PairingWords() {}

    /// What a terminal says before anything is drawn.
    ///
    /// @param opening 128 bits of the terminal's, as 32 hexadecimal digits
    public static Digest commitment(PublicKey terminal, String opening) {
        return Digest.of(COMMITMENT, Digest.of(terminal.getEncoded()).bytes(), text(opening));
    }

    /// @param authority the key whose certificates count in TLS at this site
    /// @param terminal the key that asks for a certificate
    /// @param pairing the id that the centre drew
    /// @param opening as in [#commitment]
    public static List<Word> of(PublicKey authority, PublicKey terminal, String pairing, String opening) {
        byte[] digest = Digest.of(
                        WORDS,
                        Digest.of(authority.getEncoded()).bytes(),
                        Digest.of(terminal.getEncoded()).bytes(),
                        text(pairing),
                        text(opening))
                .bytes();
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            words.add(LIST.get(Byte.toUnsignedInt(digest[i])));
        }
        return List.copyOf(words);
    }

    /// All there are, in their order.
    static List<Word> list() {
        return LIST;
    }

    private static byte[] domain(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] text(String hex) {
        ClaimText.requireForm("pairing", hex, ClaimText.NONCE);
        return hex.getBytes(StandardCharsets.US_ASCII);
    }

    private static List<Word> load() {
        try (InputStream stream = Objects.requireNonNull(PairingWords.class.getResourceAsStream("pairing-words.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" "))
                    .map(parts -> new Word(parts[0], parts[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
