package org.hongting.kiosk;

import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.device.CredentialRead;
import org.hongting.device.DeviceName;
import org.hongting.kiosk.checkin.Announcement;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.meeting.RecordReply;
import org.hongting.kiosk.screen.checkin.ClaimTrouble;
import org.hongting.kiosk.table.Search;
import org.hongting.protocol.document.DocumentName;

/// What a terminal shows to the world: a window, or nothing at all. Called on the desk's thread, one call at a time;
/// it must return at once.
interface TerminalFace extends TerminalConfiguration.Machine, Diagnosed {
    /// A read was decided; the decision is durable.
    void answer(CredentialRead read, Decision decision);

    /// The figures of the idle screen have changed.
    void station(Station station);

    /// The journal can be written again after it could not.
    void recovered();

    void device(DeviceName device, boolean present);

    /// A document of the centre was applied.
    void document(DocumentName document);

    /// What the desk says to somebody who types.
    ///
    /// @param visit in which it was asked
    void reply(int visit, Reply reply);

    /// What was decided for somebody who chose a meeting, or for whom time chose.
    void settled(Decision decision);

    /// What somebody hears who writes the record of a meeting.
    void record(int visit, RecordReply reply);

    /// Takes a photograph with the kiosk's camera.
    ///
    /// @param taken is given a JPEG, on any thread; nothing where there is no camera or it gives no picture
    void photograph(Consumer<Optional<byte[]>> taken);

    void found(int visit, String typed, Search found);

    /// Shows what the centre has to say.
    ///
    /// @param gone told on any thread, at the end, whether it was on the screen for its time or somebody has seen
    /// it
    void announce(Announcement announcement, Consumer<Boolean> gone);

    /// Draws attention with lamp and sound.
    void attract();

    /// The centre has shut this terminal out; until [#station] is called again it is of no use.
    void shutOut(ClaimTrouble why);
}
