package org.hongting.central.console;

import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.List;
import org.hongting.central.platform.csv.CsvReading;
import org.hongting.central.platform.csv.ImportOptions;
import org.hongting.central.platform.csv.ImportReport;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Imports for scripts: the file is the request's body. 422 with line-numbered problems where nothing was imported.
@RestController
class ApiImportController {
    private static final int UNPROCESSABLE = 422;

    private final Imports imports;
    private final MessageSource words;

    ApiImportController(Imports imports, MessageSource words) {
        this.imports = imports;
        this.words = words;
    }

    /// @param text in the language that the request asks for
    record Problem(long line, String code, String text) {}

    record Answer(
            boolean dryRun,
            boolean imported,
            int lines,
            int added,
            int changed,
            int unchanged,
            int branches,
            List<Problem> problems) {}

    /// @param cards how card numbers are written, like `reversed-decimal`
    /// @param body asked for before the parameters: `curl --data-binary` calls every file a form, and Tomcat would
    /// read it as one
    @PostMapping("/api/import/{kind:members|meetings}")
    ResponseEntity<Answer> run(
            InputStream body,
            @PathVariable String kind,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean createBranches,
            @RequestParam(defaultValue = "hex") String cards,
            Principal principal)
            throws IOException {
        // One byte more than may be: the reader then says that it is too large.
        byte[] file = body.readNBytes(CsvReading.BYTES + 1);
        ImportOptions options = new ImportOptions(dryRun, createBranches, CardEncodings.named(cards));
        ImportReport report = imports.run(kind, file, options, principal.getName());
        Answer answer = new Answer(
                report.dryRun(),
                report.imported(),
                report.lines(),
                report.added(),
                report.changed(),
                report.unchanged(),
                report.branches(),
                report.problems().stream()
                        .map(problem -> new Problem(
                                problem.line(),
                                problem.code(),
                                words.getMessage(
                                        "import.problem." + problem.code(),
                                        problem.arguments().toArray(),
                                        LocaleContextHolder.getLocale())))
                        .toList());
        return ResponseEntity.status(report.isClean() ? 200 : UNPROCESSABLE).body(answer);
    }
}
