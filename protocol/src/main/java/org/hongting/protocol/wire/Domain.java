package org.hongting.protocol.wire;

/// What a signature is for. The domain's string is signed before the message, so a signature made for one kind of
/// message is worthless for every other.
public enum Domain {
    HELLO("ht/v1/hello"),
    UP("ht/v1/up"),
    ACKNOWLEDGEMENT("ht/v1/ack"),
    DOCUMENT("ht/v1/doc"),
    COMMAND("ht/v1/command"),
    ATTACHMENT("ht/v1/attachment"),
    /// Over a course's manifest, by the site's course key and Ed25519.
    COURSE("ht/v1/course"),
    COURSE_FILE("ht/v1/coursefile"),
    COURSE_REPORT("ht/v1/coursereport"),
    HEALTH("ht/v1/health"),
    /// The centre's word on how a terminal's identity stands.
    WORD("ht/v1/word"),
    RENEWAL("ht/v1/renewal"),
    FAREWELL("ht/v1/farewell"),
    /// Over a release's manifest, by a key that no server has.
    RELEASE("ht/v1/release");

    private final String text;

    Domain(String text) {
        this.text = text;
    }

    /// The text before the line break that stands between it and the message.
    public String text() {
        return text;
    }
}
