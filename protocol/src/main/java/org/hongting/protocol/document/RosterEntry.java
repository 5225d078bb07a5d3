package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;

/// What a kiosk knows of a member, and it is all it knows: no full name, no student number, no card number.
///
/// @param name as shown on a screen in a public room: already masked by the centre, or in full where the branch opted
/// in
/// @param cards keyed hashes of the member's cards
/// @param badgeFrom the lowest badge serial that still counts; revoking or replacing a badge raises it
public record RosterEntry(
        @JsonProperty(required = true) MemberId id,
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) BranchId branch,
        @JsonProperty(required = true) List<CardHash> cards,
        @JsonProperty(required = true) int badgeFrom) {
    public RosterEntry {
        cards = List.copyOf(cards);
        if (name.isEmpty() || name.length() > 64 || cards.size() > 16) {
            throw new IllegalArgumentException("not a roster entry");
        }
    }
}
