package org.hongting.kiosk.screen.gallery;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.device.camera.QrSymbol;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.screen.checkin.CheckInViewModel;
import org.hongting.kiosk.screen.touch.TouchViewModel;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.Candidate;
import org.hongting.kiosk.table.Headcount;
import org.hongting.kiosk.table.Search;
import org.hongting.protocol.attendance.SecondFactor;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;

/// Every page of the touch screen, told with invented people.
final class TouchStories {
    /// Everything happens in the first visit of a fresh view model.
    static final int VISIT = 1;

    private static final Attendee CHARGE = new Attendee(new MemberId("00c0ffee00c0ff01"), "王*");

    private TouchStories() {}

    /// @param ready brings a view model to its idle page
    static Map<String, Consumer<CheckInViewModel>> all(Consumer<CheckInViewModel> ready, Attendee person) {
        Map<String, Consumer<TouchViewModel>> pages = new LinkedHashMap<>();
        pages.put("number", TouchViewModel::openNumber);
        pages.put("number-typed", touch -> {
            touch.openNumber();
            type(touch, "2023010312");
        });
        pages.put("number-letters", touch -> {
            touch.openNumber();
            touch.keys().switchLetters();
            type(touch, "T1203");
        });
        pages.put("number-long", touch -> {
            touch.openNumber();
            type(touch, "12345678901234567890123456789012");
        });
        pages.put("leaving", touch -> {
            touch.openNumber();
            type(touch, "20230");
            touch.ask();
        });
        pages.put("search", touch -> {
            touch.openNumber();
            touch.openSearch();
        });
        pages.put("charge-card", TouchViewModel::openCharge);
        Map<String, Consumer<CheckInViewModel>> stories = new LinkedHashMap<>();
        pages.forEach((name, page) -> stories.put("touch-" + name, model -> {
            ready.accept(model);
            page.accept(model.touch());
        }));
        heard(stories, "pin", ready, model -> {
            model.hear(VISIT, new Reply.PinWanted(person));
            type(model.touch(), "046");
        });
        search(stories, "search-nobody", ready, new Search.Nobody());
        search(stories, "search-too-many", ready, new Search.TooMany());
        search(stories, "search-found", ready, new Search.Found(List.of(found(1, "张*", "12"), found(2, "赵*", "07"))));
        search(
                stories,
                "search-found-six",
                ready,
                new Search.Found(List.of(
                        found(1, "张*", "12"),
                        found(2, "张*", "37"),
                        found(3, "欧阳*", "08"),
                        found(4, "赵*", "25"),
                        found(5, "郑*", "19"),
                        found(6, "阿卜杜***", "40"))));
        heard(stories, "confirm", ready, model -> model.hear(VISIT, new Reply.ConfirmationWanted(person)));
        stories.put("touch-proof-pin", model -> {
            ready.accept(model);
            model.show(needs(person, SecondFactor.PIN));
        });
        stories.put("touch-proof-confirm", model -> {
            ready.accept(model);
            model.show(needs(person, SecondFactor.CONFIRMATION));
        });
        stories.put("touch-undo", model -> {
            ready.accept(model);
            Decision.NeedsProof of = needs(person, SecondFactor.PIN);
            model.show(new Decision.Admitted(person, of.meeting(), of.when().wall(), new Decision.Arrival.OnTime()));
            model.undo();
        });
        heard(stories, "take-back", ready, model -> model.hear(VISIT, new Reply.VoidReasonWanted(person)));
        heard(stories, "charge", ready, model -> model.hear(VISIT, new Reply.ChargeOpened(CHARGE)));
        heard(stories, "reason", ready, model -> model.hear(VISIT, new Reply.ReasonWanted(person)));
        stories.put("touch-code", model -> {
            ready.accept(model);
            model.touch().openCode();
            model.hear(
                    VISIT,
                    new Reply.CodeMade(Optional.of(QrSymbol.of("https://party.example.edu.cn/pass/#at.kiosk-1."
                            + "m-0123456789abcdef.59843640." + "A".repeat(86)))));
        });
        stories.put("touch-meeting", model -> {
            ready.accept(model);
            model.show(new Decision.NeedsMeeting(
                    person,
                    List.of(
                            SampleStories.board("09:00", "支部党员大会", "学生第一党支部", new Headcount(40, 31, 2)),
                            SampleStories.board("09:30", "主题党日：走进校史馆", "学生第一党支部", new Headcount(120, 3, 0)))));
        });
        return stories;
    }

    private static Decision.NeedsProof needs(Attendee person, SecondFactor wanted) {
        return new Decision.NeedsProof(
                person,
                SampleStories.board("09:00", "支部党员大会", "学生第一党支部", new Headcount(20, 10, 0)),
                new ClockReading(
                        OffsetDateTime.parse("2026-11-22T09:02:10+08:00"),
                        ClockQuality.SYNCED,
                        new BootId("sample"),
                        0),
                wanted);
    }

    private static void heard(
            Map<String, Consumer<CheckInViewModel>> stories,
            String name,
            Consumer<CheckInViewModel> ready,
            Consumer<CheckInViewModel> then) {
        stories.put("touch-" + name, model -> {
            ready.accept(model);
            model.touch().openNumber();
            then.accept(model);
        });
    }

    private static void search(
            Map<String, Consumer<CheckInViewModel>> stories,
            String name,
            Consumer<CheckInViewModel> ready,
            Search found) {
        heard(stories, name, ready, model -> {
            model.touch().openSearch();
            type(model.touch(), "ZS");
            model.hear(VISIT, "ZS", found);
        });
    }

    private static Candidate found(int number, String name, String ending) {
        return new Candidate(new Attendee(new MemberId("00000000000000a" + number), name), ending);
    }

    private static void type(TouchViewModel touch, String keys) {
        keys.chars().forEach(key -> touch.keys().type((char) key));
    }
}
