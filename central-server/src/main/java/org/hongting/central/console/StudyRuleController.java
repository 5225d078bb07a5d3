package org.hongting.central.console;

import java.security.Principal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.study.LearningLedger;
import org.hongting.central.study.RulePack;
import org.hongting.central.study.RulePacks;
import org.hongting.central.study.StudyRefusal;
import org.hongting.central.study.StudyRulings;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.Fact;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The rules by which learning time counts, with their sources, and the credit that waits for a second person.
@Controller
class StudyRuleController {
    private static final int SOURCE_CHARACTERS = 120;

    private final Database database;
    private final LearningLedger ledger;
    private final RulePacks packs;
    private final StudyRulings rulings;
    private final Members members;
    private final AuditLog audit;

    StudyRuleController(
            Database database,
            LearningLedger ledger,
            RulePacks packs,
            StudyRulings rulings,
            Members members,
            AuditLog audit) {
        this.database = database;
        this.ledger = ledger;
        this.packs = packs;
        this.rulings = rulings;
        this.members = members;
        this.audit = audit;
    }

    @ModelAttribute("section")
    String section() {
        return "study";
    }

    @GetMapping("/study/rules")
    String rules(Model model) {
        int year = ledger.thisYear();
        database.reading(transaction -> {
            model.addAttribute("pack", RulePacks.of(transaction, year));
            model.addAttribute("kept", packs.all(transaction));
            return null;
        });
        model.addAttribute("year", year);
        model.addAttribute("kinds", MeetingKind.values());
        model.addAttribute("roundings", RulePack.Rounding.CHOICES);
        model.addAttribute("sourceCharacters", SOURCE_CHARACTERS);
        return "study-rules";
    }

    /// @param targets 学时 by the words of roles, in the order of the pack's targets
    @PostMapping("/study/rules")
    String change(
            @RequestParam int from,
            @RequestParam int minutes,
            @RequestParam int tenths,
            @RequestParam int pace,
            @RequestParam List<Integer> targets,
            @RequestParam(defaultValue = "") List<String> kinds,
            @RequestParam String source,
            Principal principal) {
        database.inTransaction(transaction -> {
            RulePack now = RulePacks.of(transaction, from);
            if (targets.size() != now.targets().size()
                    || source.isBlank()
                    || source.length() > SOURCE_CHARACTERS
                    || from < 2000
                    || from > 2999) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
            }
            try {
                RulePack pack = now.with(minutes, pace, targets(now, targets, source.strip()), source.strip())
                        .roundedTo(tenths, source.strip())
                        .counting(kinds(kinds), source.strip());
                packs.add(transaction, LocalDate.of(from, 1, 1), pack, principal.getName());
            } catch (IllegalArgumentException e) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, e);
            }
            audit.record(transaction, principal.getName(), "study.rules", String.valueOf(from), minutes + " min");
            return null;
        });
        return "redirect:/study/rules";
    }

    private static List<RulePack.Target> targets(RulePack now, List<Integer> hours, String source) {
        List<RulePack.Target> changed = new ArrayList<>();
        for (int i = 0; i < hours.size(); i++) {
            RulePack.Target was = now.targets().get(i);
            changed.add(
                    was.hours() == hours.get(i)
                            ? was
                            : new RulePack.Target(was.role(), hours.get(i), source, RulePack.Sure.SETTING));
        }
        return changed;
    }

    private static List<MeetingKind> kinds(List<String> words) {
        return java.util.Arrays.stream(MeetingKind.values())
                .filter(kind -> words.contains(kind.word()))
                .toList();
    }

    @GetMapping("/study/credits")
    String credits(Model model) {
        database.reading(transaction -> {
            List<StudyRulings.OffSite> open = StudyRulings.open(transaction, Set.of());
            Map<MemberId, Member> people = new HashMap<>();
            open.forEach(credit ->
                    members.find(transaction, credit.member()).ifPresent(member -> people.put(member.id(), member)));
            model.addAttribute("open", open);
            model.addAttribute("people", people);
            return null;
        });
        return "study-credits";
    }

    @PostMapping("/study/credits")
    String decide(
            @RequestParam String epoch,
            @RequestParam long seq,
            @RequestParam boolean granted,
            Principal principal,
            RedirectAttributes back) {
        try {
            Fact.RecordName credit = new Fact.RecordName(new EpochId(epoch), seq);
            database.inTransaction(transaction -> {
                rulings.decide(transaction, credit, granted, principal.getName());
                return null;
            });
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, e);
        } catch (StudyRefusal refusal) {
            back.addFlashAttribute("refusal", refusal.why().word());
        }
        return "redirect:/study/credits";
    }
}
