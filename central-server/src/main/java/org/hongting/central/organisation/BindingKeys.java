package org.hongting.central.organisation;

import java.util.Optional;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.card.SealedUid;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.record.Fact;

/// What of the site's keys cards need that were bound at terminals.
public interface BindingKeys {
    /// @return nothing where the seal was made for another record, was changed, or is for a key this site never had
    Optional<CardUid> open(Fact.Sealed sealed, SealedUid.Bound bound);

    /// @return nothing where that key was given up long ago, or never was
    Optional<SiteKey> cardKey(int number);

    /// Whether the site once had a card key of that number and has it no more.
    boolean gaveUp(int number);
}
