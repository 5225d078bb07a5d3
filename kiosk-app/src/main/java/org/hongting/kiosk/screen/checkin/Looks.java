package org.hongting.kiosk.screen.checkin;

import java.time.Duration;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hongting.kiosk.screen.part.Appearance;
import org.hongting.protocol.document.Preference;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.Scheduler.Cancellable;

/// How the screen looks now: as it always does, as somebody has just chosen, or as the roster says of the person in
/// front of it. Whatever it is, the next person finds it as it always is.
final class Looks {
    private final Scheduler scheduler;
    private final Duration lasting;
    private final ReadOnlyObjectWrapper<Appearance> now = new ReadOnlyObjectWrapper<>(Appearance.USUAL);
    private Appearance usual = Appearance.USUAL;
    private Cancellable end = () -> {};
    private boolean personal;

    /// @param lasting how long a choice stays without a touch
    Looks(Scheduler scheduler, Duration lasting) {
        this.scheduler = scheduler;
        this.lasting = lasting;
    }

    ReadOnlyObjectProperty<Appearance> now() {
        return now.getReadOnlyProperty();
    }

    /// How it is for whoever has said nothing. Whoever has chosen keeps their choice.
    void usual(Appearance look) {
        boolean nothingSaid = now.get().equals(usual);
        usual = look;
        if (nothingSaid) {
            now.set(look);
        }
    }

    /// Somebody pressed a switch: that goes before what is remembered of anybody.
    void choose(UnaryOperator<Appearance> change) {
        personal = false;
        now.set(change.apply(now.get()));
        keep();
    }

    /// A choice stays for another while: somebody is there.
    void keep() {
        if (!personal && !now.get().equals(usual)) {
            end.cancel();
            end = scheduler.after(lasting, () -> now.set(usual));
        }
    }

    /// Somebody is spoken to who may have said how.
    void speakTo(Preference preference) {
        if (!personal && !now.get().equals(usual)) {
            return;
        }
        Appearance wanted = Appearance.of(preference, usual);
        personal = !wanted.equals(usual);
        now.set(wanted);
    }

    /// Nobody is spoken to any more.
    void nobody() {
        if (personal) {
            personal = false;
            now.set(usual);
        }
    }
}
