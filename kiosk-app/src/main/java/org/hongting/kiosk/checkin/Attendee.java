package org.hongting.kiosk.checkin;

import org.hongting.protocol.identity.MemberId;

/// The person in front of the kiosk, as far as a kiosk knows people.
///
/// @param name as it may be shown in a public room: masked by the centre unless the branch opted in
public record Attendee(MemberId member, String name) {}
