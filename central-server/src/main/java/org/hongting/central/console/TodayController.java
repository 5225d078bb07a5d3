package org.hongting.central.console;

import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.platform.servers.Servers;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/// The first page: today's meetings as they fill, and whether the terminals are well.
@Controller
class TodayController {
    private final MeetingHall hall;
    private final TerminalBoard terminals;
    private final Servers servers;

    TodayController(MeetingHall hall, TerminalBoard terminals, Servers servers) {
        this.hall = hall;
        this.terminals = terminals;
        this.servers = servers;
    }

    @ModelAttribute("section")
    String section() {
        return "today";
    }

    @GetMapping("/")
    String today(Model model) {
        fill(model);
        return "today";
    }

    /// The piece that an open page asks for again.
    @GetMapping("/today/live")
    String live(Model model) {
        fill(model);
        return "today :: live";
    }

    private void fill(Model model) {
        model.addAttribute("meetings", hall.today());
        model.addAttribute("fleet", terminals.summary());
        model.addAttribute("overview", servers.look());
    }
}
