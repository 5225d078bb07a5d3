package org.hongting.central.console;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hongting.central.organisation.BadgeOffice;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Cards;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.organisation.People;
import org.hongting.central.organisation.Phones;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// Members: the list, one person's page, the form.
@Controller
class MemberController {
    private static final int PAGE = 100;

    private final Database database;
    private final Members members;
    private final Cards cards;
    private final BadgeOffice badges;
    private final People people;
    private final AuditLog audit;

    MemberController(
            Database database, Members members, Cards cards, BadgeOffice badges, People people, AuditLog audit) {
        this.database = database;
        this.members = members;
        this.cards = cards;
        this.badges = badges;
        this.people = people;
        this.audit = audit;
    }

    @ModelAttribute("section")
    String section() {
        return "members";
    }

    @GetMapping("/members")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String branch,
            @RequestParam(defaultValue = "0") int page,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean piece,
            Model model) {
        int at = Paging.clamp(page);
        database.reading(transaction -> {
            BranchTree tree = BranchTree.load(transaction);
            Set<BranchId> within = Scopes.within(tree, branch);
            Members.Page found = members.list(transaction, new Members.Query(q, within, at * PAGE, PAGE));
            model.addAttribute("tree", tree);
            model.addAttribute("places", tree.places());
            model.addAttribute("members", found.members());
            model.addAttribute("total", found.total());
            model.addAttribute("paging", Paging.of(at, found.total() > (at + 1L) * PAGE));
            return null;
        });
        model.addAttribute("q", q);
        model.addAttribute("branch", branch);
        return piece ? "members :: list" : "members";
    }

    @GetMapping("/members/new")
    String blank(Model model) {
        return form(model, new MemberForm("", "", "", "false", "true"), Optional.empty(), List.of());
    }

    @GetMapping("/members/{id}")
    String show(@PathVariable String id, Model model) {
        Member member = MemberPath.find(database, members, id);
        fill(model, member);
        return form(model, MemberForm.of(member), Optional.of(id), List.of());
    }

    @PostMapping("/members")
    String add(MemberForm form, Principal principal, Model model) {
        return save(form, Optional.empty(), principal, model);
    }

    @PostMapping("/members/{id}")
    String change(@PathVariable String id, MemberForm form, Principal principal, Model model) {
        fill(model, MemberPath.find(database, members, id));
        return save(form, Optional.of(id), principal, model);
    }

    @PostMapping("/members/{id}/cards")
    String addCard(
            @PathVariable String id,
            @RequestParam String card,
            @RequestParam(defaultValue = "hex") String encoding,
            @RequestParam(defaultValue = "") String replaces,
            Principal principal,
            Model model) {
        Member member = MemberPath.find(database, members, id);
        String account = principal.getName();
        People.NewCard wish = new People.NewCard(card, CardEncodings.named(encoding), replaces);
        People.CardAnswer answer = database.inTransaction(transaction -> {
            People.CardAnswer given = people.addCard(transaction, member, wish, account);
            if (given == People.CardAnswer.ADDED) {
                audit.record(transaction, account, replaces.isEmpty() ? "card.add" : "card.replace", id, "");
            }
            return given;
        });
        if (answer == People.CardAnswer.ADDED) {
            return "redirect:/members/" + id;
        }
        model.addAttribute("cardProblem", answer.key());
        model.addAttribute("cardProblemWith", answer.arguments(wish.encoding()));
        model.addAttribute("cardEncoding", wish.encoding());
        return show(id, model);
    }

    @PostMapping("/members/{id}/cards/remove")
    String removeCard(@PathVariable String id, @RequestParam String card, Principal principal) {
        Member member = MemberPath.find(database, members, id);
        database.inTransaction(transaction -> {
            people.removeCard(transaction, member, card, principal.getName());
            audit.record(transaction, principal.getName(), "card.remove", id, "");
            return null;
        });
        return "redirect:/members/" + id;
    }

    private String save(MemberForm form, Optional<String> id, Principal principal, Model model) {
        List<String> problems = new ArrayList<>();
        Optional<MemberId> saved = database.inTransaction(transaction -> {
            problems.addAll(form.problems(transaction, members, id));
            if (!problems.isEmpty()) {
                return Optional.empty();
            }
            MemberId member = store(transaction, form, id);
            audit.record(
                    transaction,
                    principal.getName(),
                    id.isEmpty() ? "member.add" : "member.change",
                    member.value(),
                    "");
            return Optional.of(member);
        });
        return saved.map(member -> "redirect:/members/" + member).orElseGet(() -> form(model, form, id, problems));
    }

    private MemberId store(Transaction transaction, MemberForm form, Optional<String> id) {
        BranchId branch = new BranchId(form.branch());
        if (id.isEmpty()) {
            return members.add(transaction, form.name(), form.number(), branch, form.isFull())
                    .id();
        }
        Member before = members.find(transaction, new MemberId(id.get())).orElseThrow();
        members.save(
                transaction,
                new Member(
                        before.id(),
                        form.name(),
                        form.number(),
                        branch,
                        form.isActive(),
                        form.isFull(),
                        before.badgeFrom()));
        return before.id();
    }

    private String form(Model model, MemberForm form, Optional<String> id, List<String> problems) {
        model.addAttribute("form", form);
        model.addAttribute("id", id.orElse(null));
        model.addAttribute("problems", problems);
        model.addAttribute("places", database.reading(BranchTree::load).places());
        return "member";
    }

    private void fill(Model model, Member member) {
        database.reading(transaction -> {
            model.addAttribute("member", member);
            model.addAttribute("cards", cards.of(transaction, member.id()));
            model.addAttribute("pastCards", cards.past(transaction, member.id()));
            model.addAttribute("encodings", CardEncoding.values());
            model.addAttribute("badges", badges.of(transaction, member.id()));
            model.addAttribute("phones", Phones.of(transaction, member.id()));
            return null;
        });
    }
}
