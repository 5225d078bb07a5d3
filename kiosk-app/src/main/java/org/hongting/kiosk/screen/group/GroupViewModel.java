package org.hongting.kiosk.screen.group;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hongting.kiosk.study.GroupAsk;
import org.hongting.kiosk.study.GroupReply;
import org.hongting.protocol.identity.MemberId;

/// The way of somebody in charge through the pages of a group. It holds the page alone; time and wiping are the touch
/// screen's. Confined to the thread of the touch screen.
public final class GroupViewModel {
    private final GroupScreen screen;
    private Optional<GroupPage> page = Optional.empty();

    public GroupViewModel(GroupScreen screen) {
        this.screen = screen;
    }

    /// From the panel of who is in charge.
    public void open() {
        turn(new GroupPage.Loading());
        screen.ask(new GroupAsk.Show());
    }

    /// What the desk says.
    public void hear(GroupReply reply) {
        switch (reply) {
            case GroupReply.None _ -> turn(new GroupPage.None());
            case GroupReply.Shown shown -> turn(new GroupPage.Group(shown));
            case GroupReply.Ended(int people) -> turn(new GroupPage.Ended(people));
        }
    }

    /// Opens a group, here and now.
    public void begin() {
        if (page.orElse(null) instanceof GroupPage.None) {
            turn(new GroupPage.Loading());
            screen.ask(new GroupAsk.Open());
        }
    }

    public void callRoll() {
        callRoll(false);
    }

    /// The last roll call comes first.
    public void askToEnd() {
        callRoll(true);
    }

    private void callRoll(boolean ends) {
        if (page.orElse(null) instanceof GroupPage.Group(var shown)) {
            Set<MemberId> all =
                    shown.people().stream().map(person -> person.member()).collect(Collectors.toSet());
            turn(new GroupPage.RollCall(shown, all, ends, false));
        }
    }

    /// Somebody has gone, or is there after all.
    public void toggle(MemberId member) {
        if (page.orElse(null) instanceof GroupPage.RollCall(var shown, var here, boolean ends, boolean busy) && !busy) {
            Set<MemberId> other = new HashSet<>(here);
            if (!other.remove(member)) {
                other.add(member);
            }
            turn(new GroupPage.RollCall(shown, other, ends, false));
        }
    }

    public void confirm() {
        if (page.orElse(null) instanceof GroupPage.RollCall(var shown, var here, boolean ends, boolean busy) && !busy) {
            turn(new GroupPage.RollCall(shown, here, ends, true));
            Set<MemberId> gone = new HashSet<>();
            shown.people().forEach(person -> gone.add(person.member()));
            gone.removeAll(here);
            screen.ask(ends ? new GroupAsk.End(gone) : new GroupAsk.Count(gone));
        }
    }

    public void openLessons() {
        forget();
        screen.openLessons();
    }

    /// An answer covered the page: perhaps somebody came in.
    public void again() {
        if (page.orElse(null) instanceof GroupPage.Group) {
            screen.ask(new GroupAsk.Show());
        }
    }

    /// @return false where the panel is next
    public boolean back() {
        if (page.orElse(null) instanceof GroupPage.RollCall(var shown, var _, var _, var _)) {
            turn(new GroupPage.Group(shown));
            return true;
        }
        forget();
        return false;
    }

    public void forget() {
        page = Optional.empty();
    }

    private void turn(GroupPage next) {
        page = Optional.of(next);
        screen.show(next);
    }
}
