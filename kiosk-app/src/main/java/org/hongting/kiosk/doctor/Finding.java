package org.hongting.kiosk.doctor;

/// What one check found.
///
/// @param subject what was looked at, in a word
/// @param detail what was seen
/// @param remedy what to do, empty where nothing is to be done
public record Finding(String subject, Verdict verdict, String detail, String remedy) {
    /// How bad it is.
    public enum Verdict {
        FINE,
        /// The kiosk works, but not with everything.
        ADVICE,
        /// The kiosk does not work here.
        WRONG
    }

    static Finding fine(String subject, String detail) {
        return new Finding(subject, Verdict.FINE, detail, "");
    }

    static Finding advice(String subject, String detail, String remedy) {
        return new Finding(subject, Verdict.ADVICE, detail, remedy);
    }

    static Finding wrong(String subject, String detail, String remedy) {
        return new Finding(subject, Verdict.WRONG, detail, remedy);
    }
}
