package org.hongting.sync.link;

import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Batch;
import org.hongting.sync.journal.Slice;

/// Who speaks, and who is believed.
///
/// @param signer the terminal's key
/// @param serverKeys keys certified by the site root pinned at the claim
/// @param software version of the terminal's software, at most 64 characters
public record LinkIdentity(TerminalId terminal, Signer signer, KeyDirectory serverKeys, String software) {
    /// @return the batch to send, signed by this terminal
    public byte[] seal(Slice slice) {
        return Batch.seal(terminal, slice.epoch(), slice.first(), slice.prev(), slice.records(), signer);
    }
}
