package org.hongting.central.console;

import org.hongting.central.organisation.CardBindings;
import org.hongting.protocol.port.Database;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// Tells pages about members how many cards wait for somebody to decide.
@ControllerAdvice(assignableTypes = {MemberController.class, TodayController.class})
class BindingCount {
    private final CardBindings bindings;
    private final Database database;

    BindingCount(CardBindings bindings, Database database) {
        this.bindings = bindings;
        this.database = database;
    }

    @ModelAttribute("openBindings")
    long openBindings() {
        return database.reading(bindings::countOpen);
    }
}
