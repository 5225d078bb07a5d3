package org.hongting.protocol.wire;

/// The last word of a topic: which way a message goes and what it is.
public enum Channel {
    HELLO("hello", true),
    UP("up", true),
    /// Retained; also the will.
    STATE("state", true),
    HEALTH("health", true),
    ACKNOWLEDGEMENT("ack", false),
    DOCUMENT("doc", false),
    COMMAND("command", false);

    private final String word;
    private final boolean fromTerminal;

    Channel(String word, boolean fromTerminal) {
        this.word = word;
        this.fromTerminal = fromTerminal;
    }

    public String word() {
        return word;
    }

    /// True for what a terminal publishes, false for what it subscribes to.
    public boolean isFromTerminal() {
        return fromTerminal;
    }
}
