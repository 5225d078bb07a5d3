package org.hongting.kiosk.member;

/// What an identified member can do for themself at the screen, beside checking in.
public enum Errand {
    /// Have a phone enrolled.
    PHONE,
    /// Bind a card.
    CARD,
    /// Ask for leave.
    LEAVE,
    /// Have language and size of type remembered.
    APPEARANCE,
    /// See what is recorded of them.
    RECORD
}
