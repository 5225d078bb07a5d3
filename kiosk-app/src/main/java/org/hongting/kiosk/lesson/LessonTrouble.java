package org.hongting.kiosk.lesson;

/// A lesson's file cannot be shown, though its bytes are those of the course.
public final class LessonTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    /// Why, in the words of the screen.
    public enum Kind {
        /// It is not there any more: another edition is being fetched, or the disk was needed.
        MISSING,
        /// It is none of its kind, or damaged.
        UNREADABLE,
        /// It can be opened with a password only.
        ENCRYPTED,
        /// It is larger than this terminal can show.
        TOO_LARGE,
        /// This terminal is still drawing pages that never end.
        OCCUPIED
    }

    private final Kind kind;

    public LessonTrouble(Kind kind) {
        super(kind.name());
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
