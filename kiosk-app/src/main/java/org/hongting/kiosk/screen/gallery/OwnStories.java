package org.hongting.kiosk.screen.gallery;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.hongting.device.camera.QrSymbol;
import org.hongting.kiosk.member.Errand;
import org.hongting.kiosk.member.LeaveChoice;
import org.hongting.kiosk.member.OwnReply;
import org.hongting.kiosk.screen.checkin.CheckInViewModel;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.Headcount;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.RequestEntry;

/// Every page of what members do for themselves, told with invented people.
final class OwnStories {
    /// Everything happens in the first visit of a fresh view model.
    private static final int VISIT = 1;

    private OwnStories() {}

    /// @param ready brings a view model to its idle page
    static Map<String, Consumer<CheckInViewModel>> all(Consumer<CheckInViewModel> ready, Attendee person) {
        Map<String, Consumer<CheckInViewModel>> stories = new LinkedHashMap<>();
        stories.put("touch-own", model -> {
            ready.accept(model);
            model.touch().own().open();
        });
        stories.put("touch-own-number", model -> {
            ready.accept(model);
            model.touch().own().openNumber();
        });
        Set<Errand> all = EnumSet.allOf(Errand.class);
        heard(stories, "menu", ready, new OwnReply.Opened(person, all, false));
        heard(stories, "menu-few", ready, new OwnReply.Opened(person, EnumSet.of(Errand.APPEARANCE), true));
        QrSymbol symbol =
                QrSymbol.of("https://party.example.edu.cn/pass/#kiosk-1.00c0ffee00c0ffee.1795309330." + "A".repeat(86));
        heard(stories, "ticket", ready, new OwnReply.TicketMade(person, Optional.of(symbol), Duration.ofSeconds(582)));
        heard(stories, "ticket-none", ready, new OwnReply.TicketMade(person, Optional.empty(), Duration.ZERO));
        heard(stories, "card", ready, new OwnReply.CardAwaited(person, false));
        heard(stories, "card-found", ready, new OwnReply.CardFound(person, false));
        LeaveChoice first = choice("14:30", "入党积极分子党课", Optional.empty());
        heard(
                stories,
                "leave",
                ready,
                new OwnReply.Meetings(
                        person,
                        List.of(
                                first,
                                choice("15:00", "支部党员大会", Optional.of(RequestEntry.State.ASKED)),
                                choice("16:00", "主题党日：走进校史馆", Optional.of(RequestEntry.State.GRANTED)),
                                choice("19:00", "党小组会", Optional.of(RequestEntry.State.REFUSED)))));
        heard(stories, "leave-none", ready, new OwnReply.Meetings(person, List.of()));
        stories.put("touch-own-reason", model -> {
            ready.accept(model);
            model.touch().own().open();
            model.hear(VISIT, new OwnReply.Meetings(person, List.of(first)));
            model.touch().own().choose(first);
        });
        return stories;
    }

    private static LeaveChoice choice(String time, String title, Optional<RequestEntry.State> wish) {
        MeetingEntry meeting = SampleStories.board(time, title, "学生第一党支部", new Headcount(40, 0, 0))
                .meeting();
        return new LeaveChoice(meeting, wish);
    }

    private static void heard(
            Map<String, Consumer<CheckInViewModel>> stories,
            String name,
            Consumer<CheckInViewModel> ready,
            OwnReply said) {
        stories.put("touch-own-" + name, model -> {
            ready.accept(model);
            model.touch().own().open();
            model.hear(VISIT, said);
        });
    }
}
