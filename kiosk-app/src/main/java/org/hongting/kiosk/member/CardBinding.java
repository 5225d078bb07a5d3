package org.hongting.kiosk.member;

import java.security.KeyPair;
import java.util.Optional;
import java.util.function.Supplier;
import org.hongting.device.Shown;
import org.hongting.kiosk.checkin.Identification;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.card.SealedUid;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.sync.journal.Appender;

/// Binds cards to members, offline. The card's number stands nowhere on this disk but sealed for the centre; the kiosk
/// keeps the keyed hash and takes the card from the same moment on.
public final class CardBinding {
    private final DeskTables tables;
    private final TerminalId terminal;
    private final Supplier<KeyPair> onceKeys;

    /// @param onceKeys makes a key pair for each seal
    public CardBinding(DeskTables tables, TerminalId terminal, Supplier<KeyPair> onceKeys) {
        this.tables = tables;
        this.terminal = terminal;
        this.onceKeys = onceKeys;
    }

    /// Whether this kiosk knows a key to seal for: one that has not heard of any binds nothing.
    boolean isOffered(Transaction transaction) {
        return tables.keys().sealKey(transaction).isPresent();
    }

    /// The card that was shown, if it is one that may be bound: readable, not random, and nobody's as far as this
    /// kiosk knows.
    Optional<CardUid> bindable(Shown shown, Identification identified) {
        if (!(shown instanceof Shown.CardShown card)
                || !(identified instanceof Identification.Unknown unknown)
                || unknown.reason() != RefusalReason.UNKNOWN_CARD) {
            return Optional.empty();
        }
        return Optional.of(new CardUid(card.uid()));
    }

    /// In one transaction: the card is taken from now on, and the record that says so.
    void bind(
            Transaction transaction,
            Appender appender,
            KnownMember member,
            CardUid uid,
            Fact.Origin origin,
            Optional<MemberId> confirmedBy) {
        MemberId id = member.attendee().member();
        CardHash hash = tables.keys().hashesOf(transaction, uid).getFirst();
        SealedUid.SealKey key = tables.keys().sealKey(transaction).orElseThrow();
        Fact.Sealed sealed = SealedUid.seal(uid, new SealedUid.Bound(terminal, id, hash), key, onceKeys.get());
        tables.boundCards().bind(transaction, hash, id);
        appender.append(new Fact.CardBound(id, origin, hash.value(), sealed, confirmedBy.orElse(null)));
    }
}
