package org.hongting.central.console;

import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hongting.central.ingest.Quarantine;
import org.hongting.central.ingest.QuarantineReason;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/// Records that could not be taken: what they are and why, trying them again, and giving them up. The same for scripts
/// below `/api`.
@Controller
class QuarantineController {
    private static final int PAGE = 50;
    private static final int MOST = 1000;
    private static final Pattern TERMINAL = Pattern.compile("[a-z0-9-]{0,32}");

    private final QuarantineBoard board;
    private final QuarantineDesk desk;
    private final TerminalBoard terminals;

    QuarantineController(QuarantineBoard board, QuarantineDesk desk, TerminalBoard terminals) {
        this.board = board;
        this.desk = desk;
        this.terminals = terminals;
    }

    @ModelAttribute("section")
    String section() {
        return "system";
    }

    @GetMapping("/quarantine")
    String page(
            @RequestParam(defaultValue = "") String terminal,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean discarded,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        QuarantineBoard.Filter filter = filter(terminal, reason, discarded);
        int at = Paging.clamp(page);
        List<QuarantineBoard.Line> records = board.lines(filter, at * PAGE, PAGE + 1);
        List<QuarantineBoard.Count> counts = board.counts(filter.terminal());
        model.addAttribute("paging", Paging.of(at, records.size() > PAGE));
        model.addAttribute("records", records.stream().limit(PAGE).toList());
        model.addAttribute("counts", counts);
        model.addAttribute(
                "count",
                counts.stream()
                        .filter(one -> reason.isEmpty() || one.reason().equals(reason))
                        .filter(one -> !one.reason().equals(QuarantineReason.FORK.word()))
                        .mapToLong(QuarantineBoard.Count::count)
                        .sum());
        model.addAttribute("names", terminals.names());
        model.addAttribute("terminals", board.terminals());
        model.addAttribute("terminal", filter.terminal());
        model.addAttribute("reason", reason);
        model.addAttribute("discarded", discarded);
        model.addAttribute("address", address(filter) + (address(filter).contains("?") ? "&" : "?"));
        return "quarantine";
    }

    @PostMapping("/quarantine/again")
    String again(
            @RequestParam String terminal,
            @RequestParam String epoch,
            @RequestParam long seq,
            @RequestParam(defaultValue = "") String content,
            Principal principal,
            RedirectAttributes back) {
        back.addFlashAttribute("tally", desk.again(name(terminal, epoch, seq, content), principal.getName()));
        return "redirect:/quarantine";
    }

    @PostMapping("/quarantine/again-all")
    String againAll(
            @RequestParam(defaultValue = "") String terminal,
            @RequestParam(defaultValue = "") String reason,
            Principal principal,
            RedirectAttributes back) {
        QuarantineBoard.Filter filter = filter(terminal, reason, false);
        back.addFlashAttribute("tally", desk.againAll(filter.terminal(), filter.reason(), principal.getName()));
        return "redirect:" + address(filter);
    }

    @PostMapping("/quarantine/discard")
    String discard(
            @RequestParam String terminal,
            @RequestParam String epoch,
            @RequestParam long seq,
            @RequestParam String content,
            @RequestParam(defaultValue = "") String note,
            Principal principal,
            RedirectAttributes back) {
        try {
            back.addFlashAttribute(
                    "gone", desk.discard(name(terminal, epoch, seq, content), note, principal.getName()));
        } catch (IllegalArgumentException e) {
            back.addFlashAttribute("problem", "quarantine.no-note");
        }
        return "redirect:/quarantine";
    }

    @PostMapping("/quarantine/discard-all")
    String discardAll(
            @RequestParam(defaultValue = "") String terminal,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String note,
            Principal principal,
            RedirectAttributes back) {
        QuarantineBoard.Filter filter = filter(terminal, reason, false);
        try {
            back.addFlashAttribute(
                    "gone", desk.discardAll(filter.terminal(), filter.reason(), note, principal.getName()));
        } catch (IllegalArgumentException e) {
            back.addFlashAttribute("problem", "quarantine.no-note");
        }
        return "redirect:" + address(filter);
    }

    @PostMapping("/quarantine/put-back")
    String putBack(
            @RequestParam String terminal,
            @RequestParam String epoch,
            @RequestParam long seq,
            @RequestParam String content,
            Principal principal) {
        desk.putBack(name(terminal, epoch, seq, content), principal.getName());
        return "redirect:/quarantine?discarded=true";
    }

    @GetMapping("/api/quarantine")
    @ResponseBody
    List<QuarantineBoard.Line> lines(
            @RequestParam(defaultValue = "") String terminal,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean discarded,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "1000") int limit) {
        return board.lines(filter(terminal, reason, discarded), Math.max(0, offset), Math.clamp(limit, 1, MOST));
    }

    /// All of a terminal and a reason, or one record where its place is said.
    @PostMapping("/api/quarantine/again")
    @ResponseBody
    QuarantineDesk.Tally tryAgain(
            @RequestParam(defaultValue = "") String terminal,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String epoch,
            @RequestParam(defaultValue = "0") long seq,
            @RequestParam(defaultValue = "") String content,
            Principal principal) {
        if (!epoch.isEmpty()) {
            return desk.again(name(terminal, epoch, seq, content), principal.getName());
        }
        QuarantineBoard.Filter filter = filter(terminal, reason, false);
        return desk.againAll(filter.terminal(), filter.reason(), principal.getName());
    }

    private static String address(QuarantineBoard.Filter filter) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/quarantine");
        if (!filter.terminal().isEmpty()) {
            address.queryParam("terminal", filter.terminal());
        }
        QuarantineReason reason = filter.reason();
        if (reason != null) {
            address.queryParam("reason", reason.word());
        }
        if (filter.discarded()) {
            address.queryParam("discarded", "true");
        }
        return address.toUriString();
    }

    private static QuarantineBoard.Filter filter(String terminal, String reason, boolean discarded) {
        String wanted = terminal.strip().toLowerCase(Locale.ROOT);
        Optional<QuarantineReason> known = Words.find(QuarantineReason.class, reason);
        if (!TERMINAL.matcher(wanted).matches() || (known.isEmpty() && !reason.isEmpty())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        @Nullable QuarantineReason only = known.orElse(null);
        return new QuarantineBoard.Filter(wanted, only, discarded);
    }

    private static Quarantine.Name name(String terminal, String epoch, long seq, String content) {
        try {
            return new Quarantine.Name(
                    new TerminalId(terminal),
                    new EpochId(epoch),
                    seq,
                    content.isEmpty() ? null : Digest.ofHex(content));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }
}
