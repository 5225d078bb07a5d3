package org.hongting.central.course;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.ingest.Door;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.wire.CourseFileAsk;
import org.hongting.protocol.wire.CourseReport;
import org.hongting.protocol.wire.RefusedMessage;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Where terminals fetch the files of their courses, by range, and tell how far they are. Stands on their own listener;
/// each request is signed by the terminal's key.
@RestController
class CourseFileController {
    private final Courses courses;
    private final Terminals terminals;
    private final RefusalBook refusals;

    CourseFileController(Courses courses, Terminals terminals, RefusalBook refusals) {
        this.courses = courses;
        this.terminals = terminals;
        this.refusals = refusals;
    }

    @GetMapping(CourseFileAsk.FOLDER + "{terminal}/{file}")
    ResponseEntity<Resource> file(
            @PathVariable("terminal") String name,
            @PathVariable("file") String hash,
            @RequestHeader(name = CourseFileAsk.HEADER, defaultValue = "") String ask) {
        CourseFileAsk expected;
        try {
            expected = new CourseFileAsk(new TerminalId(name), Digest.ofHex(hash));
            CourseFileAsk.check(ask, expected, terminals.keys(expected.terminal()));
        } catch (RefusedMessage | IllegalArgumentException e) {
            return refuse(name, e);
        }
        if (!courses.mayFetch(expected.terminal(), expected.file())
                || !courses.files().holds(expected.file())) {
            return ResponseEntity.status(HttpStatus.NOT_FOUND).build();
        }
        // Spring answers the range that was asked for out of a resource.
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(new FileSystemResource(courses.files().whole(expected.file())));
    }

    @PostMapping(CourseFileAsk.FOLDER + "{terminal}")
    ResponseEntity<Resource> report(@PathVariable("terminal") String name, HttpServletRequest http) throws IOException {
        byte[] body = http.getInputStream().readNBytes(Limits.MESSAGE_BYTES + 1);
        try {
            TerminalId terminal = new TerminalId(name);
            courses.told(CourseReport.open(body, terminal, terminals.keys(terminal)));
            return ResponseEntity.noContent().build();
        } catch (RefusedMessage | IllegalArgumentException e) {
            return refuse(name, e);
        }
    }

    /// What is not believed is counted: for the terminal where it is enrolled, and at the door for strangers.
    private ResponseEntity<Resource> refuse(String name, RuntimeException why) {
        if (!(why instanceof RefusedMessage refused)) {
            refusals.add(Door.COURSE_FILE, RefusedMessage.Reason.MALFORMED);
        } else if (terminals.find(new TerminalId(name)).isPresent()) {
            refusals.add(new TerminalId(name), refused.reason());
        } else {
            refusals.add(Door.COURSE_FILE, refused.reason());
        }
        return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
    }
}
