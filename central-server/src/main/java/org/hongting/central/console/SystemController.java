package org.hongting.central.console;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.hongting.central.backup.BackupLoop;
import org.hongting.central.backup.Restoration;
import org.hongting.central.organisation.SealKeyRotation;
import org.hongting.central.platform.AuditLog;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What was done, what could not be taken, and whether the store could be lost.
@Controller
class SystemController {
    private static final int PAGE = 100;

    private final AuditLog audit;
    private final TerminalBoard terminals;
    private final SealKeyRotation sealKeys;
    private final Optional<BackupLoop> backups;
    private final Restoration restoration;

    SystemController(
            AuditLog audit,
            TerminalBoard terminals,
            SealKeyRotation sealKeys,
            Optional<BackupLoop> backups,
            Restoration restoration) {
        this.audit = audit;
        this.terminals = terminals;
        this.sealKeys = sealKeys;
        this.backups = backups;
        this.restoration = restoration;
    }

    @ModelAttribute("section")
    String section() {
        return "system";
    }

    @GetMapping("/system")
    String acts(@RequestParam(defaultValue = "0") int page, Model model) {
        int at = Paging.clamp(page);
        List<AuditLog.Act> acts = audit.latest(at * PAGE, PAGE + 1);
        model.addAttribute("paging", Paging.of(at, acts.size() > PAGE));
        model.addAttribute("acts", acts.stream().limit(PAGE).toList());
        model.addAttribute("sealKey", sealKeys.number());
        model.addAttribute("backups", backups.map(BackupLoop::state));
        model.addAttribute("restoration", restoration.find());
        return "system";
    }

    @PostMapping("/system/backup")
    String backUp(Principal principal) {
        audit.record(principal.getName(), "backup.asked", "store", "");
        backups.ifPresent(BackupLoop::request);
        return "redirect:/system";
    }

    @PostMapping("/system/continue")
    String goOn(Principal principal) {
        restoration.goOn(principal.getName());
        return "redirect:/system";
    }

    @PostMapping("/system/seal-key")
    String rotateSealKey(Principal principal) {
        sealKeys.rotate(principal.getName());
        return "redirect:/system";
    }

    @GetMapping("/alarms")
    String alarms(@RequestParam(defaultValue = "0") int page, Model model) {
        int at = Paging.clamp(page);
        List<TerminalBoard.Alarm> alarms = terminals.alarms(at * PAGE, PAGE + 1);
        model.addAttribute("paging", Paging.of(at, alarms.size() > PAGE));
        model.addAttribute("alarms", alarms.stream().limit(PAGE).toList());
        return "alarms";
    }
}
