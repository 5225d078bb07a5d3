package org.hongting.central.console;

import java.util.HashMap;
import java.util.Map;
import org.hongting.central.meeting.OnSite;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/// What the page of a meeting says of what was done at the kiosk.
@Component
class OnSiteModel {
    private final Database database;
    private final Members members;

    OnSiteModel(Database database, Members members) {
        this.database = database;
        this.members = members;
    }

    OnSite of(MeetingId meeting) {
        return database.reading(transaction -> OnSite.of(transaction, meeting));
    }

    /// Names are those of the member list; who is not on it is shown by their id.
    void fill(MeetingId meeting, Model model) {
        OnSite done = of(meeting);
        Map<String, String> people = new HashMap<>();
        done.opened().ifPresent(opened -> people.put("opened", name(opened.by())));
        done.closed().ifPresent(closed -> people.put("closed", name(closed.by())));
        model.addAttribute("onSite", done);
        model.addAttribute("opened", done.opened().orElse(null));
        model.addAttribute("closed", done.closed().orElse(null));
        model.addAttribute("people", people);
    }

    private String name(MemberId member) {
        return database.reading(transaction ->
                members.find(transaction, member).map(Member::name).orElse(member.value()));
    }
}
