package org.hongting.central.console;

import java.security.Principal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.central.erasure.ErasureBook;
import org.hongting.central.erasure.ErasureOffice;
import org.hongting.central.erasure.Erasures;
import org.hongting.central.erasure.Holding;
import org.hongting.central.erasure.Mentions;
import org.hongting.central.erasure.Reason;
import org.hongting.central.erasure.Trace;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// Erasing a person: what would go, the confirmation, the receipt, and what is held of people anywhere.
@Controller
class ErasureController {
    private static final int PAGE = 50;

    private final Database database;
    private final Members members;
    private final Erasures erasures;
    private final ErasureOffice office;
    private final ErasureBook book;
    private final Mentions mentions;

    ErasureController(
            Database database,
            Members members,
            Erasures erasures,
            ErasureOffice office,
            ErasureBook book,
            Mentions mentions) {
        this.database = database;
        this.members = members;
        this.erasures = erasures;
        this.office = office;
        this.book = book;
        this.mentions = mentions;
    }

    @ModelAttribute("section")
    String section() {
        return "members";
    }

    @GetMapping("/erasures")
    String list(@RequestParam(defaultValue = "0") int page, Model model) {
        int at = Paging.clamp(page);
        List<ErasureBook.Line> found = book.list(at * PAGE, PAGE + 1);
        model.addAttribute("paging", Paging.of(at, found.size() > PAGE));
        model.addAttribute("lines", found.stream().limit(PAGE).toList());
        return "erasures";
    }

    @GetMapping("/erasures/held")
    String held(Model model) {
        model.addAttribute(
                "rows", Arrays.stream(Holding.values()).map(Holding::word).toList());
        return "erasure-held";
    }

    @GetMapping("/erasures/{id}")
    String receipt(@PathVariable String id, Model model) {
        fill(id, model);
        return "erasure";
    }

    @GetMapping("/erasures/{id}/live")
    String live(@PathVariable String id, Model model) {
        fill(id, model);
        return "erasure :: live";
    }

    @GetMapping("/members/{id}/erase")
    String ask(@PathVariable String id, Model model) {
        return ask(MemberPath.find(database, members, id), Optional.empty(), model);
    }

    @PostMapping("/members/{id}/erase")
    String erase(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String reason,
            Principal principal,
            Model model) {
        Member member = MemberPath.find(database, members, id);
        Optional<Reason> why = Words.find(Reason.class, reason);
        if (!asTyped(number).equals(asTyped(member.studentNumber()))) {
            return ask(member, Optional.of("erase.problem.number"), model);
        }
        if (why.isEmpty()) {
            return ask(member, Optional.of("erase.problem.reason"), model);
        }
        office.erase(member.id(), why.get(), principal.getName());
        return "redirect:/erasures/" + member.id();
    }

    private static String asTyped(String number) {
        return number.strip().replace("-", "").toUpperCase(Locale.ROOT);
    }

    private String ask(Member member, Optional<String> problem, Model model) {
        model.addAttribute("member", member);
        database.reading(transaction -> {
            model.addAttribute("found", inOrder(erasures.preview(transaction, member.id())));
            return model.addAttribute("mentions", mentions.of(transaction, member));
        });
        model.addAttribute(
                "reasons", Arrays.stream(Reason.values()).map(Reason::word).toList());
        model.addAttribute("problems", problem.stream().toList());
        return "erase";
    }

    private void fill(String id, Model model) {
        ErasureBook.Erasure erasure = named(id);
        List<ErasureBook.Told> told = book.told(erasure);
        model.addAttribute("erasure", erasure);
        model.addAttribute("went", inOrder(erasure.went()));
        model.addAttribute("told", told);
        model.addAttribute(
                "states",
                told.stream().map(one -> one.state().word()).distinct().toList());
        model.addAttribute("backups", book.backups(erasure));
        model.addAttribute("listed", book.listed(erasure));
    }

    /// What there is any of; what people know themselves by comes first.
    private static Map<String, Long> inOrder(Map<String, Long> found) {
        Map<String, Long> inOrder = new LinkedHashMap<>();
        Stream.concat(
                        Arrays.stream(Trace.values()).map(Trace::word).toList().reversed().stream(),
                        found.keySet().stream())
                .filter(kind -> found.getOrDefault(kind, 0L) > 0)
                .forEach(kind -> inOrder.put(kind, found.getOrDefault(kind, 0L)));
        return inOrder;
    }

    private ErasureBook.Erasure named(String id) {
        try {
            return book.find(new MemberId(id)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }
}
