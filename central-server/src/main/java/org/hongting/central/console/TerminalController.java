package org.hongting.central.console;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;
import org.hongting.central.fleet.Pairings;
import org.hongting.central.fleet.Terminals;
import org.hongting.protocol.identity.TerminalId;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// Terminals: the list, one terminal, claiming and revoking.
@Controller
class TerminalController {
    private static final int PAGE = 200;

    private final TerminalBoard terminals;
    private final Terminals fleet;
    private final ClaimDesk claims;
    private final SuspensionModel suspensions;
    private final DriftModel drift;
    private final HealthModel health;
    private final Pairings pairings;

    TerminalController(
            TerminalBoard terminals,
            Terminals fleet,
            ClaimDesk claims,
            SuspensionModel suspensions,
            DriftModel drift,
            HealthModel health,
            Pairings pairings) {
        this.terminals = terminals;
        this.fleet = fleet;
        this.claims = claims;
        this.suspensions = suspensions;
        this.drift = drift;
        this.health = health;
        this.pairings = pairings;
    }

    @ModelAttribute("section")
    String section() {
        return "terminals";
    }

    @GetMapping("/terminals")
    String list(@RequestParam(defaultValue = "0") int page, Model model) {
        fill(page, model);
        return "terminals";
    }

    @GetMapping("/terminals/live")
    String live(@RequestParam(defaultValue = "0") int page, Model model) {
        fill(page, model);
        return "terminals :: live";
    }

    @GetMapping("/terminals/{id}")
    String show(@PathVariable String id, Model model) {
        TerminalBoard.Terminal terminal =
                terminals.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("terminal", terminal);
        model.addAttribute("unsent", terminals.unsent(terminal.id()));
        model.addAttribute("leaving", terminals.leaving(terminal.id()));
        model.addAttribute("clone", terminals.twoMachines(terminal.id()));
        suspensions.fill(new TerminalId(terminal.id()), model);
        drift.fill(model);
        health.fill(terminal, model);
        return "terminal";
    }

    /// Shows the claim file in the answer itself: it stands in no address and no session, and a reload makes no
    /// second.
    @PostMapping("/terminals/claims")
    String claim(
            @RequestParam String name,
            @RequestParam(defaultValue = "") String place,
            Principal principal,
            Model model) {
        try {
            ClaimDesk.Claim claim = claims.mint(name, place, principal.getName());
            model.addAttribute("claim", claim);
            model.addAttribute(
                    "download",
                    "data:application/json;base64,"
                            + Base64.getEncoder().encodeToString(claim.file().getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            model.addAttribute("problem", "terminal.problem.name");
        }
        fill(0, model);
        return "terminals";
    }

    @PostMapping("/terminals/{id}/revoke")
    String revoke(@PathVariable String id, Principal principal) {
        TerminalBoard.Terminal terminal =
                terminals.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        fleet.revoke(new TerminalId(terminal.id()), principal.getName());
        return "redirect:/terminals/" + terminal.id();
    }

    private void fill(int page, Model model) {
        int at = Paging.clamp(page);
        var found = terminals.terminals(at * PAGE, PAGE + 1);
        drift.fill(model);
        model.addAttribute("paging", Paging.of(at, found.size() > PAGE));
        model.addAttribute("pairings", pairings.waiting());
        var shown = found.stream().limit(PAGE).toList();
        model.addAttribute("terminals", shown);
        health.fill(shown, model);
    }
}
