package org.hongting.central.release;

import java.nio.file.Path;
import java.util.Optional;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.ingest.Door;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.wire.CourseFileAsk;
import org.hongting.protocol.wire.RefusedMessage;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Where terminals fetch the files of the release that they are to run, by range, with the ask that they fetch files
/// of courses with. Stands on their own listener; each request is signed by the terminal's key.
@RestController
class ReleaseFileController {
    private final Releases releases;
    private final Terminals terminals;
    private final RefusalBook refusals;

    ReleaseFileController(Releases releases, Terminals terminals, RefusalBook refusals) {
        this.releases = releases;
        this.terminals = terminals;
        this.refusals = refusals;
    }

    @GetMapping(CourseFileAsk.RELEASES + "{terminal}/{file}")
    ResponseEntity<Resource> file(
            @PathVariable("terminal") String name,
            @PathVariable("file") String hash,
            @RequestHeader(name = CourseFileAsk.HEADER, defaultValue = "") String ask) {
        CourseFileAsk expected;
        try {
            expected = new CourseFileAsk(new TerminalId(name), Digest.ofHex(hash));
            CourseFileAsk.check(ask, expected, terminals.keys(expected.terminal()));
        } catch (RefusedMessage | IllegalArgumentException e) {
            refusals.add(
                    Door.COURSE_FILE,
                    e instanceof RefusedMessage refused ? refused.reason() : RefusedMessage.Reason.MALFORMED);
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        Optional<Path> file = releases.fileFor(expected.terminal(), expected.file());
        // Spring answers the range that was asked for out of a resource.
        return file.<ResponseEntity<Resource>>map(path -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .body(new FileSystemResource(path)))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND).build());
    }
}
