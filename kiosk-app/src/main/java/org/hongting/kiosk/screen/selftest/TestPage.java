package org.hongting.kiosk.screen.selftest;

/// What the screen shows while somebody helps to test it. Nothing of it is about anybody.
public enum TestPage {
    /// Who stands there is asked to help.
    INVITATION,
    /// Every field is to be touched.
    FIELDS,
    /// A tone has sounded.
    HEARD,
    /// Colours are shown and named.
    SEEN
}
