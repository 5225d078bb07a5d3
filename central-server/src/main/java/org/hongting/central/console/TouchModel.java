package org.hongting.central.console;

import org.hongting.central.organisation.TouchOffice;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/// Adds to a member's page what concerns typing at a kiosk: whether there is a PIN, and whether they are in charge.
@ControllerAdvice(assignableTypes = MemberController.class)
class TouchModel {
    private final Database database;
    private final TouchOffice office;

    TouchModel(Database database, TouchOffice office) {
        this.database = database;
        this.office = office;
    }

    @ModelAttribute
    void add(@Nullable @PathVariable(required = false) String id, Model model) {
        if (id == null) {
            return;
        }
        MemberId member;
        try {
            member = new MemberId(id);
        } catch (IllegalArgumentException e) {
            return; // The page itself says that there is no such member.
        }
        database.reading(transaction -> {
            model.addAttribute("pin", office.pin(transaction, member).orElse(null));
            model.addAttribute("inCharge", office.isInCharge(transaction, member));
            return null;
        });
    }
}
