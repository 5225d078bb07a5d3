package org.hongting.central.organisation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.PhoneKey;
import org.hongting.protocol.document.Preference;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.touch.PinVerifier;

/// Makes the roster: every active member, masked, with the keyed hashes of their cards and of what they may type, and
/// the keys of their phones.
public final class RosterSource implements DocumentSource {
    static final String KIND = "roster";

    /// Cards of one member that fit a roster entry.
    static final int CARDS = 16;

    private final Members members;
    private final Cards cards;
    private final TouchOffice touch;
    private final SiteKeys keys;

    public RosterSource(Members members, Cards cards, TouchOffice touch, SiteKeys keys) {
        this.members = members;
        this.cards = cards;
        this.touch = touch;
        this.keys = keys;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope) {
        Map<String, List<CardHash>> hashes = new HashMap<>();
        SiteKey cardKey = keys.cardKey(transaction);
        transaction
                .query(
                        "SELECT member, sealed FROM card WHERE suspended_for IS NULL ORDER BY member, blind_index",
                        row -> Map.entry(row.text("member"), cards.hash(row.bytes("sealed"), cardKey)))
                .forEach(card -> hashes.computeIfAbsent(card.getKey(), key -> new ArrayList<>())
                        .add(card.getValue()));
        Map<String, List<PhoneKey>> phones = Phones.keys(transaction);
        Map<String, PinVerifier> pins = touch.verifiers(transaction);
        Set<String> inCharge = touch.inCharge(transaction);
        Map<String, Preference> preferences = Preferences.all(transaction);
        List<DocumentEntry> entries = members.all(transaction).stream()
                .filter(Member::active)
                .map(member -> DocumentEntry.of(new RosterEntry(
                        member.id(),
                        member.shownName(),
                        member.branch(),
                        hashes.getOrDefault(member.id().value(), List.of()),
                        member.badgeFrom(),
                        phones.get(member.id().value()),
                        touch.entry(member, pins, cardKey),
                        inCharge.contains(member.id().value()) ? true : null,
                        preferences.get(member.id().value()))))
                .toList();
        return Map.of(DocumentName.ROSTER, entries);
    }
}
