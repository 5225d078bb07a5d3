package org.hongting.protocol.course;

import java.io.Serial;

/// A course, or a part of one, that is not believed or cannot be taken. The message is for whoever runs the site and
/// holds nothing of the content but names of files. Whoever can say it in more languages than English extends it.
public class RefusedCourse extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String file;

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
        this.file = "";
    }

    /// @param file whose fault it is, with which the message begins
    /// @param fault what is the matter with it
    public RefusedCourse(Reason reason, String file, String fault) {
        super(file + " " + fault);
        this.reason = reason;
        this.file = file;
    }

    public RefusedCourse(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.file = "";
    }

    public final Reason reason() {
        return reason;
    }

    /// The path of the file whose fault it is; empty where it is none alone.
    public final String file() {
        return file;
    }
}
