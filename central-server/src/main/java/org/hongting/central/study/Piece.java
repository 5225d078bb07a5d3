package org.hongting.central.study;

import org.hongting.protocol.Words;

/// One thing that says that a member was learning from one moment to another.
///
/// @param from milliseconds since 1970, as dated
/// @param until the first moment that is not meant
/// @param proven the last evidence within
/// @param source names the fact for ever: terminal, epoch and sequence number, or a meeting
/// @param certainty where the date comes from: a provenance, or `RULED`
/// @param about the lesson, or the meeting's title; empty where there is none
public record Piece(Kind kind, long from, long until, long proven, String source, String certainty, String about) {
    /// Where several say the same moment, it counts in the column of the first of these.
    public enum Kind {
        /// Presence at a meeting that counts as learning.
        MET,
        /// Study in a group that somebody led.
        GROUPED,
        ALONE,
        /// What somebody vouched for: what was measured comes first.
        OFF_SITE;

        public String word() {
            return Words.of(this);
        }
    }

    Moments.Span span() {
        return new Moments.Span(from, until);
    }

    /// Where it was seen, without the sequence number.
    public String place() {
        int slash = source.indexOf('/');
        return slash < 0 ? source : source.substring(0, slash);
    }

    /// The record's number at its terminal, or nothing for a meeting.
    public String number() {
        int slash = source.lastIndexOf('/');
        return slash < 0 ? "" : source.substring(slash + 1);
    }
}
