package org.hongting.provisioning.claim;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.claim.PairingWords;
import org.hongting.protocol.record.Digest;

/// What the first screen of a machine shows that has no ticket.
///
/// @param id as the centre drew it
/// @param page where the console shows this pairing; empty where nobody said how phones reach the console
/// @param words to be compared with those in the console
/// @param seconds how long it waits
/// @param authority SHA-256 of the authority that was seen: the words are made of its key
/// @param opening what the machine committed with; shown to nobody but the centre
public record PairingOffer(
        String id,
        Optional<String> page,
        List<PairingWords.Word> words,
        int seconds,
        Digest authority,
        String opening) {
    public PairingOffer {
        words = List.copyOf(words);
    }

    @Override
    public String toString() {
        return "PairingOffer[" + id + "]";
    }
}
