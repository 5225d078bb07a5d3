package org.hongting.central.command;

import java.util.Optional;
import org.hongting.protocol.record.CommandOutcome;

/// How far a command is, as the centre knows it.
public enum CommandState {
    /// The terminal has been away since.
    WAITING,
    /// On its way or at the terminal; its result has not come.
    SENT,
    /// Taken back while it was on its way: the terminal says whether that was in time.
    CANCELLING,
    /// Its moment is over and it was never sent.
    EXPIRED,
    /// Its moment is over and the terminal has said nothing: it may have been done, and the result still comes.
    UNHEARD,
    CANCELLED,
    DONE,
    FAILED,
    REFUSED,
    UNKNOWN,
    INTERRUPTED;

    /// Whether it may still be taken back.
    public boolean isOpen() {
        return this == WAITING || this == SENT;
    }

    /// @param outcome the terminal's word, which stands above all the rest
    static CommandState of(Optional<CommandOutcome> outcome, boolean sent, boolean cancelled, boolean over) {
        if (outcome.isPresent()) {
            return switch (outcome.get()) {
                case DONE -> DONE;
                case FAILED -> FAILED;
                case EXPIRED -> EXPIRED;
                case REFUSED -> REFUSED;
                case CANCELLED -> CANCELLED;
                case UNKNOWN -> UNKNOWN;
                case INTERRUPTED -> INTERRUPTED;
            };
        }
        if (cancelled && !sent) {
            return CANCELLED;
        }
        if (over) {
            return sent ? UNHEARD : EXPIRED;
        }
        if (cancelled) {
            return CANCELLING;
        }
        return sent ? SENT : WAITING;
    }
}
