package org.hongting.central.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.claim.Inventory;
import org.hongting.protocol.claim.PairingWords;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;

/// A machine that shows five words and waits, or waited, for somebody at the console.
///
/// @param inventory what the machine says of itself; anybody could say it
/// @param machine the key that an approval is for
/// @param words what its screen must show
/// @param known the terminal that has this key already: the machine lost its certificate and gets it again
/// @param terminal who it became
public record Pairing(
        String id,
        Inventory inventory,
        Digest machine,
        List<PairingWords.Word> words,
        Instant begun,
        Instant ends,
        State state,
        Optional<TerminalId> known,
        Optional<TerminalId> terminal) {
    public Pairing {
        words = List.copyOf(words);
    }

    /// How far it is.
    public enum State {
        WAITING,
        EXPIRED,
        APPROVED,
        TURNED_AWAY
    }

    /// What came of an approval.
    public enum Approval {
        DONE,
        /// Nobody waits there any more: too late, decided by somebody else, or never begun.
        GONE,
        /// The machine that waits is not the one that was looked at.
        OTHER_MACHINE,
        /// The key belongs to a terminal that was shut out for good: the machine needs a new one.
        SHUT_OUT,
        /// Name or place are no single lines, too long or empty.
        NAME,
        /// There is no such terminal to replace.
        NO_SUCH_TERMINAL
    }

    /// What somebody at the console wants a machine to be.
    ///
    /// @param machine the key that was looked at
    /// @param replaces the terminal whose name and place it takes, and which is shut out
    public record Approved(Digest machine, String name, String place, Optional<TerminalId> replaces) {}
}
