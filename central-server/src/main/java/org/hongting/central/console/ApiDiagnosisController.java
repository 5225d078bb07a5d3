package org.hongting.central.console;

import java.security.Principal;
import java.util.List;
import org.hongting.central.diagnosis.Diagnoses;
import org.hongting.central.diagnosis.SelfTest;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// What terminals found out about themselves, for scripts. It is asked for as a command.
@RestController
class ApiDiagnosisController {
    private static final int SHOWN = 50;

    private final Database database;
    private final Diagnoses diagnoses;
    private final DiagnosisFiles files;

    ApiDiagnosisController(Database database, Diagnoses diagnoses, DiagnosisFiles files) {
        this.database = database;
        this.diagnoses = diagnoses;
        this.files = files;
    }

    /// @param command that asked for it; its address is `/api/terminals/{id}/files/{command}`
    /// @param whole whether it can be opened
    record File(String command, String kind, String mediaType, long size, String at, boolean whole) {}

    /// The latest first.
    @GetMapping("/api/terminals/{id}/self-tests")
    List<SelfTest> tests(@PathVariable String id) {
        TerminalId terminal = named(id);
        return database.reading(transaction -> diagnoses.tests(transaction, terminal, SHOWN));
    }

    /// The latest first.
    @GetMapping("/api/terminals/{id}/files")
    List<File> files(@PathVariable String id) {
        TerminalId terminal = named(id);
        return database.reading(transaction -> diagnoses.files(transaction, terminal, SHOWN)).stream()
                .map(one -> new File(
                        one.command(),
                        one.kind(),
                        one.file().mediaType().text(),
                        one.file().size(),
                        one.at().toString(),
                        one.isHere()))
                .toList();
    }

    @GetMapping("/api/terminals/{id}/files/{command}")
    ResponseEntity<byte[]> file(@PathVariable String id, @PathVariable String command, Principal principal) {
        return files.open(named(id), command, principal.getName());
    }

    private static TerminalId named(String id) {
        try {
            return new TerminalId(id);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }
}
