package org.hongting.central.release;

import java.util.List;
import java.util.Optional;
import org.hongting.central.rollout.Stage;
import org.hongting.protocol.document.CourseDelivery.DailyWindow;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;

/// What somebody asks for: a release, and which terminals are to have it, stage by stage.
///
/// @param stages with who is in each; nobody is in two
/// @param daily at which hours terminals may install; absent where at all of them
public record RolloutWish(Digest release, List<Part> stages, Optional<DailyWindow> daily) {
    /// One stage.
    public record Part(Stage rules, List<TerminalId> terminals) {
        public Part {
            terminals = List.copyOf(terminals);
        }
    }

    public RolloutWish {
        stages = List.copyOf(stages);
    }
}
