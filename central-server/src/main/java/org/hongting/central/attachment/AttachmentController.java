package org.hongting.central.attachment;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.ingest.Door;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.wire.AttachmentPart;
import org.hongting.protocol.wire.RefusedMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where terminals post parts of attachments. Stands on their own listener; each part is signed by the terminal's key.
@RestController
class AttachmentController {
    private final Attachments attachments;
    private final Terminals terminals;
    private final RefusalBook refusals;

    AttachmentController(Attachments attachments, Terminals terminals, RefusalBook refusals) {
        this.attachments = attachments;
        this.terminals = terminals;
        this.refusals = refusals;
    }

    @PostMapping(AttachmentPart.FOLDER + "{terminal}")
    ResponseEntity<byte[]> take(@PathVariable("terminal") String name, HttpServletRequest http) throws IOException {
        byte[] body = http.getInputStream().readNBytes(AttachmentPart.MAX_BYTES + 1);
        AttachmentPart part;
        try {
            TerminalId terminal = new TerminalId(name);
            KeyDirectory keys = terminals.keys(terminal);
            part = opened(body, terminal, keys);
        } catch (RefusedMessage e) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        } catch (IllegalArgumentException e) {
            refusals.add(Door.ATTACHMENT, RefusedMessage.Reason.WRONG_TERMINAL);
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        return switch (attachments.take(part)) {
            case Attachments.Answer.Received(var receipt) ->
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(receipt.write());
            case Attachments.Answer.NotNamed() ->
                ResponseEntity.status(HttpStatus.NOT_FOUND).build();
            case Attachments.Answer.NoRoom() ->
                ResponseEntity.status(HttpStatus.INSUFFICIENT_STORAGE).build();
        };
    }

    /// What is not believed is counted: for the terminal where it is enrolled, and at the door for strangers.
    private AttachmentPart opened(byte[] body, TerminalId terminal, KeyDirectory keys) {
        try {
            return AttachmentPart.open(body, terminal, keys);
        } catch (RefusedMessage e) {
            if (terminals.find(terminal).isPresent()) {
                refusals.add(terminal, e.reason());
            } else {
                refusals.add(Door.ATTACHMENT, e.reason());
            }
            throw e;
        }
    }
}
