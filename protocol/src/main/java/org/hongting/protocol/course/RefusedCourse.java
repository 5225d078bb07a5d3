package org.hongting.protocol.course;

import java.io.Serial;

/// A course, or a part of one, that is not believed or cannot be taken. The message is for whoever runs the site and
/// holds nothing of the content but names of files.
public final class RefusedCourse extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// Why. The words stand in reports of terminals and in the keys of texts.
    public enum Reason {
        /// Over one of the caps.
        TOO_LARGE,
        /// Not the form it must have.
        MALFORMED,
        /// Signed by nobody we know.
        WRONG_SIGNATURE,
        /// Bytes that are not what their hash says.
        WRONG_CONTENT,
        /// A file that the manifest does not name, or a name that leads out of the folder.
        UNKNOWN_FILE,
        /// A file that the manifest names and that is not there.
        MISSING_FILE,
        /// A newer edition is here already.
        OLDER_EDITION,
        /// Its last day is over.
        EXPIRED,
        /// The disk, or what courses may take of it, is full.
        NO_ROOM,
        /// A kind of file, or a codec, that nothing here can show.
        UNKNOWN_FORMAT,
        /// A file that is encrypted.
        ENCRYPTED,
        /// A file that cannot be read.
        BROKEN
    }

    public RefusedCourse(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public RefusedCourse(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
