package org.hongting.central.configuration;

import org.hongting.protocol.identity.TerminalId;

/// What values are set for.
///
/// @param word as it stands in tables and in the interface for scripts: `site`, `group/…` or `terminal/…`
public record Scope(String word) {
    public static final Scope SITE = new Scope("site");

    private static final String GROUP = "group/";
    private static final String TERMINAL = "terminal/";

    public static Scope ofGroup(String group) {
        return new Scope(GROUP + group);
    }

    public static Scope of(TerminalId terminal) {
        return new Scope(TERMINAL + terminal);
    }

    boolean isSite() {
        return equals(SITE);
    }

    boolean isGroup() {
        return word.startsWith(GROUP);
    }

    /// Which group or terminal.
    String name() {
        return word.substring(word.indexOf('/') + 1);
    }

    @Override
    public String toString() {
        return word;
    }
}
