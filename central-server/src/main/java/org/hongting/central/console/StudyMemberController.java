package org.hongting.central.console;

import java.security.Principal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.Years;
import org.hongting.central.study.LearningLedger;
import org.hongting.central.study.Reckoning;
import org.hongting.central.study.RulePacks;
import org.hongting.central.study.Standing;
import org.hongting.central.study.StudyRefusal;
import org.hongting.central.study.StudyRole;
import org.hongting.central.study.StudyRulings;
import org.hongting.protocol.Words;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.StudyRuling;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// One member's learning time: the year, how any number of it is computed, and what people rule about it.
@Controller
class StudyMemberController {
    private static final int LONGEST_DAYS = 366;

    private final Database database;
    private final Members members;
    private final LearningLedger ledger;
    private final StudyRulings rulings;
    private final StudyDesk desk;
    private final ZoneId zone;

    StudyMemberController(
            Database database,
            Members members,
            LearningLedger ledger,
            StudyRulings rulings,
            StudyDesk desk,
            ZoneId siteZone) {
        this.database = database;
        this.members = members;
        this.ledger = ledger;
        this.rulings = rulings;
        this.desk = desk;
        this.zone = siteZone;
    }

    @ModelAttribute("section")
    String section() {
        return "study";
    }

    @GetMapping("/study/members/{id}")
    String show(@PathVariable String id, @RequestParam(defaultValue = "0") int year, Model model) {
        Member member = MemberPath.find(database, members, id);
        database.reading(transaction -> {
            int shown = Years.isMeant(year) ? year : ledger.thisYear();
            model.addAttribute("year", ledger.year(transaction, member.id(), shown));
            model.addAttribute("branch", BranchTree.load(transaction).path(member.branch()));
            model.addAttribute("corrections", StudyRulings.corrections(transaction, member.id()));
            model.addAttribute("credits", StudyRulings.offSite(transaction, member.id()));
            return null;
        });
        model.addAttribute("member", member);
        model.addAttribute("roles", StudyRole.values());
        model.addAttribute("exempts", Standing.Exempt.values());
        model.addAttribute("verdicts", StudyRuling.StudyVerdict.values());
        model.addAttribute("reasons", StudyRuling.StudyReason.values());
        model.addAttribute("kinds", StudyRuling.OffSiteKind.values());
        model.addAttribute("noteCharacters", StudyRulings.NOTE_CHARACTERS);
        return "study-member";
    }

    /// How the sum of some days came to be.
    @GetMapping("/study/members/{id}/computed")
    String computed(@PathVariable String id, @RequestParam String from, @RequestParam String until, Model model) {
        Member member = MemberPath.find(database, members, id);
        LocalDate first = day(from);
        LocalDate last = day(until);
        if (!Years.isMeant(first.getYear())
                || !Years.isMeant(last.getYear())
                || last.isBefore(first)
                || first.plusDays(LONGEST_DAYS).isBefore(last)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        database.reading(transaction -> {
            Reckoning reckoning = ledger.computed(transaction, member.id(), first, last);
            var days = reckoning.byDay(zone).subMap(first, last.plusDays(1));
            model.addAttribute(
                    "lines",
                    reckoning.lines().stream()
                            .sorted(java.util.Comparator.comparingLong(
                                    line -> line.piece().from()))
                            .toList());
            model.addAttribute("days", days);
            model.addAttribute(
                    "share",
                    days.values().stream()
                            .reduce(org.hongting.central.study.Share.NONE, org.hongting.central.study.Share::plus));
            model.addAttribute("pack", RulePacks.of(transaction, first.getYear()));
            return null;
        });
        model.addAttribute("member", member);
        model.addAttribute("first", first);
        model.addAttribute("last", last);
        return "study-computed";
    }

    @PostMapping("/study/members/{id}/standing")
    String standing(
            @PathVariable String id,
            @RequestParam String role,
            @RequestParam(defaultValue = "") String exempt,
            Principal principal) {
        Member member = MemberPath.find(database, members, id);
        StudyRole found = StudyRole.find(role).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        desk.stand(member.id(), new Standing(found, Words.find(Standing.Exempt.class, exempt)), principal.getName());
        return "redirect:/study/members/" + id;
    }

    @PostMapping("/study/members/{id}/corrections")
    String correct(
            @PathVariable String id,
            StudySpanForm form,
            @RequestParam String verdict,
            @RequestParam String reason,
            Principal principal,
            RedirectAttributes back) {
        StudyRulings.Meant meant = meant(id, form);
        return act(
                id,
                back,
                transaction -> rulings.correct(
                        transaction,
                        meant,
                        one(StudyRuling.StudyVerdict.class, verdict),
                        one(StudyRuling.StudyReason.class, reason),
                        principal.getName()));
    }

    @PostMapping("/study/members/{id}/credits")
    String credit(
            @PathVariable String id,
            StudySpanForm form,
            @RequestParam String kind,
            Principal principal,
            RedirectAttributes back) {
        StudyRulings.Meant meant = meant(id, form);
        return act(
                id,
                back,
                transaction -> rulings.askCredit(
                        transaction, meant, one(StudyRuling.OffSiteKind.class, kind), principal.getName()));
    }

    private StudyRulings.Meant meant(String id, StudySpanForm form) {
        Member member = MemberPath.find(database, members, id);
        try {
            return new StudyRulings.Meant(
                    member.id(), LocalDateTime.parse(form.from()), LocalDateTime.parse(form.until()), form.note());
        } catch (DateTimeException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, e);
        }
    }

    private String act(String id, RedirectAttributes back, Consumer<Transaction> act) {
        try {
            database.inTransaction(transaction -> {
                act.accept(transaction);
                return null;
            });
        } catch (StudyRefusal refusal) {
            back.addFlashAttribute("refusal", refusal.why().word());
        }
        return "redirect:/study/members/" + id;
    }

    private static LocalDate day(String written) {
        try {
            return LocalDate.parse(written);
        } catch (DateTimeException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, e);
        }
    }

    static <E extends Enum<E>> E one(Class<E> type, String word) {
        Optional<E> found = Words.find(type, word);
        return found.orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }
}
