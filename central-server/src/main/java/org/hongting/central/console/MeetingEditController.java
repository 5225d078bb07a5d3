package org.hongting.central.console;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.hongting.central.conclusion.Conclusions;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.MeetingDefaults;
import org.hongting.central.meeting.MeetingRulesReading;
import org.hongting.central.meeting.Meetings;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.Words;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/// Makes and changes meetings by form.
@Controller
class MeetingEditController {
    /// All of them: one that is not offered would be taken off the meeting by saving it.
    private static final int TERMINALS = 100_000;

    private final Meetings meetings;
    private final Members members;
    private final TerminalBoard terminals;
    private final Database database;
    private final AuditLog audit;
    private final Clock clock;

    MeetingEditController(
            Meetings meetings,
            Members members,
            TerminalBoard terminals,
            Database database,
            AuditLog audit,
            ZoneId zone) {
        this.meetings = meetings;
        this.members = members;
        this.terminals = terminals;
        this.database = database;
        this.audit = audit;
        this.clock = Clock.system(zone);
    }

    @ModelAttribute("section")
    String section() {
        return "meetings";
    }

    @GetMapping("/meetings/new")
    String blank(Model model) {
        LocalDateTime now = LocalDateTime.now(clock);
        LocalDateTime starts = now.getHour() >= 22
                ? LocalDate.now(clock).plusDays(1).atTime(LocalTime.of(9, 0))
                : now.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        MeetingDefaults usual = MeetingDefaults.USUAL;
        MeetingDefaults.Leaving leaving = MeetingDefaults.Leaving.USUAL;
        MeetingForm form = new MeetingForm(
                "",
                MeetingKind.BRANCH_ASSEMBLY.word(),
                "",
                "",
                starts.toString(),
                starts.plusHours(2).toString(),
                Integer.toString(usual.opensBefore()),
                Integer.toString(usual.lateAfter()),
                Integer.toString(usual.closesAfter()),
                "",
                Integer.toString(leaving.opensBefore()),
                Integer.toString(leaving.earlyBefore()),
                Integer.toString(leaving.closesAfter()),
                "",
                "",
                "",
                List.of(),
                "",
                List.of());
        return page(model, form, Optional.empty(), List.of());
    }

    @GetMapping("/meetings/{id}/edit")
    String edit(@PathVariable String id, Model model) {
        Meeting meeting = find(id);
        return page(model, database.reading(transaction -> form(transaction, meeting)), Optional.of(id), List.of());
    }

    @PostMapping("/meetings")
    String add(MeetingForm form, Principal principal, Model model) {
        return save(form, Optional.empty(), principal, model);
    }

    @PostMapping("/meetings/{id}")
    String change(@PathVariable String id, MeetingForm form, Principal principal, Model model) {
        find(id);
        return save(form, Optional.of(id), principal, model);
    }

    private String save(MeetingForm form, Optional<String> id, Principal principal, Model model) {
        record Answer(Optional<MeetingId> saved, List<MeetingFormReading.Problem> problems) {}
        Answer answer = database.inTransaction(transaction -> {
            MeetingFormReading reading = new MeetingFormReading(transaction, members, clock);
            Optional<MeetingFormReading.Understood> understood = reading.read(form);
            if (understood.isEmpty()) {
                return new Answer(Optional.empty(), reading.problems());
            }
            Meeting.Plan plan = understood.get().plan();
            Optional<Meeting> same =
                    meetings.same(transaction, plan.title(), plan.times().starts(), plan.host());
            if (same.filter(other -> !Optional.of(other.id().value()).equals(id))
                    .isPresent()) {
                return new Answer(Optional.empty(), List.of(new MeetingFormReading.Problem("form.same", "")));
            }
            if (id.isPresent()
                    && Conclusions.isSealed(transaction, new MeetingId(id.get()))
                    && plan.times().over().isAfter(clock.instant())) {
                return new Answer(Optional.empty(), List.of(new MeetingFormReading.Problem("form.sealed", "")));
            }
            MeetingId saved = store(transaction, id, understood.get());
            audit.record(
                    transaction,
                    principal.getName(),
                    id.isEmpty() ? "meeting.add" : "meeting.change",
                    saved.value(),
                    "");
            return new Answer(Optional.of(saved), List.of());
        });
        return answer.saved()
                .map(saved -> "redirect:/meetings/" + saved)
                .orElseGet(() -> page(model, form, id, answer.problems()));
    }

    private MeetingId store(Transaction transaction, Optional<String> id, MeetingFormReading.Understood understood) {
        if (id.isEmpty()) {
            return meetings.add(transaction, understood.plan(), understood.audience(), understood.stations())
                    .id();
        }
        MeetingId known = new MeetingId(id.get());
        boolean cancelled =
                meetings.find(transaction, known).map(Meeting::cancelled).orElse(false);
        meetings.save(
                transaction,
                new Meeting(known, understood.plan(), understood.audience(), understood.stations(), cancelled));
        return known;
    }

    private String page(Model model, MeetingForm form, Optional<String> id, List<MeetingFormReading.Problem> problems) {
        model.addAttribute("form", form);
        model.addAttribute("id", id.orElse(null));
        model.addAttribute("problems", problems);
        model.addAttribute("kinds", MeetingKind.values());
        model.addAttribute("quorums", MeetingRulesReading.offered(form.quorum()));
        model.addAttribute("places", database.reading(BranchTree::load).places());
        model.addAttribute(
                "terminals",
                terminals.terminals(0, TERMINALS).stream()
                        .filter(terminal ->
                                !terminal.revoked() || form.stations().contains(terminal.id()))
                        .toList());
        return "meeting-form";
    }

    private MeetingForm form(Transaction transaction, Meeting meeting) {
        Meeting.Plan plan = meeting.plan();
        MeetingDefaults chosen = MeetingDefaults.of(plan.times());
        MeetingDefaults.Leaving leaving = chosen.leaving().orElse(MeetingDefaults.Leaving.USUAL);
        ZoneId zone = clock.getZone();
        return new MeetingForm(
                plan.title(),
                plan.kind().word(),
                plan.host().value(),
                plan.place(),
                LocalDateTime.ofInstant(plan.times().starts(), zone).toString(),
                LocalDateTime.ofInstant(plan.times().ends(), zone).toString(),
                Integer.toString(chosen.opensBefore()),
                Integer.toString(chosen.lateAfter()),
                Integer.toString(chosen.closesAfter()),
                Boolean.toString(chosen.leaving().isPresent()),
                Integer.toString(leaving.opensBefore()),
                Integer.toString(leaving.earlyBefore()),
                Integer.toString(leaving.closesAfter()),
                plan.rules().quorum() == null ? "" : plan.rules().quorum().written(),
                plan.rules().secondFactor() == null ? "" : Words.of(plan.rules().secondFactor()),
                plan.rules().places() == null ? "" : plan.rules().places().toString(),
                meeting.audience().branches().stream().map(Object::toString).toList(),
                String.join(
                        " ",
                        meeting.audience().members().stream()
                                .flatMap(member -> members.find(transaction, member).stream())
                                .map(Member::studentNumber)
                                .sorted()
                                .toList()),
                meeting.stations().stream().map(Object::toString).toList());
    }

    private Meeting find(String id) {
        try {
            MeetingId meeting = new MeetingId(id);
            return database.reading(transaction -> meetings.find(transaction, meeting))
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }
}
