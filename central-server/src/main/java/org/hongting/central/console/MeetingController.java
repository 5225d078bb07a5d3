package org.hongting.central.console;

import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import org.hongting.central.conclusion.Conclusions;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.RulingReason;
import org.hongting.protocol.record.Verdict;
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

/// Lists of meetings and the page of one.
@Controller
class MeetingController {
    private static final int PAGE = 50;

    private final MeetingHall hall;
    private final Database database;
    private final AuditLog audit;
    private final PageTimes times;
    private final TerminalBoard terminals;
    private final Conclusions conclusions;
    private final OnSiteModel onSite;

    MeetingController(
            MeetingHall hall,
            Database database,
            AuditLog audit,
            PageTimes times,
            TerminalBoard terminals,
            Conclusions conclusions,
            OnSiteModel onSite) {
        this.hall = hall;
        this.database = database;
        this.audit = audit;
        this.times = times;
        this.terminals = terminals;
        this.conclusions = conclusions;
        this.onSite = onSite;
    }

    @ModelAttribute("section")
    String section() {
        return "meetings";
    }

    @GetMapping("/meetings")
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int page, Model model) {
        int at = Paging.clamp(page);
        List<MeetingHall.Brief> found = hall.page(q, at * PAGE, PAGE + 1);
        model.addAttribute("q", q);
        model.addAttribute("paging", Paging.of(at, found.size() > PAGE));
        model.addAttribute("meetings", found.stream().limit(PAGE).toList());
        return "meetings";
    }

    @GetMapping("/meetings/{id}")
    String show(@PathVariable String id, @RequestParam(defaultValue = "all") String show, Model model) {
        fill(id, show, model);
        return "meeting";
    }

    /// The piece that an open page asks for again.
    @GetMapping("/meetings/{id}/live")
    String live(@PathVariable String id, @RequestParam(defaultValue = "all") String show, Model model) {
        fill(id, show, model);
        return "meeting :: live";
    }

    @GetMapping("/meetings/{id}/attendance.csv")
    ResponseEntity<byte[]> export(@PathVariable String id, Principal principal) {
        MeetingHall.Whole whole = find(id);
        audit.record(principal.getName(), "attendance.export", id, "");
        return Downloads.csv(
                "attendance-" + id + ".csv",
                new AttendanceSheet(times)
                        .write(whole, onSite.of(whole.meeting().id()).guests()));
    }

    @PostMapping("/meetings/{id}/cancelled")
    String cancel(
            @PathVariable String id, @RequestParam boolean cancelled, Principal principal, RedirectAttributes back) {
        Meeting meeting = find(id).meeting();
        boolean done = database.inTransaction(transaction -> {
            if (!hall.setCancelled(transaction, meeting.id(), cancelled)) {
                return false;
            }
            audit.record(transaction, principal.getName(), cancelled ? "meeting.cancel" : "meeting.restore", id, "");
            return true;
        });
        if (!done) {
            back.addFlashAttribute("refusal", "joined");
        }
        return "redirect:/meetings/" + id;
    }

    private void fill(String id, String show, Model model) {
        MeetingHall.Whole whole = find(id);
        Attendance.Part part = Attendance.Part.of(show);
        MeetingHall.Circle circle = hall.around(whole.meeting());
        model.addAttribute("joinedInto", circle.into().orElse(null));
        model.addAttribute("joinedFrom", circle.from());
        model.addAttribute("neighbours", circle.neighbours());
        model.addAttribute("twins", circle.twins());
        onSite.fill(whole.meeting().id(), model);
        model.addAttribute(
                "seal",
                database.reading(transaction -> conclusions.seal(transaction, whole))
                        .orElse(null));
        model.addAttribute("verdicts", words(Verdict.values()));
        model.addAttribute("reasons", words(RulingReason.values()));
        model.addAttribute("whole", whole);
        model.addAttribute("meeting", whole.meeting());
        model.addAttribute("plan", whole.meeting().plan());
        model.addAttribute("counts", whole.attendance().counts());
        model.addAttribute("rules", whole.meeting().plan().rules());
        model.addAttribute("names", terminals.names());
        model.addAttribute("part", part.word());
        model.addAttribute("lines", AttendanceLine.sorted(whole, part));
    }

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values).map(Words::of).toList();
    }

    private MeetingHall.Whole find(String id) {
        try {
            return hall.find(new MeetingId(id)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }
}
