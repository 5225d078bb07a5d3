package org.hongting.central.console;

import org.hongting.protocol.card.CardEncoding;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/// Encodings of card numbers as forms and scripts name them.
final class CardEncodings {
    private CardEncodings() {}

    /// @throws ResponseStatusException 400 with the words that are known, for any other
    static CardEncoding named(String word) {
        return CardEncoding.named(word)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.BAD_REQUEST, "cards is one of " + String.join(", ", CardEncoding.words())));
    }
}
