package org.hongting.kiosk;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.protocol.record.TestedPart;

/// What of a terminal's outside can be tested, pictured and started anew. Returns at once; may answer on any thread,
/// once.
interface Diagnosed {
    /// Ends in order, and has the machine start anew.
    void restartMachine();

    /// Tests readers, sound, light and screen.
    ///
    /// @param people whether whoever stands there is asked to help
    void test(boolean people, Consumer<List<TestedPart>> tested);

    /// Takes a picture of what the window shows, with everything of a person left out.
    ///
    /// @param taken is given a PNG; nothing where there is no window
    void picture(Consumer<Optional<byte[]>> taken);
}
