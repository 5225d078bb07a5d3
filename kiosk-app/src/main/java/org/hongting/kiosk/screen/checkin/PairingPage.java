package org.hongting.kiosk.screen.checkin;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.claim.PairingWords;

/// What a machine shows that has no identity and waits for somebody to approve it.
///
/// @param page for phones, as a code; none where nobody said how phones reach the console
/// @param words to be compared with those in the console
/// @param centre the server that was asked
/// @param looked whether somebody has this pairing open in the console
public record PairingPage(Optional<String> page, List<PairingWords.Word> words, String centre, boolean looked) {
    public PairingPage {
        words = List.copyOf(words);
    }
}
