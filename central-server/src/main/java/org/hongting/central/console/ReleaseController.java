package org.hongting.central.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import org.hongting.central.release.Releases;
import org.hongting.central.release.RolloutRefusal;
import org.hongting.protocol.Words;
import org.hongting.protocol.release.RefusedRelease;
import org.hongting.protocol.signing.KeyId;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Releases of the terminal's software, and how they go out.
@Controller
class ReleaseController {
    private static final String PAGE = "redirect:/releases";

    private final Releases releases;
    private final RolloutDesk desk;
    private final ReleaseUploads uploads;

    ReleaseController(Releases releases, RolloutDesk desk, ReleaseUploads uploads) {
        this.releases = releases;
        this.desk = desk;
        this.uploads = uploads;
    }

    @ModelAttribute("section")
    String section() {
        return "terminals";
    }

    @GetMapping("/releases")
    String list(Model model) {
        fill(model);
        model.addAttribute("choices", desk.choices());
        model.addAttribute("groups", desk.groups());
        model.addAttribute("percent", RolloutForm.USUAL_PERCENT);
        model.addAttribute("patience", RolloutForm.USUAL_PATIENCE);
        model.addAttribute("least", RolloutForm.USUAL_LEAST);
        model.addAttribute("atOnce", RolloutForm.USUAL_AT_ONCE);
        return "releases";
    }

    @GetMapping("/releases/live")
    String live(Model model) {
        fill(model);
        return "releases :: live";
    }

    private void fill(Model model) {
        model.addAttribute("keys", keys());
        model.addAttribute("uploads", uploads.latest());
        model.addAttribute("staged", desk.staged());
        model.addAttribute("lines", desk.lines());
    }

    /// What cannot be read is as if it were not there, and is told when a package comes.
    private List<String> keys() {
        try {
            return releases.keys().keys().stream()
                    .map(key -> KeyId.of(key).value())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// The body is the file itself. Whether it was taken, and why not, stands on the page.
    @PostMapping("/releases/packages")
    ResponseEntity<Void> upload(@RequestParam String name, HttpServletRequest request, Principal principal)
            throws IOException {
        try {
            uploads.stage(name, request.getInputStream(), principal.getName());
        } catch (RefusedRelease e) {
            return ResponseEntity.accepted().build();
        }
        return ResponseEntity.accepted().build();
    }

    @PostMapping("/releases/rollouts")
    String begin(RolloutForm form, Principal principal, RedirectAttributes back) {
        try {
            desk.begin(form, principal.getName());
            back.addFlashAttribute("done", "release.begun");
        } catch (IllegalArgumentException e) {
            back.addFlashAttribute("problem", "release.problem.unfit");
        } catch (RolloutRefusal e) {
            back.addFlashAttribute("problem", "release.problem." + Words.of(e.reason()));
        }
        return PAGE;
    }

    @PostMapping("/releases/rollouts/{id}/{decision}")
    String decide(
            @PathVariable String id, @PathVariable String decision, Principal principal, RedirectAttributes back) {
        RolloutDesk.Decision wanted = RolloutDesk.Decision.find(decision)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        try {
            desk.decide(id, wanted, principal.getName());
            back.addFlashAttribute("done", "release.decided." + decision);
        } catch (RolloutRefusal e) {
            back.addFlashAttribute("problem", "release.problem." + Words.of(e.reason()));
        }
        return PAGE;
    }
}
