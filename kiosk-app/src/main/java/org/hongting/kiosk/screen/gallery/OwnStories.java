package org.hongting.kiosk.screen.gallery;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
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
import org.hongting.kiosk.member.OwnLearning;
import org.hongting.kiosk.member.OwnRecord;
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
        record(stories, ready, person, symbol);
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

    private static void record(
            Map<String, Consumer<CheckInViewModel>> stories,
            Consumer<CheckInViewModel> ready,
            Attendee person,
            QrSymbol symbol) {
        OffsetDateTime now = OffsetDateTime.parse("2026-11-22T09:02:00+08:00");
        List<OwnRecord.Moment> moments = new ArrayList<>();
        moments.add(new OwnRecord.Moment.Studied(now.minusDays(1).toInstant(), "第一章　党员", Duration.ofMinutes(95)));
        moments.add(new OwnRecord.Moment.Met(now.minusDays(1).minusHours(2).toInstant(), "支部党员大会", "on-time"));
        moments.add(new OwnRecord.Moment.Tried(
                now.minusDays(3).toInstant(), "党章党规知识竞赛（校级初赛）", 92, Optional.of(true), Optional.of(3)));
        moments.add(
                new OwnRecord.Moment.Met(now.minusDays(8).toInstant(), "主题党日：走进校史馆，重温入党誓词，听老党员讲述建校初期的故事", "on-leave"));
        for (int i = 0; i < 14; i++) {
            moments.add(new OwnRecord.Moment.Met(
                    now.minusDays(15 + 7L * i).toInstant(), "党小组会", i % 5 == 0 ? "late" : "on-time"));
        }
        Optional<OwnLearning.Year> year = Optional.of(
                new OwnLearning.Year(2026, Duration.ofMinutes(1240), Optional.of(Duration.ofMinutes(1440))));
        OwnRecord full = new OwnRecord(
                year,
                Optional.of(new OwnRecord.Told(14, 17, 5, 4)),
                moments,
                Optional.of(now.minusMinutes(2)),
                Optional.of(symbol));
        heard(stories, "record", ready, new OwnReply.Recorded(person, full));
        OwnRecord none =
                new OwnRecord(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());
        heard(stories, "record-none", ready, new OwnReply.Recorded(person, none));
        along(stories, "record-along", ready, new OwnReply.Recorded(person, full));
        along(stories, "record-along-none", ready, new OwnReply.Recorded(person, none));
    }

    private static void along(
            Map<String, Consumer<CheckInViewModel>> stories,
            String name,
            Consumer<CheckInViewModel> ready,
            OwnReply said) {
        stories.put("touch-own-" + name, model -> {
            ready.accept(model);
            model.touch().own().open();
            model.hear(VISIT, said);
            model.touch().own().takeAlong();
        });
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
