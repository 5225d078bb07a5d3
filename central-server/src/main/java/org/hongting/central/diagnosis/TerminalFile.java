package org.hongting.central.diagnosis;

import java.time.Instant;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Attachment;

/// A file that a terminal made because somebody asked.
///
/// @param command that asked for it
/// @param kind a word of [org.hongting.protocol.record.DiagnosisFact.FileMade], or of a later release
/// @param at when its name came in
/// @param isHere whether all of its bytes have followed
public record TerminalFile(
        TerminalId terminal, String command, String kind, Attachment file, Instant at, boolean isHere) {
    /// What it is called when it is kept elsewhere.
    public String name() {
        return terminal + "-" + kind + "-" + command + "."
                + switch (file.mediaType()) {
                    case PNG -> "png";
                    case ZIP -> "zip";
                    case JPEG -> "jpg";
                    case JSON -> "json";
                };
    }
}
