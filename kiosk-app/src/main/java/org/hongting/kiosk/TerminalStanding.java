package org.hongting.kiosk;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hongting.kiosk.checkin.LineTrouble;
import org.hongting.kiosk.screen.checkin.ClaimTrouble;
import org.hongting.protocol.claim.Standing;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.FarewellEntry;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Scheduler;
import org.hongting.sync.link.LinkStatus;

/// How this terminal stands with its centre: enrolled, shut out, or leaving.
///
/// A terminal that is asked to leave closes its door once nobody uses it, brings everything it has, and says farewell
/// until the centre has let it go; then it forgets. Whatever is cut off in between, it goes on there: what it was asked
/// lies on its disk, and nothing is forgotten before the centre's signed word. On the desk's thread.
final class TerminalStanding {
    private static final System.Logger LOG = System.getLogger(TerminalStanding.class.getName());

    private final Supplier<List<DocumentEntry>> told;
    private final Scheduler desking;
    private final World world;
    private Standing standing = Standing.ENROLLED;
    private LinkStatus.Problem before = LinkStatus.Problem.NONE;
    private boolean leaving;
    private boolean asking;

    /// The terminal, as this sees it.
    interface World {
        /// Nobody is taken in or studies here at this moment.
        boolean isIdle();

        /// @param free told on any thread whether the screen is free
        void whenAsked(Consumer<Boolean> free);

        /// Whether the centre holds everything.
        ///
        /// @param backup in a verified backup too
        boolean isBrought(boolean backup);

        /// Whether it was leaving when it ended last.
        boolean wasLeaving();

        /// Keeps for the next start whether it is leaving.
        ///
        /// @return false if that could not be kept
        boolean keepLeaving(boolean leaving);

        /// Asks the centre to be let go.
        void sayFarewell();

        /// Forgets everything, for good.
        void forget();

        /// The screen is to show something else.
        void showAnew();
    }

    /// @param told the entries of the document in which the centre asks the terminal to leave
    TerminalStanding(Supplier<List<DocumentEntry>> told, Scheduler desking, World world) {
        this.told = told;
        this.desking = desking;
        this.world = world;
        this.leaving = world.wasLeaving();
    }

    /// Why nobody is taken in, if so.
    Optional<ClaimTrouble> closed() {
        return switch (standing) {
            case REPLACED -> Optional.of(ClaimTrouble.REPLACED);
            case REVOKED, RELEASED -> Optional.of(ClaimTrouble.REVOKED);
            case ENROLLED, UNKNOWN -> leaving ? Optional.of(ClaimTrouble.LEAVING) : Optional.empty();
        };
    }

    /// @param takenOver another machine reports with this terminal's identity
    Optional<LineTrouble> trouble(boolean takenOver) {
        if (takenOver) {
            return Optional.of(LineTrouble.TAKEN_OVER);
        }
        return standing == Standing.UNKNOWN ? Optional.of(LineTrouble.UNKNOWN) : Optional.empty();
    }

    /// As the other, by how the line is.
    Optional<LineTrouble> trouble(LinkStatus status) {
        return trouble(status.problem() == LinkStatus.Problem.TAKEN_OVER);
    }

    /// The line is up: whoever is shut out has none.
    void online() {
        standing = Standing.ENROLLED;
    }

    /// How the line is.
    void hear(LinkStatus status) {
        if (status.problem() == LinkStatus.Problem.TAKEN_OVER && before != status.problem()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "another machine reports with this terminal's identity: end it, or revoke the terminal; this one"
                            + " tries again in some minutes");
        }
        before = status.problem();
        if (status.state() == LinkStatus.State.ONLINE) {
            online();
        }
    }

    /// What the centre says of this terminal. It forgets only what it was asked to forget: a disk of before the asking
    /// may hold what nobody has seen.
    void hear(Standing said) {
        standing = said;
        if (said == Standing.RELEASED && order().isPresent()) {
            LOG.log(System.Logger.Level.INFO, "the centre has let this terminal go: it is wiped");
            world.forget();
        }
        world.showAnew();
    }

    /// Looks for what is to be done; called when the document has changed, and now and then.
    void look() {
        Optional<FarewellEntry> order = order();
        if (order.isEmpty()) {
            if (leaving && world.keepLeaving(false)) {
                leaving = false;
                world.showAnew();
            }
            return;
        }
        if (leaving) {
            if (isTrue(() -> world.isBrought(order.get().backup())) && world.keepLeaving(true)) {
                world.sayFarewell();
            }
        } else if (!asking && isTrue(world::isIdle)) {
            asking = true;
            world.whenAsked(free -> desking.execute(() -> leave(free)));
        }
    }

    private void leave(boolean free) {
        asking = false;
        if (free && order().isPresent()) {
            leaving = true;
            world.showAnew();
            look();
        }
    }

    private static boolean isTrue(BooleanSupplier question) {
        try {
            return question.getAsBoolean();
        } catch (DatabaseFault e) {
            LOG.log(System.Logger.Level.WARNING, "a terminal that leaves could not look: {0}", e.kind());
            return false;
        }
    }

    /// What cannot be read is as if nothing had been asked.
    private Optional<FarewellEntry> order() {
        try {
            return told.get().stream()
                    .map(entry -> entry.as(FarewellEntry.class))
                    .filter(entry -> entry.id().equals(FarewellEntry.ID))
                    .findFirst();
        } catch (IllegalArgumentException | MalformedJson | DatabaseFault e) {
            return Optional.empty();
        }
    }
}
