package org.hongting.central.console;

import java.security.Principal;
import java.util.Optional;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.organisation.Phones;
import org.hongting.central.phone.EnrolmentLinks;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.port.Database;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Makes one-time links that enrol a member's phone, and ends phones.
@Controller
class PhoneLinkController {
    private final Database database;
    private final Members members;
    private final Phones phones;
    private final EnrolmentLinks links;
    private final PhoneAddress address;
    private final AuditLog audit;

    PhoneLinkController(
            Database database,
            Members members,
            Phones phones,
            EnrolmentLinks links,
            PhoneAddress address,
            AuditLog audit) {
        this.database = database;
        this.members = members;
        this.phones = phones;
        this.links = links;
        this.address = address;
        this.audit = audit;
    }

    @ModelAttribute("section")
    String section() {
        return "members";
    }

    /// Shown once and stored nowhere: asked for again, it is another link.
    @PostMapping("/members/{id}/phone-link")
    String make(@PathVariable String id, Principal principal, Model model) {
        Member member = MemberPath.find(database, members, id);
        EnrolmentLinks.Made made = database.inTransaction(transaction -> {
            EnrolmentLinks.Made link = links.make(transaction, member.id(), principal.getName());
            audit.record(transaction, principal.getName(), "phone.link", id, "");
            return link;
        });
        String link = address.ofLink(made.token());
        model.addAttribute("member", member);
        model.addAttribute("link", link);
        model.addAttribute("expires", made.expires());
        model.addAttribute("trusted", PhoneAddress.isTrusted(link));
        return "phone-link";
    }

    @PostMapping("/members/{id}/phones/{phone}/remove")
    String remove(@PathVariable String id, @PathVariable long phone, Principal principal) {
        Member member = MemberPath.find(database, members, id);
        database.inTransaction(transaction -> {
            Optional<Phones.Phone> found = Phones.of(transaction, member.id()).stream()
                    .filter(one -> one.id() == phone && one.removed().isEmpty())
                    .findFirst();
            found.ifPresent(one -> {
                phones.remove(transaction, one, principal.getName());
                audit.record(transaction, principal.getName(), "phone.remove", id, "phone " + one.number());
            });
            return found;
        });
        return "redirect:/members/" + id;
    }
}
