package org.hongting.central.organisation;

import java.time.Instant;
import java.util.Optional;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;

/// A card that a terminal bound to a member, and what became of it.
///
/// @param boundAt by the terminal's clock
/// @param ending the last two hexadecimal digits; absent where the card could not be read
/// @param owner whose the card is now, where it is somebody's
/// @param decidedBy an account, or the terminal
public record CardBinding(
        long id,
        TerminalId terminal,
        MemberId member,
        Optional<String> ending,
        Optional<MemberId> owner,
        String credential,
        Optional<MemberId> confirmedBy,
        Instant boundAt,
        State state,
        Optional<Why> why,
        Instant decidedAt,
        String decidedBy) {
    /// How it stands.
    public enum State {
        BOUND,
        /// Somebody has to decide.
        PROPOSED,
        REFUSED;

        public String word() {
            return Words.of(this);
        }
    }

    /// What keeps a card from being bound by itself.
    public enum Why {
        /// The seal does not open, hides another card than the record says, or names a card key that never was.
        BROKEN_SEAL,
        /// The card draws its number anew at every tap.
        RANDOM_CARD,
        /// Nobody active has that name.
        UNKNOWN_MEMBER,
        /// The card is somebody else's at the centre.
        CARD_OF_ANOTHER,
        /// The member has another card in force.
        OTHER_CARD,
        /// Another card took this one's place with the member before.
        REPLACED_BEFORE,
        /// The terminal bound it under a card key that the centre has given up since.
        OLD_KEY,
        /// A lost terminal has vouched for this member: nothing is bound by itself until somebody has decided.
        SUSPENDED;

        public String word() {
            return Words.of(this);
        }
    }
}
