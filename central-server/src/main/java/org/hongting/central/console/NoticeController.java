package org.hongting.central.console;

import java.security.Principal;
import org.hongting.central.notice.NoticeTable;
import org.hongting.central.notice.NoticeTarget;
import org.hongting.central.notice.Notices;
import org.hongting.protocol.Words;
import org.hongting.protocol.port.Database;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Who is told of alerts outside of the console.
@Controller
class NoticeController {
    private final Database database;
    private final Notices notices;

    NoticeController(Database database, Notices notices) {
        this.database = database;
        this.notices = notices;
    }

    @ModelAttribute("section")
    String section() {
        return "terminals";
    }

    @GetMapping("/alerts/notices")
    String targets(Model model) {
        fill(model);
        return "notices";
    }

    private void fill(Model model) {
        model.addAttribute("targets", database.reading(NoticeTable::shown));
        model.addAttribute("hasMail", notices.hasMail());
    }

    /// Shows the secret in the answer itself, and never again.
    @PostMapping("/alerts/notices")
    String add(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "zh") String language,
            Principal principal,
            Model model) {
        try {
            NoticeTarget.Kind way = Words.find(NoticeTarget.Kind.class, kind)
                    .orElseThrow(() -> new IllegalArgumentException("no such way"));
            model.addAttribute("added", notices.add(way, address, language, principal.getName()));
        } catch (IllegalArgumentException e) {
            model.addAttribute("problem", "notice.problem.address");
        }
        fill(model);
        return "notices";
    }

    @PostMapping("/alerts/notices/{id}/removed")
    String remove(@PathVariable String id, Principal principal) {
        notices.remove(id, principal.getName());
        return "redirect:/alerts/notices";
    }

    @PostMapping("/alerts/notices/{id}/tried")
    String tryOut(@PathVariable String id) {
        notices.tryOut(id);
        return "redirect:/alerts/notices";
    }
}
