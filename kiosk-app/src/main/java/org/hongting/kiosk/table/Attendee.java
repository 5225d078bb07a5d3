package org.hongting.kiosk.table;

import org.hongting.protocol.document.Preference;
import org.hongting.protocol.identity.MemberId;

/// The person in front of the kiosk, as far as a kiosk knows people.
///
/// @param name as it may be shown in a public room: masked by the centre unless the branch opted in
/// @param preference how screens are to speak to them
public record Attendee(MemberId member, String name, Preference preference) {
    /// Somebody who never said how screens are to speak to them.
    public Attendee(MemberId member, String name) {
        this(member, name, Preference.NONE);
    }
}
