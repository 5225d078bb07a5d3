package org.hongting.central.console;

import org.hongting.central.attachment.Attachments;
import org.hongting.central.diagnosis.Diagnoses;
import org.hongting.central.diagnosis.TerminalFile;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.Attachment;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/// Hands out what terminals made, and writes down to whom. Nothing else of what terminals sent can be had here.
@Component
class DiagnosisFiles {
    private final Database database;
    private final Diagnoses diagnoses;
    private final Attachments attachments;
    private final AuditLog audit;

    DiagnosisFiles(Database database, Diagnoses diagnoses, Attachments attachments, AuditLog audit) {
        this.database = database;
        this.diagnoses = diagnoses;
        this.attachments = attachments;
        this.audit = audit;
    }

    /// A picture to be looked at, anything else to be kept. 404 where there is none, or it has not come, or its time
    /// is over.
    ResponseEntity<byte[]> open(TerminalId terminal, String command, String actor) {
        TerminalFile file = database.reading(transaction -> diagnoses.find(transaction, terminal, command))
                .filter(TerminalFile::isHere)
                .orElseThrow(DiagnosisFiles::none);
        byte[] bytes = attachments.read(file.file().hash()).orElseThrow(DiagnosisFiles::none);
        audit.record(actor, "terminal.file-opened", terminal + "/" + command, file.kind());
        boolean picture = file.file().mediaType() == Attachment.MediaType.PNG;
        ContentDisposition as = (picture ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(file.name())
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.file().mediaType().text()))
                .header(HttpHeaders.CONTENT_DISPOSITION, as.toString())
                .cacheControl(CacheControl.noStore())
                .body(bytes);
    }

    private static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
