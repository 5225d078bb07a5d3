package org.hongting.sync.attachment;

import java.io.IOException;
import java.util.Optional;
import org.hongting.protocol.wire.AttachmentReceipt;

/// The way to the centre for attachments.
public interface AttachmentOutlet {
    /// Sends one sealed part and waits for the answer.
    ///
    /// @return empty if the centre does not take this attachment now: no fact that names it has reached it yet
    /// @throws IOException if there is no answer, or the centre takes nothing at all now
    Optional<AttachmentReceipt> send(byte[] part) throws IOException;
}
