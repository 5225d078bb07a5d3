package org.hongting.central.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import org.hongting.central.meeting.MeetingColumn;
import org.hongting.central.organisation.MemberColumn;
import org.hongting.central.platform.csv.CsvColumn;
import org.hongting.central.platform.csv.CsvWriting;
import org.hongting.central.platform.csv.ImportOptions;
import org.hongting.central.platform.csv.ImportReport;
import org.hongting.protocol.card.CardEncoding;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Imports files in two steps: first what would happen, then, with one press more, that it happens. Between the two
/// the file waits in the person's session.
@Controller
class ImportController {
    private final Imports imports;

    ImportController(Imports imports) {
        this.imports = imports;
    }

    /// A file that was looked at and not yet imported.
    private static final class Waiting implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String kind;
        private final byte[] file;
        private final boolean createBranches;
        private final CardEncoding cards;

        Waiting(String kind, byte[] file, ImportOptions options) {
            this.kind = kind;
            this.file = file;
            this.createBranches = options.createBranches();
            this.cards = options.cards();
        }

        ImportOptions confirmed() {
            return new ImportOptions(false, createBranches, cards);
        }
    }

    @GetMapping({"/members/import", "/meetings/import"})
    String form(HttpServletRequest request, Model model) {
        String kind = kind(request);
        frame(kind, model);
        return "import";
    }

    @PostMapping({"/members/import", "/meetings/import"})
    String look(
            HttpServletRequest request,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "false") boolean createBranches,
            @RequestParam(defaultValue = "hex") String cards,
            HttpSession session,
            Model model)
            throws IOException {
        String kind = kind(request);
        frame(kind, model);
        byte[] content = file.getBytes();
        ImportOptions options = new ImportOptions(true, createBranches, CardEncodings.named(cards));
        ImportReport report = imports.run(kind, content, options, "");
        model.addAttribute("cards", options.cards());
        if (report.isClean()) {
            session.setAttribute("import", new Waiting(kind, content, options));
        } else {
            session.removeAttribute("import");
        }
        model.addAttribute("report", report);
        return "import";
    }

    @PostMapping({"/members/import/confirm", "/meetings/import/confirm"})
    String confirm(HttpServletRequest request, HttpSession session, Principal principal, Model model) {
        String kind = kind(request);
        Object waiting = session.getAttribute("import");
        session.removeAttribute("import");
        if (!(waiting instanceof Waiting one) || !one.kind.equals(kind)) {
            return "redirect:/" + kind + "/import";
        }
        frame(kind, model);
        // Looked at again within the transaction: the tables may have changed since.
        model.addAttribute("report", imports.run(kind, one.file, one.confirmed(), principal.getName()));
        return "import";
    }

    @GetMapping({"/members/template.csv", "/meetings/template.csv"})
    ResponseEntity<byte[]> template(HttpServletRequest request) {
        String kind = kind(request);
        List<CsvColumn> columns = columns(kind);
        boolean chinese = LocaleContextHolder.getLocale().getLanguage().equals("zh");
        return Downloads.csv(kind + "-template.csv", CsvWriting.template(columns, chinese));
    }

    /// The paths are spelled out above because `/members/{id}` would win over a variable in the first place.
    private static String kind(HttpServletRequest request) {
        return request.getServletPath().startsWith("/meetings/") ? "meetings" : "members";
    }

    private static void frame(String kind, Model model) {
        model.addAttribute("section", kind);
        model.addAttribute("kind", kind);
        model.addAttribute("columns", columns(kind));
        model.addAttribute("encodings", CardEncoding.values());
        model.addAttribute("cards", CardEncoding.HEX);
    }

    private static List<CsvColumn> columns(String kind) {
        CsvColumn[] columns = kind.equals("members") ? MemberColumn.values() : MeetingColumn.values();
        return Arrays.asList(columns);
    }
}
