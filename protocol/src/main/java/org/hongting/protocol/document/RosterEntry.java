package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;
import org.jspecify.annotations.Nullable;

/// What a kiosk knows of a member, and it is all it knows: no full name, no number in the clear.
///
/// @param name as shown on a screen in a public room: already masked by the centre, or in full where the branch opted
/// in
/// @param cards keyed hashes of the member's cards
/// @param badgeFrom the lowest badge serial that still counts; revoking or replacing a badge raises it
/// @param phones whose passes count; absent where there is none
/// @param touch absent where the member cannot be found by typing
/// @param inCharge true for who runs meetings of their branch at the kiosk; absent for everybody else
/// @param preference how screens speak to the member; absent where they never said
public record RosterEntry(
        @JsonProperty(required = true) MemberId id,
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) BranchId branch,
        @JsonProperty(required = true) List<CardHash> cards,
        @JsonProperty(required = true) int badgeFrom,
        @Nullable List<PhoneKey> phones,
        @Nullable TouchEntry touch,
        @Nullable Boolean inCharge,
        @Nullable Preference preference) {
    /// Phones of one member that a roster names.
    public static final int PHONES = 8;

    @JsonCreator
    public RosterEntry {
        cards = List.copyOf(cards);
        // Absent and none are the same, and have the same bytes.
        phones = phones == null || phones.isEmpty() ? null : List.copyOf(phones);
        preference = Preference.NONE.equals(preference) ? null : preference;
        if (name.isEmpty() || name.length() > 64 || cards.size() > 16 || (phones != null && phones.size() > PHONES)) {
            throw new IllegalArgumentException("not a roster entry");
        }
    }

    /// A member without a phone who types nothing.
    public RosterEntry(MemberId id, String name, BranchId branch, List<CardHash> cards, int badgeFrom) {
        this(id, name, branch, cards, badgeFrom, null);
    }

    /// A member who types nothing.
    public RosterEntry(
            MemberId id,
            String name,
            BranchId branch,
            List<CardHash> cards,
            int badgeFrom,
            @Nullable List<PhoneKey> phones) {
        this(id, name, branch, cards, badgeFrom, phones, null, null);
    }

    /// A member who never said how screens are to speak.
    public RosterEntry(
            MemberId id,
            String name,
            BranchId branch,
            List<CardHash> cards,
            int badgeFrom,
            @Nullable List<PhoneKey> phones,
            @Nullable TouchEntry touch,
            @Nullable Boolean inCharge) {
        this(id, name, branch, cards, badgeFrom, phones, touch, inCharge, null);
    }

    /// The phones, none where the entry says nothing of them.
    public List<PhoneKey> enrolledPhones() {
        return phones == null ? List.of() : phones;
    }
}
