package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a read was refused. The list is closed; the words shown to people stand in the kiosk's and the console's own
/// texts.
public enum RefusalReason {
    /// The card is in no roster this kiosk holds.
    @JsonProperty("unknown-card")
    UNKNOWN_CARD,
    /// The card invents a new number at every tap (phones, bank cards): it can never identify anybody.
    @JsonProperty("random-card")
    RANDOM_CARD,
    /// The card answered, but not with a number: held too short, or not a campus card.
    @JsonProperty("unreadable-card")
    UNREADABLE_CARD,
    /// A QR code that is none of ours.
    @JsonProperty("foreign-code")
    FOREIGN_CODE,
    /// Looks like ours, but its bytes make no sense.
    @JsonProperty("garbled-code")
    GARBLED_CODE,
    /// Ours in form, but the signature does not fit.
    @JsonProperty("wrong-signature")
    WRONG_SIGNATURE,
    /// A badge of another school's Hongting.
    @JsonProperty("other-school")
    OTHER_SCHOOL,
    @JsonProperty("expired-badge")
    EXPIRED_BADGE,
    /// Revoked, or replaced by a newer badge of the same member.
    @JsonProperty("revoked-badge")
    REVOKED_BADGE,
    /// The member is not in the roster this kiosk holds.
    @JsonProperty("unknown-member")
    UNKNOWN_MEMBER,
    /// The kiosk has heard of no roster yet, so it cannot know anybody.
    @JsonProperty("not-ready")
    NOT_READY,
    /// No meeting is open for check-in at this kiosk now.
    @JsonProperty("no-meeting")
    NO_MEETING,
    /// The member is not expected at the meeting that is open here.
    @JsonProperty("not-expected")
    NOT_EXPECTED,
    /// This way of checking in is not offered here yet.
    @JsonProperty("unsupported-code")
    UNSUPPORTED_CODE,
    /// The member is known and this phone is not: removed, or enrolled after this kiosk last heard of the centre.
    @JsonProperty("unknown-phone")
    UNKNOWN_PHONE,
    /// A pass of an earlier time: a picture of one, or the phone's clock is behind.
    @JsonProperty("outdated-pass")
    OUTDATED_PASS,
    /// A pass of a time to come: the phone's clock is ahead, or this kiosk's is behind.
    @JsonProperty("early-pass")
    EARLY_PASS,
    /// This pass, or a later one of the same phone, has been taken here before.
    @JsonProperty("used-pass")
    USED_PASS,
    /// The student number that was typed is in no roster this kiosk holds.
    @JsonProperty("unknown-number")
    UNKNOWN_NUMBER,
    @JsonProperty("wrong-pin")
    WRONG_PIN,
    /// Too many wrong PINs for this person, or too much wrong typing at this kiosk: wait, or show something.
    @JsonProperty("too-many-tries")
    TOO_MANY_TRIES,
    /// A name was chosen and no PIN is set: the person in charge must confirm.
    @JsonProperty("unconfirmed")
    UNCONFIRMED,
    /// Who wants to run the meeting here is not in charge of it.
    @JsonProperty("not-in-charge")
    NOT_IN_CHARGE,
    /// Who is in charge has no PIN and cannot sign in at the kiosk.
    @JsonProperty("no-pin")
    NO_PIN,
    /// All places for people who are not expected are taken, as far as this kiosk has heard.
    @JsonProperty("places-taken")
    PLACES_TAKEN,
    /// The arrival is older than the time to take it back, was recorded elsewhere, or by something else.
    @JsonProperty("cannot-be-voided")
    CANNOT_BE_VOIDED,
    /// The meeting that expects the member was closed before its time.
    @JsonProperty("meeting-closed")
    MEETING_CLOSED
}
