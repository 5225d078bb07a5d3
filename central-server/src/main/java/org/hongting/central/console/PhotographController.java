package org.hongting.central.console;

import java.time.Duration;
import org.hongting.central.attachment.Attachments;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Digest;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/// The photographs of a meeting's record, and nothing else of what terminals sent.
@Controller
class PhotographController {
    private final OnSiteModel onSite;
    private final Attachments attachments;

    PhotographController(OnSiteModel onSite, Attachments attachments) {
        this.onSite = onSite;
        this.attachments = attachments;
    }

    @GetMapping("/meetings/{id}/photographs/{hash}")
    ResponseEntity<byte[]> show(@PathVariable String id, @PathVariable String hash) {
        return find(id, hash)
                .flatMap(attachments::read)
                .map(jpeg -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_JPEG)
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePrivate())
                        .body(jpeg))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private java.util.Optional<Digest> find(String id, String hash) {
        try {
            return onSite.of(new MeetingId(id)).minutes().stream()
                    .flatMap(minutes -> minutes.photographs().stream())
                    .filter(one -> one.mediaType() == Attachment.MediaType.JPEG)
                    .map(Attachment::hash)
                    .filter(one -> one.hex().equals(hash))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }
}
