package org.hongting.central.console;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.CardBinding;
import org.hongting.central.organisation.CardBindings;
import org.hongting.central.organisation.Cards;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.protocol.identity.MemberId;
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

/// Cards that were bound at terminals: those that somebody has to decide about, and those decided last.
@Controller
class BindingController {
    private static final int OPEN = 100;
    private static final int DECIDED = 20;

    private final CardBindings bindings;
    private final Cards cards;
    private final Members members;
    private final Database database;

    BindingController(CardBindings bindings, Cards cards, Members members, Database database) {
        this.bindings = bindings;
        this.cards = cards;
        this.members = members;
        this.database = database;
    }

    /// A binding with the names of whom it is about.
    ///
    /// @param owner whose the card is now; empty for nobody
    /// @param cards the member's cards in force
    public record Line(
            CardBinding binding, String name, String number, String branch, String owner, List<Cards.CardLine> cards) {}

    @ModelAttribute("section")
    String section() {
        return "members";
    }

    @GetMapping("/card-bindings")
    String list(Model model) {
        database.reading(transaction -> {
            model.addAttribute("count", bindings.countOpen(transaction));
            model.addAttribute("open", lines(transaction, bindings.open(transaction, OPEN)));
            model.addAttribute("decided", lines(transaction, bindings.decided(transaction, DECIDED)));
            return null;
        });
        return "card-bindings";
    }

    @PostMapping("/card-bindings/{id}/accepted")
    String accept(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String replaces,
            Principal principal,
            RedirectAttributes back) {
        return answer(
                back,
                database.inTransaction(transaction -> bindings.accept(transaction, id, replaces, principal.getName())));
    }

    @PostMapping("/card-bindings/{id}/refused")
    String refuse(@PathVariable long id, Principal principal, RedirectAttributes back) {
        return answer(
                back, database.inTransaction(transaction -> bindings.refuse(transaction, id, principal.getName())));
    }

    private static String answer(RedirectAttributes back, boolean done) {
        if (!done) {
            back.addFlashAttribute("problem", true);
        }
        return "redirect:/card-bindings";
    }

    private List<Line> lines(Transaction transaction, List<CardBinding> some) {
        BranchTree tree = BranchTree.load(transaction);
        return some.stream().map(one -> line(transaction, tree, one)).toList();
    }

    private Line line(Transaction transaction, BranchTree tree, CardBinding binding) {
        Optional<Member> member = members.find(transaction, binding.member());
        return new Line(
                binding,
                member.map(Member::name).orElse(binding.member().value()),
                member.map(Member::studentNumber).orElse(""),
                member.map(one -> tree.name(one.branch())).orElse(""),
                binding.owner()
                        .filter(owner -> !owner.equals(binding.member()))
                        .map(owner -> nameOf(transaction, owner))
                        .orElse(""),
                cards.of(transaction, binding.member()));
    }

    private String nameOf(Transaction transaction, MemberId member) {
        return members.find(transaction, member)
                .map(one -> one.name() + " " + one.studentNumber())
                .orElse(member.value());
    }
}
