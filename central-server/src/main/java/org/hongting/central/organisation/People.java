package org.hongting.central.organisation;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.Words;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// Gives cards to members by hand, and takes them away.
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
            return "import.problem." + Words.of(this);
        }

        /// What the sentence needs.
        public List<String> arguments(CardEncoding encoding) {
            return switch (this) {
                case NOT_A_CARD -> List.of(encoding.word());
                case TOO_MANY_CARDS -> List.of(Integer.toString(RosterSource.CARDS));
                case ADDED, RANDOM_CARD, CARD_OF_ANOTHER -> List.of();
            };
        }
    }

    /// A card as somebody wrote it down.
    ///
    /// @param replaces the blind index of the member's card that it takes the place of; empty for none
    public record NewCard(String written, CardEncoding encoding, String replaces) {
        /// Not the number.
        @Override
        public String toString() {
            return "NewCard[" + encoding.word() + "]";
        }
    }

    /// @param account who does it
    public CardAnswer addCard(Transaction transaction, Member member, NewCard card, String account) {
        Optional<CardUid> uid = card.encoding().parse(card.written());
        if (uid.isEmpty()) {
            return CardAnswer.NOT_A_CARD;
        }
        if (uid.get().isRandom()) {
            return CardAnswer.RANDOM_CARD;
        }
        Optional<MemberId> owner = cards.ownerOf(transaction, uid.get());
        if (owner.isPresent() && !owner.get().equals(member.id())) {
            return CardAnswer.CARD_OF_ANOTHER;
        }
        String index = cards.index(uid.get());
        boolean replaced =
                !card.replaces().equals(index) && cards.end(transaction, member.id(), card.replaces(), index, account);
        if (!replaced && owner.isEmpty() && cards.of(transaction, member.id()).size() >= RosterSource.CARDS) {
            return CardAnswer.TOO_MANY_CARDS;
        }
        cards.add(transaction, member.id(), uid.get(), account);
        cards.confirm(transaction, member.id(), index, account);
        Members.markRoster(transaction);
        return CardAnswer.ADDED;
    }

    /// @param account who does it
    public void removeCard(Transaction transaction, Member member, String blindIndex, String account) {
        cards.end(transaction, member.id(), blindIndex, null, account);
        Members.markRoster(transaction);
    }
}
