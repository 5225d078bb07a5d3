package org.hongting.central.console;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.hongting.central.fleet.Pairing;
import org.hongting.central.fleet.Pairings;
import org.hongting.central.fleet.TerminalSummary;
import org.hongting.central.fleet.Terminals;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// Where somebody compares a new machine's words, on their phone most likely, and makes it a terminal.
@Controller
class PairingPageController {
    private final Pairings pairings;
    private final Terminals terminals;

    PairingPageController(Pairings pairings, Terminals terminals) {
        this.pairings = pairings;
        this.terminals = terminals;
    }

    @ModelAttribute("section")
    String section() {
        return "terminals";
    }

    @GetMapping("/terminals/pairings/{id}")
    String show(@PathVariable String id, Model model) {
        if (find(id).state() == Pairing.State.WAITING) {
            pairings.look(id);
        }
        fill(id, model);
        return "pairing";
    }

    /// Asked over and over by the open page, until somebody decides or it is over.
    @GetMapping("/terminals/pairings/{id}/live")
    String live(@PathVariable String id, Model model) {
        fill(id, model);
        return "pairing :: live";
    }

    /// @param machine the key that stood on the page: nobody approves what they have not seen
    @PostMapping("/terminals/pairings/{id}/approved")
    String approve(
            @PathVariable String id,
            @RequestParam String machine,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String replaces,
            Principal principal,
            Model model) {
        Pairing.Approved approved;
        try {
            approved = new Pairing.Approved(
                    Digest.ofHex(machine),
                    name,
                    place,
                    replaces.isEmpty() ? Optional.empty() : Optional.of(new TerminalId(replaces)));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, e);
        }
        Pairing.Approval approval = pairings.approve(id, approved, principal.getName());
        if (approval == Pairing.Approval.DONE) {
            return "redirect:/terminals/pairings/" + find(id).id();
        }
        model.addAttribute("problem", "pairing.problem." + Words.of(approval));
        model.addAttribute("name", name);
        model.addAttribute("place", place);
        fill(id, model);
        return "pairing";
    }

    @PostMapping("/terminals/pairings/{id}/turned-away")
    String turnAway(@PathVariable String id, Principal principal) {
        Pairing pairing = find(id);
        pairings.turnAway(pairing.id(), principal.getName());
        return "redirect:/terminals/pairings/" + pairing.id();
    }

    private void fill(String id, Model model) {
        Pairing pairing = find(id);
        model.addAttribute("pairing", pairing);
        model.addAttribute("known", pairing.known().flatMap(terminals::find));
        model.addAttribute("became", pairing.terminal().flatMap(terminals::find));
        List<TerminalSummary> others =
                terminals.all().stream().filter(terminal -> !terminal.revoked()).toList();
        model.addAttribute("others", others);
    }

    private Pairing find(String id) {
        return pairings.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
