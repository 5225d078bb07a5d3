package org.hongting.central.console;

import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.hongting.central.configuration.Groups;
import org.hongting.central.fleet.ClaimTokens;
import org.hongting.central.fleet.NewTerminal;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// Claim files for many terminals at once, and the tokens that nobody has used yet.
@Controller
class ClaimFileController {
    private static final int PAGE = 200;
    private static final int LINES = 200_000;

    private final ClaimDesk desk;
    private final ClaimTokens tokens;
    private final Groups groups;
    private final Database database;

    ClaimFileController(ClaimDesk desk, ClaimTokens tokens, Groups groups, Database database) {
        this.desk = desk;
        this.tokens = tokens;
        this.groups = groups;
        this.database = database;
    }

    @ModelAttribute("section")
    String section() {
        return "terminals";
    }

    @GetMapping("/terminals/claim-files")
    String list(@RequestParam(defaultValue = "0") int page, Model model) {
        fill(page, model);
        return "claim-files";
    }

    /// Gives the files in the answer itself: they stand in no address and no session, and a reload makes no second
    /// ones.
    ///
    /// @param lines a terminal each: name, place and serial number, divided by commas
    @PostMapping("/terminals/claim-files")
    String make(
            @RequestParam String lines,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "3") int days,
            Principal principal,
            Model model) {
        List<NewTerminal> wanted = new ArrayList<>();
        List<Integer> wrong = new ArrayList<>();
        read(lines, group, wanted, wrong);
        if (wrong.isEmpty()) {
            try {
                byte[] zip = desk.mint(wanted, Duration.ofDays(days), principal.getName());
                model.addAttribute("made", wanted.size());
                model.addAttribute(
                        "download",
                        "data:application/zip;base64," + Base64.getEncoder().encodeToString(zip));
            } catch (IllegalArgumentException e) {
                model.addAttribute("problem", "claim-files.problem.bounds");
            }
        } else {
            model.addAttribute("problem", "claim-files.problem.line");
            model.addAttribute("wrong", wrong.getFirst());
        }
        if (model.containsAttribute("problem")) {
            model.addAttribute("typed", lines);
        }
        fill(0, model);
        return "claim-files";
    }

    /// @param wrong takes the numbers of lines that will not do, from 1
    private static void read(String lines, String group, List<NewTerminal> wanted, List<Integer> wrong) {
        List<String> all =
                lines.substring(0, Math.min(lines.length(), LINES)).lines().toList();
        for (int i = 0; i < all.size(); i++) {
            String line = all.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            String[] parts = line.split("[,，\t]", -1);
            try {
                if (parts.length > 3) {
                    throw new IllegalArgumentException("name, place, serial number");
                }
                wanted.add(new NewTerminal(
                        parts[0], parts.length > 1 ? parts[1] : "", group, parts.length > 2 ? parts[2] : ""));
            } catch (IllegalArgumentException e) {
                wrong.add(i + 1);
            }
        }
    }

    @PostMapping("/terminals/claim-files/{terminal}/withdrawn")
    String withdraw(@PathVariable String terminal, Principal principal) {
        try {
            tokens.withdraw(new TerminalId(terminal), principal.getName());
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
        return "redirect:/terminals/claim-files";
    }

    private void fill(int page, Model model) {
        int at = Paging.clamp(page);
        List<ClaimTokens.Waiting> found = tokens.waiting(at * PAGE, PAGE + 1);
        model.addAttribute("waiting", found.stream().limit(PAGE).toList());
        model.addAttribute("paging", Paging.of(at, found.size() > PAGE));
        model.addAttribute("groups", database.reading(groups::all));
        model.addAttribute("most", ClaimTokens.MOST_AT_ONCE);
    }
}
