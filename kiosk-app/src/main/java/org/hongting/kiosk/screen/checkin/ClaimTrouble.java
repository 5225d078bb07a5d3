package org.hongting.kiosk.screen.checkin;

/// Why this terminal has no identity yet, in the words of somebody who can do something about it.
public enum ClaimTrouble {
    /// Nobody has given this machine a claim token.
    NO_TOKEN,
    /// The centre knows the token no more: used, expired or mistyped.
    TOKEN_REFUSED,
    /// The token was made for a machine of another serial number: two memory cards were mixed up.
    OTHER_MACHINE,
    /// Who answers is not the centre that the token is of.
    OTHER_CENTRE,
    /// No answer from the centre; a first claim is the one thing that needs the network.
    CENTRE_UNREACHABLE,
    /// It brings what it has to the centre, and then forgets who it was.
    LEAVING,
    /// Another machine was given this one's name and place.
    REPLACED,
    /// An administrator took the identity away.
    REVOKED
}
