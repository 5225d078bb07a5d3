package org.hongting.kiosk.screen.gallery;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hongting.kiosk.checkin.Announcement;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.Decision.Arrival;
import org.hongting.kiosk.checkin.LineTrouble;
import org.hongting.kiosk.checkin.MeetingBoard;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.checkin.StickNotice;
import org.hongting.kiosk.screen.checkin.CheckInViewModel;
import org.hongting.kiosk.screen.checkin.ClaimTrouble;
import org.hongting.kiosk.screen.checkin.OutOfOrderReason;
import org.hongting.kiosk.screen.checkin.PairingPage;
import org.hongting.kiosk.screen.part.Place;
import org.hongting.kiosk.screen.part.ScreenHabits;
import org.hongting.kiosk.screen.selftest.TestPage;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.Headcount;
import org.hongting.protocol.Words;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.attendance.CheckOutWindow;
import org.hongting.protocol.attendance.MeetingRules;
import org.hongting.protocol.attendance.Quorum;
import org.hongting.protocol.claim.PairingWords;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.configuration.SettingKey;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.RefusalReason;

/// Every state of the check-in screen, told with invented people on one invented morning.
final class SampleStories {
    private static final Clock MORNING = Clock.fixed(
            OffsetDateTime.parse("2026-11-22T09:02:10+08:00").toInstant(), java.time.ZoneId.of("Asia/Shanghai"));
    private static final Attendee PERSON = new Attendee(new MemberId("00c0ffee00c0ffee"), "张*");
    private static final MeetingBoard MEETING =
            board("09:00", "支部党员大会", "计算机学院学生第一党支部", new Headcount(40, 31, 2, 0, 3));
    private static final MeetingBoard FIRST = board("09:00", "主题党日：走进校史馆", "外国语学院教工党支部", new Headcount(120, 0, 0));
    private static final MeetingBoard AFTERNOON = board("14:30", "入党积极分子党课", "计算机学院党委", new Headcount(86, 0, 0));
    private static final MeetingBoard LONG = board(
            "09:00",
            "深入学习贯彻全国教育大会精神暨二〇二六年秋季学期发展对象培训班开班动员与入党积极分子集中学习研讨专题会议（第三次全体会议）",
            "马克思主义学院与信息科学技术学院联合学生党支部委员会（研究生纵向第七党支部）",
            new Headcount(1200, 1187, 345));

    private SampleStories() {}

    private static PairingPage pairing(boolean phones) {
        return new PairingPage(
                phones
                        ? Optional.of(
                                "https://hongting.example.edu.cn/terminals/pairings/00112233445566778899aabbccddeeff")
                        : Optional.empty(),
                List.of(
                        new PairingWords.Word("友谊", "friendship"),
                        new PairingWords.Word("字典", "dictionary"),
                        new PairingWords.Word("黑板", "blackboard"),
                        new PairingWords.Word("瀑布", "waterfall"),
                        new PairingWords.Word("报纸", "newspaper")),
                "hongting.example.edu.cn:8443",
                !phones);
    }

    static Clock clock() {
        return MORNING;
    }

    /// The states by name, in the order they are best looked at.
    static Map<String, Consumer<CheckInViewModel>> all() {
        Map<String, Consumer<CheckInViewModel>> stories = new LinkedHashMap<>();
        stories.put("starting", _ -> {});
        for (ClaimTrouble trouble : ClaimTrouble.values()) {
            stories.put("unclaimed-" + word(trouble), model -> model.unclaimed(trouble));
        }
        for (boolean phones : List.of(true, false)) {
            stories.put(phones ? "pairing" : "pairing-without-phones", model -> model.pairs(pairing(phones)));
        }
        for (LineTrouble trouble : LineTrouble.values()) {
            stories.put(
                    "idle-" + word(trouble),
                    ready(station(Optional.of(MEETING), Optional.empty(), 12, false, true)
                            .troubledBy(Optional.of(trouble))));
        }
        stories.put("idle", ready(station(Optional.of(MEETING), Optional.empty(), 0, true, true)));
        announced(
                stories,
                "announced-message",
                "17:00 起 301 会议室改在 305，请走东侧楼梯。",
                "From 17:00 room 301 moves to 305; please take the east stairs.");
        announced(stories, "announced-long", "长".repeat(200), "");
        stories.put("announced-name", model -> {
            ready(station(Optional.of(MEETING), Optional.empty(), 0, true, true))
                    .accept(model);
            model.announce(new Announcement.Name(Duration.ofSeconds(30)), _ -> {});
        });
        for (TestPage page : TestPage.values()) {
            stories.put("self-test-" + word(page), model -> {
                ready(station(Optional.of(MEETING), Optional.empty(), 0, true, true))
                        .accept(model);
                tested(model, page);
            });
        }
        stories.put("idle-few-buttons", model -> {
            model.configure(ScreenHabits.of(
                    new Configuration(1, new TreeMap<>(Map.of(SettingKey.BUTTONS.word(), "number study")))));
            ready(station(Optional.of(MEETING), Optional.empty(), 0, true, true))
                    .accept(model);
        });
        stories.put("idle-first", ready(station(Optional.of(FIRST), Optional.empty(), 0, true, true)));
        stories.put("idle-long", ready(station(Optional.of(LONG), Optional.empty(), 3, true, true)));
        stories.put("idle-quorum", ready(station(Optional.of(quorum(12, 0)), Optional.empty(), 0, true, true)));
        stories.put("idle-no-quorum", ready(station(Optional.of(quorum(10, 3)), Optional.empty(), 0, true, true)));
        stories.put("idle-out", ready(station(Optional.of(leaving(-1)), Optional.empty(), 0, true, true)));
        stories.put("idle-both", ready(station(Optional.of(leaving(30)), Optional.empty(), 0, true, true)));
        for (StickNotice.Phase phase : List.of(StickNotice.Phase.READY, StickNotice.Phase.FAILED)) {
            stories.put(
                    "idle-stick-" + word(phase),
                    ready(station(Optional.of(MEETING), Optional.empty(), 12, false, true)
                            .with(Optional.of(new StickNotice(phase, 12)))));
        }
        stories.put("idle-offline", ready(station(Optional.of(MEETING), Optional.empty(), 12, false, true)));
        stories.put("idle-unproven", ready(station(Optional.of(MEETING), Optional.empty(), 2, true, false)));
        stories.put("next", ready(station(Optional.empty(), Optional.of(AFTERNOON), 0, true, true)));
        stories.put("next-long", ready(station(Optional.empty(), Optional.of(LONG), 0, true, true)));
        stories.put("none", ready(station(Optional.empty(), Optional.empty(), 0, true, true)));
        OffsetDateTime now = OffsetDateTime.now(MORNING);
        answer(stories, "admitted", new Decision.Admitted(PERSON, MEETING, now, new Arrival.OnTime()), true);
        answer(stories, "admitted-offline", new Decision.Admitted(PERSON, MEETING, now, new Arrival.OnTime()), false);
        answer(stories, "admitted-long", new Decision.Admitted(PERSON, LONG, now, new Arrival.OnTime()), false);
        answer(stories, "late", new Decision.Admitted(PERSON, MEETING, now, new Arrival.Late(6)), true);
        answer(stories, "already", new Decision.Already(PERSON, MEETING, now), true);
        Consumer<CheckInViewModel> withPhones =
                ready(new Station(Optional.of(MEETING), Optional.empty(), 0, true, true, true, Optional.empty()));
        stories.put("idle-code", withPhones);
        stories.put("admitted-card", model -> {
            withPhones.accept(model);
            model.show(new Decision.Admitted(PERSON, MEETING, now, new Arrival.OnTime()), true);
        });
        stories.put("already-card", model -> {
            withPhones.accept(model);
            model.show(new Decision.Already(PERSON, MEETING, now), true);
        });
        answer(stories, "card-bound", new Decision.CardBound(PERSON), true);
        answer(stories, "taken-back", new Decision.TakenBack(PERSON, MEETING, now), true);
        answer(stories, "left", new Decision.Left(PERSON, MEETING, now, 0), true);
        answer(stories, "left-early", new Decision.Left(PERSON, MEETING, now, 12), true);
        for (RefusalReason reason : RefusalReason.values()) {
            answer(stories, "refused-" + word(reason), new Decision.Refused(reason), true);
        }
        answer(stories, "not-recorded", new Decision.NotRecorded(), true);
        answer(
                stories,
                "refused-wait",
                new Decision.Refused(RefusalReason.TOO_MANY_TRIES, new Decision.Hint.Wait(Duration.ofMinutes(5))),
                true);
        answer(
                stories,
                "refused-later",
                new Decision.Refused(RefusalReason.NO_MEETING, new Decision.Hint.Elsewhere(AFTERNOON.meeting(), false)),
                true);
        answer(
                stories,
                "refused-elsewhere",
                new Decision.Refused(
                        RefusalReason.NOT_EXPECTED, new Decision.Hint.Elsewhere(AFTERNOON.meeting(), true)),
                true);
        TouchStories.all(ready(station(Optional.of(MEETING), Optional.empty(), 0, true, true)), PERSON)
                .forEach(stories::put);
        RecordStories.all(ready(station(Optional.of(MEETING), Optional.empty(), 0, true, true)))
                .forEach(stories::put);
        MeetingStories.all(ready(station(Optional.of(MEETING), Optional.empty(), 0, true, true)))
                .forEach(stories::put);
        OwnStories.all(ready(station(Optional.of(MEETING), Optional.empty(), 0, true, true)), PERSON)
                .forEach(stories::put);
        StudyStories.all(ready(station(Optional.of(MEETING), Optional.empty(), 0, true, true)), PERSON)
                .forEach(stories::put);
        GroupStories.all(ready(station(Optional.of(MEETING), Optional.empty(), 0, true, true)), MEETING, PERSON)
                .forEach(stories::put);
        for (OutOfOrderReason reason : OutOfOrderReason.values()) {
            stories.put("out-of-order-" + word(reason), model -> {
                ready(station(Optional.of(MEETING), Optional.empty(), 12, false, true))
                        .accept(model);
                model.outOfOrder(reason);
            });
        }
        return stories;
    }

    private static void tested(CheckInViewModel model, TestPage page) {
        model.test(() -> {}, _ -> {});
        if (page != TestPage.INVITATION) {
            model.testing().accept();
            IntStream.of(0, 1, 2, 7, 13).forEach(model.testing()::touch);
        }
        if (page == TestPage.HEARD || page == TestPage.SEEN) {
            model.testing().noMoreFields();
        }
        if (page == TestPage.SEEN) {
            model.testing().heard(true);
        }
    }

    private static void answer(
            Map<String, Consumer<CheckInViewModel>> stories, String name, Decision decision, boolean online) {
        stories.put(name, model -> {
            ready(station(Optional.of(MEETING), Optional.empty(), online ? 0 : 12, online, true))
                    .accept(model);
            model.show(decision);
        });
    }

    private static void announced(
            Map<String, Consumer<CheckInViewModel>> stories, String name, String chinese, String english) {
        stories.put(name, model -> {
            ready(station(Optional.of(MEETING), Optional.empty(), 0, true, true))
                    .accept(model);
            model.announce(new Announcement.Message(chinese, english, Duration.ofMinutes(1)), _ -> {});
        });
    }

    private static Consumer<CheckInViewModel> ready(Station station) {
        return model -> {
            model.show(new Place("北校区党建驿站 · 301", "李老师 · 内线 6021"));
            model.show(station);
        };
    }

    private static Station station(
            Optional<MeetingBoard> current,
            Optional<MeetingBoard> next,
            long pending,
            boolean online,
            boolean timeProven) {
        return new Station(current, next, pending, online, timeProven);
    }

    /// A meeting of twenty that decides with more than half of them.
    private static MeetingBoard quorum(int present, int guests) {
        return new MeetingBoard(
                MEETING.meeting().with(new MeetingRules(Quorum.of(">1/2"), null, 5)),
                new Headcount(20, present, 0, guests, 0));
    }

    static MeetingBoard board(String time, String title, String host, Headcount heads) {
        OffsetDateTime starts = OffsetDateTime.parse("2026-11-22T" + time + ":00+08:00");
        return new MeetingBoard(
                new MeetingEntry(
                        new MeetingId("sample"),
                        title,
                        "branch-assembly",
                        host,
                        "301 会议室",
                        starts,
                        starts.plusMinutes(90),
                        new CheckInWindow(starts.minusMinutes(30), starts, starts.plusMinutes(90)),
                        List.of(),
                        List.of(),
                        null),
                heads);
    }

    /// The meeting while it takes check-outs.
    ///
    /// @param minutes from now until it takes no more check-ins
    private static MeetingBoard leaving(long minutes) {
        OffsetDateTime now = OffsetDateTime.now(MORNING);
        MeetingEntry meeting = MEETING.meeting();
        return new MeetingBoard(
                new MeetingEntry(
                        meeting.id(),
                        meeting.title(),
                        meeting.kind(),
                        meeting.host(),
                        meeting.place(),
                        now.minusHours(1),
                        now.plusMinutes(5),
                        new CheckInWindow(now.minusHours(2), now.minusHours(1), now.plusMinutes(minutes)),
                        meeting.branches(),
                        meeting.members(),
                        new CheckOutWindow(now.minusMinutes(5), now.plusMinutes(5), now.plusMinutes(30))),
                MEETING.headcount());
    }

    private static String word(Enum<?> name) {
        return Words.of(name);
    }
}
