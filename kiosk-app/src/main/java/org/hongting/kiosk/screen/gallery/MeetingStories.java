package org.hongting.kiosk.screen.gallery;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.meeting.MeetingAsk;
import org.hongting.kiosk.meeting.MeetingReply;
import org.hongting.kiosk.screen.checkin.CheckInViewModel;
import org.hongting.kiosk.screen.meeting.MeetingViewModel;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.Headcount;
import org.hongting.kiosk.table.Unit;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.GuestKind;

/// The pages on which somebody in charge runs a meeting.
final class MeetingStories {
    private static final Attendee CHARGE = new Attendee(new MemberId("00000000000000c1"), "王*");
    private static final Unit BRANCH = new Unit(new BranchId("b-1"), "计算机学院学生第一党支部", "branch");
    private static final Unit GROUP = new Unit(new BranchId("b-2"), "软件工程研究生第一党小组", "group");
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-22T09:02:10+08:00");

    private MeetingStories() {}

    /// @param ready brings the screen to its idle state
    static Map<String, Consumer<CheckInViewModel>> all(Consumer<CheckInViewModel> ready) {
        Map<String, Consumer<CheckInViewModel>> stories = new LinkedHashMap<>();
        MeetingReply.Held running = held("支部党员大会", MeetingReply.Phase.RUNNING);
        MeetingReply.Shown shown =
                new MeetingReply.Shown(running, Map.of(GuestKind.ACTIVIST, 3, GuestKind.SUPERIOR, 1));
        MeetingReply.Opening one = new MeetingReply.Opening(List.of(BRANCH), NOW, true);
        tell(stories, "none", ready, model -> say(model, new MeetingReply.Overview(List.of())));
        tell(
                stories,
                "overview",
                ready,
                model -> say(
                        model,
                        new MeetingReply.Overview(List.of(
                                running,
                                held("主题党日：走进校史馆", MeetingReply.Phase.AHEAD),
                                held("党课", MeetingReply.Phase.CLOSED),
                                held("组织生活会", MeetingReply.Phase.OVER)))));
        tell(stories, "units", ready, model -> say(model, new MeetingReply.Opening(List.of(BRANCH, GROUP), NOW, true)));
        tell(stories, "kinds", ready, model -> say(model, one));
        tell(stories, "begin", ready, model -> {
            say(model, one);
            pages(model).choose(MeetingKind.BRANCH_ASSEMBLY);
            pages(model).choose(Duration.ofHours(2));
        });
        tell(stories, "begin-unproven", ready, model -> {
            say(model, new MeetingReply.Opening(List.of(BRANCH), NOW, false));
            pages(model).choose(MeetingKind.DEMOCRATIC_APPRAISAL);
            pages(model).choose(MeetingAsk.TitleForm.ENLARGED);
        });
        tell(
                stories,
                "beside",
                ready,
                model -> say(
                        model,
                        new MeetingReply.Beside(
                                running,
                                new MeetingAsk.Open(
                                        MeetingKind.PARTY_LECTURE,
                                        BRANCH.id(),
                                        MeetingAsk.TitleForm.PLAIN,
                                        Duration.ofHours(1),
                                        false))));
        tell(stories, "running", ready, model -> say(model, shown));
        tell(
                stories,
                "closed",
                ready,
                model -> say(model, new MeetingReply.Shown(held("支部党员大会", MeetingReply.Phase.CLOSED), shown.guests())));
        tell(stories, "closing", ready, model -> {
            say(model, shown);
            pages(model).askToClose();
        });
        tell(stories, "guests", ready, model -> {
            say(model, shown);
            pages(model).countGuests();
        });
        tell(stories, "guest-cards", ready, model -> say(model, new MeetingReply.GuestsAwaited(shown)));
        tell(stories, "guest-search", ready, model -> {
            say(model, new MeetingReply.GuestsAwaited(shown));
            model.touch().openSearch();
        });
        tell(stories, "guest-number", ready, model -> {
            say(model, new MeetingReply.GuestsAwaited(shown));
            model.touch().openMarkNumber();
        });
        return stories;
    }

    private static MeetingReply.Held held(String title, MeetingReply.Phase phase) {
        return new MeetingReply.Held(
                SampleStories.board("09:00", title, BRANCH.name(), new Headcount(40, 31, 2, 0, 0, 4)), phase);
    }

    private static void tell(
            Map<String, Consumer<CheckInViewModel>> stories,
            String name,
            Consumer<CheckInViewModel> ready,
            Consumer<CheckInViewModel> then) {
        stories.put("touch-meetings-" + name, model -> {
            ready.accept(model);
            model.touch().openCharge();
            model.hear(TouchStories.VISIT, new Reply.ChargeOpened(CHARGE));
            pages(model).open();
            then.accept(model);
        });
    }

    private static void say(CheckInViewModel model, MeetingReply reply) {
        model.hear(TouchStories.VISIT, reply);
    }

    private static MeetingViewModel pages(CheckInViewModel model) {
        return model.touch().meetings();
    }
}
