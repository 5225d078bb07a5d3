package org.hongting.central.rollout;

import java.time.Instant;
import org.hongting.protocol.identity.TerminalId;

/// How far a rollout is at one terminal.
///
/// @param stage counted from 0
/// @param since when it came to be so
public record Place(TerminalId terminal, int stage, Progress progress, Instant since) {
    /// How far.
    public enum Progress {
        /// It fetches the release, and installs nothing.
        WAITING,
        /// It may install.
        TOLD,
        /// It runs the release and found it good.
        DONE,
        /// It refused the release, or went back to the version before.
        FAILED,
        /// It was told, and nothing was heard in time.
        SILENT;

        /// Whether nothing more is waited for.
        public boolean isEnd() {
            return this == DONE || isFailure();
        }

        /// Whether it speaks against going on.
        public boolean isFailure() {
            return this == FAILED || this == SILENT;
        }
    }

    Place at(Progress next, Instant now) {
        return new Place(terminal, stage, next, now);
    }
}
