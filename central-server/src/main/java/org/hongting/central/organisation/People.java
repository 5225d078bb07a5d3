package org.hongting.central.organisation;

import java.util.Locale;
import java.util.Optional;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// Gives cards to members by hand.
public final class People {
    private final Cards cards;

    public People(Cards cards) {
        this.cards = cards;
    }

    /// What became of a card.
    public enum CardAnswer {
        ADDED,
        NOT_A_CARD,
        RANDOM_CARD,
        CARD_OF_ANOTHER,
        TOO_MANY_CARDS;

        /// The sentence's key: the same that an import uses.
        public String key() {
            return "import.problem." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// @param written hexadecimal digits
    public CardAnswer addCard(Transaction transaction, Member member, String written) {
        Optional<byte[]> uid = Cards.parse(written);
        if (uid.isEmpty()) {
            return CardAnswer.NOT_A_CARD;
        }
        if (Cards.isRandom(uid.get())) {
            return CardAnswer.RANDOM_CARD;
        }
        Optional<MemberId> owner = cards.ownerOf(transaction, uid.get());
        if (owner.isPresent()) {
            return owner.get().equals(member.id()) ? CardAnswer.ADDED : CardAnswer.CARD_OF_ANOTHER;
        }
        if (cards.of(transaction, member.id()).size() >= RosterSource.CARDS) {
            return CardAnswer.TOO_MANY_CARDS;
        }
        cards.add(transaction, member.id(), uid.get());
        Members.markRoster(transaction);
        return CardAnswer.ADDED;
    }

    public void removeCard(Transaction transaction, Member member, String blindIndex) {
        cards.remove(transaction, member.id(), blindIndex);
        Members.markRoster(transaction);
    }
}
