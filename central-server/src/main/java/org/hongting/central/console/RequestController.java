package org.hongting.central.console;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.central.conclusion.Refusal;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.Meetings;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.request.AttendanceRequest;
import org.hongting.central.request.AttendanceRequests;
import org.hongting.central.request.RequestRefused;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Requests that members sent from their phones: those that wait, and those answered last.
@Controller
class RequestController {
    private static final int PAGE = 50;
    private static final int ANSWERED = 20;

    private final AttendanceRequests requests;
    private final Meetings meetings;
    private final Members members;
    private final Database database;

    RequestController(AttendanceRequests requests, Meetings meetings, Members members, Database database) {
        this.requests = requests;
        this.meetings = meetings;
        this.members = members;
        this.database = database;
    }

    /// A request with the names of what it is about.
    public record Line(AttendanceRequest request, String name, String number, String branch, Meeting meeting) {}

    @ModelAttribute("section")
    String section() {
        return "meetings";
    }

    @GetMapping("/requests")
    String list(@RequestParam(defaultValue = "0") int page, Model model) {
        int at = Paging.clamp(page);
        model.addAttribute("at", "");
        database.reading(transaction -> {
            List<Line> open = lines(transaction, requests.open(transaction, at * PAGE, PAGE + 1));
            model.addAttribute("count", requests.countOpen(transaction));
            model.addAttribute("paging", Paging.of(at, open.size() > PAGE));
            model.addAttribute("open", open.stream().limit(PAGE).toList());
            model.addAttribute("answered", lines(transaction, requests.answered(transaction, ANSWERED)));
            return null;
        });
        return "requests";
    }

    /// The piece that stands on the page of a meeting.
    @GetMapping("/meetings/{id}/requests")
    String ofMeeting(@PathVariable String id, Model model) {
        List<Line> open = meeting(id).stream()
                .flatMap(meeting ->
                        database
                                .reading(transaction -> lines(transaction, requests.openAt(transaction, meeting)))
                                .stream())
                .toList();
        model.addAttribute("open", open);
        model.addAttribute("at", id);
        return "requests :: piece";
    }

    @PostMapping("/requests/{id}/granted")
    String grant(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String meeting,
            Principal principal,
            RedirectAttributes back) {
        return act(meeting, back, transaction -> requests.grant(transaction, id, answer, principal.getName()));
    }

    @PostMapping("/requests/{id}/refused")
    String refuse(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String meeting,
            Principal principal,
            RedirectAttributes back) {
        return act(meeting, back, transaction -> requests.refuse(transaction, id, answer, principal.getName()));
    }

    private String act(String meeting, RedirectAttributes back, Consumer<Transaction> act) {
        try {
            database.inTransaction(transaction -> {
                act.accept(transaction);
                return null;
            });
        } catch (RequestRefused refused) {
            back.addFlashAttribute("refusal", refused.why().word());
        } catch (Refusal refused) {
            back.addFlashAttribute("refusal", refused.why().word());
        }
        return meeting(meeting).map(id -> "redirect:/meetings/" + id).orElse("redirect:/requests");
    }

    private List<Line> lines(Transaction transaction, List<AttendanceRequest> some) {
        BranchTree tree = BranchTree.load(transaction);
        return some.stream()
                .flatMap(
                        one -> meetings
                                .find(transaction, one.meeting())
                                .map(meeting -> line(transaction, tree, one, meeting))
                                .stream())
                .toList();
    }

    private Line line(Transaction transaction, BranchTree tree, AttendanceRequest request, Meeting meeting) {
        Member member = members.find(transaction, request.member()).orElseThrow();
        return new Line(request, member.name(), member.studentNumber(), tree.name(member.branch()), meeting);
    }

    private static Optional<MeetingId> meeting(String id) {
        try {
            return Optional.of(new MeetingId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
