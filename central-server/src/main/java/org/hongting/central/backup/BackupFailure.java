package org.hongting.central.backup;

import java.io.Serial;
import org.hongting.protocol.Words;

/// There is no backup now. The message says why and what to do next, for a console of commands and for the log.
public final class BackupFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// What people are told in their own language.
    public enum Reason {
        /// The folder cannot be written.
        FOLDER,
        /// Another backup is being made there.
        BUSY,
        /// The backups that were made there are gone, and the disk with them, most likely.
        GONE,
        /// The disk of the folder is full.
        ROOM,
        /// The store could not be copied.
        COPY,
        /// A copy did not hold.
        PROOF,
        /// The store was replaced while it was copied.
        REPLACED,
        /// The store holds less than a backup of it.
        BEHIND,
        /// The backup could not be registered.
        REGISTER,
        /// Anything else.
        OTHER;

        public String word() {
            return Words.of(this);
        }
    }

    BackupFailure(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    /// Of a restore, or of a proof: whoever asked knows more.
    BackupFailure(String sentence) {
        this(Reason.OTHER, sentence);
    }

    public Reason reason() {
        return reason;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
