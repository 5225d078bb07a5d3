package org.hongting.kiosk.study;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hongting.device.CredentialRead;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.TerminalClock;

/// What somebody shows where a meeting may take arrivals and a group may study before the same screen: it is the
/// door's first, and the group's after. Whoever the door lets in is in the group too, also where the door asked for
/// more before; whom it does not expect may be of the group alone.
///
/// It knows neither a screen nor a thread: call it on the desk's.
public final class GroupDoor {
    /// Who has not chosen or typed by then shows the card again.
    static final Duration WAITS = Duration.ofMinutes(1);

    private final GroupDesk groups;
    private final TerminalClock clock;

    /// Whose read the door decides now.
    private Optional<GroupDesk.Shown> before = Optional.empty();

    /// Those of whom the door wants more.
    private final Map<MemberId, Waiting> waiting = new HashMap<>();

    /// @param since by the machine's own clock
    private record Waiting(GroupDesk.Shown shown, long since) {}

    public GroupDoor(GroupDesk groups, TerminalClock clock) {
        this.groups = groups;
        this.clock = clock;
    }

    /// Before the door decides.
    ///
    /// @param arrivals whether a meeting takes arrivals
    /// @return the answer, where the door has nothing to decide
    public Optional<Decision> before(CredentialRead read, boolean arrivals) {
        before = groups.shownTo(read);
        if (arrivals) {
            return Optional.empty();
        }
        Optional<Decision> entered = before.flatMap(groups::enter);
        before = Optional.empty();
        return entered;
    }

    /// A read that is neither the door's nor the group's: nobody waits by it.
    public void skip() {
        before = Optional.empty();
    }

    /// After the door has decided a read.
    ///
    /// @return what is answered
    public Decision after(Decision decision) {
        Optional<GroupDesk.Shown> shown = before;
        before = Optional.empty();
        return switch (decision) {
            case Decision.Admitted _ -> {
                shown.ifPresent(groups::enter);
                yield decision;
            }
            case Decision.Already _ -> entered(shown).orElse(decision);
            case Decision.Refused(var reason, var _) ->
                switch (reason) {
                    case NOT_EXPECTED, NO_MEETING -> entered(shown).orElse(decision);
                    default -> decision;
                };
            case Decision.NeedsMeeting _, Decision.NeedsProof _ -> {
                shown.ifPresent(this::await);
                yield decision;
            }
            case Decision.Left _,
                    Decision.TakenBack _,
                    Decision.CardBound _,
                    Decision.StudiesHere _,
                    Decision.NotRecorded _ -> decision;
        };
    }

    private Optional<Decision> entered(Optional<GroupDesk.Shown> shown) {
        return shown.flatMap(groups::enter).filter(Decision.StudiesHere.class::isInstance);
    }

    private void await(GroupDesk.Shown shown) {
        long now = clock.read().monotonicNanos();
        waiting.values().removeIf(one -> isOver(one, now));
        waiting.put(shown.member().attendee().member(), new Waiting(shown, now));
    }

    /// The door has decided of somebody who was to choose or to type.
    public void settled(Decision decision) {
        long now = clock.read().monotonicNanos();
        decision.person()
                .filter(decision::hasIn)
                .map(person -> waiting.remove(person.member()))
                .filter(one -> !isOver(one, now))
                .ifPresent(one -> groups.enter(one.shown()));
    }

    private static boolean isOver(Waiting one, long now) {
        return now - one.since() > WAITS.toNanos();
    }
}
