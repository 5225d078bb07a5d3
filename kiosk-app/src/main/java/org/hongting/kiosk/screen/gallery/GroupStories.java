package org.hongting.kiosk.screen.gallery;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.GroupBoard;
import org.hongting.kiosk.checkin.MeetingBoard;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.screen.checkin.CheckInViewModel;
import org.hongting.kiosk.study.GroupReply;
import org.hongting.kiosk.table.Attendee;
import org.hongting.protocol.identity.MemberId;

/// People who study together before one screen: on the idle page, when they show their cards, and as their leader sees
/// them.
final class GroupStories {
    private static final Attendee LEADER = new Attendee(new MemberId("00000000000000c1"), "赵*");
    private static final List<Attendee> PEOPLE = Stream.of(
                    "张*", "李*明", "欧阳*", "王*", "阿依古丽·*", "陈*华", "刘*", "周*雨", "吴*", "郑*", "孙*宁", "钱*")
            .map(name -> new Attendee(new MemberId("%016x".formatted(name.hashCode() & 0xffffffffL)), name))
            .toList();

    private GroupStories() {}

    /// @param ready tells place and figures
    static Map<String, Consumer<CheckInViewModel>> all(
            Consumer<CheckInViewModel> ready, MeetingBoard meeting, Attendee person) {
        Map<String, Consumer<CheckInViewModel>> stories = new LinkedHashMap<>();
        stories.put("idle-group", idle(ready, Optional.empty(), false));
        stories.put("idle-group-asked", idle(ready, Optional.empty(), true));
        stories.put("idle-group-meeting", idle(ready, Optional.of(meeting), false));
        stories.put("studies-here", answered(ready, new Decision.StudiesHere(person, 12, false)));
        stories.put("studies-already", answered(ready, new Decision.StudiesHere(person, 12, true)));
        stories.put("group-none", heard(ready, new GroupReply.None()));
        stories.put("group-empty", heard(ready, shown(List.of(), false, false)));
        stories.put("group", heard(ready, shown(PEOPLE, false, false)));
        stories.put("group-asked", heard(ready, shown(PEOPLE, true, false)));
        stories.put("group-broken-off", heard(ready, shown(PEOPLE, true, true)));
        stories.put("group-roll", model -> {
            heard(ready, shown(PEOPLE, true, false)).accept(model);
            model.touch().groups().callRoll();
            model.touch().groups().toggle(PEOPLE.get(2).member());
        });
        stories.put("group-end", model -> {
            heard(ready, shown(PEOPLE, false, false)).accept(model);
            model.touch().groups().askToEnd();
        });
        stories.put("group-ended", heard(ready, new GroupReply.Ended(11)));
        return stories;
    }

    private static GroupReply.Shown shown(List<Attendee> people, boolean asked, boolean brokenOff) {
        return new GroupReply.Shown(LEADER, people, Duration.ofMinutes(brokenOff ? 0 : 45), asked, brokenOff);
    }

    private static Consumer<CheckInViewModel> idle(
            Consumer<CheckInViewModel> ready, Optional<MeetingBoard> meeting, boolean asked) {
        return model -> {
            ready.accept(model);
            model.show(new Station(
                    meeting, Optional.empty(), 0, true, true, false, Optional.of(new GroupBoard(12, asked))));
        };
    }

    private static Consumer<CheckInViewModel> answered(Consumer<CheckInViewModel> ready, Decision decision) {
        return model -> {
            ready.accept(model);
            model.show(decision, true);
        };
    }

    private static Consumer<CheckInViewModel> heard(Consumer<CheckInViewModel> ready, GroupReply reply) {
        return model -> {
            ready.accept(model);
            model.touch().openCharge();
            model.hear(TouchStories.VISIT, new Reply.ChargeOpened(LEADER));
            model.touch().groups().open();
            model.hear(TouchStories.VISIT, reply);
        };
    }
}
