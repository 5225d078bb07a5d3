package org.hongting.central.console;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseBody;

/// What was refused, how often and why.
@Controller
class RefusalController {
    private final RefusalBoard board;

    RefusalController(RefusalBoard board) {
        this.board = board;
    }

    @ModelAttribute("section")
    String section() {
        return "system";
    }

    @GetMapping("/refusals")
    String page(Model model) {
        model.addAttribute("doors", board.atDoors());
        model.addAttribute("terminals", board.ofTerminals());
        model.addAttribute("quarantined", board.quarantined());
        return "refusals";
    }

    /// The same for whoever watches the server.
    @GetMapping("/api/refusals")
    @ResponseBody
    Map<String, List<?>> counts() {
        return Map.of("doors", board.atDoors(), "terminals", board.ofTerminals(), "quarantined", board.quarantined());
    }
}
