package org.hongting.central.console;

import java.util.Map;
import org.hongting.central.configuration.Shadow;
import org.hongting.central.configuration.Shadows;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/// Says in lists of terminals which are not as they are to be. Templates know it as `drift`.
@Component
class DriftModel {
    private final Database database;
    private final Shadows shadows;

    DriftModel(Database database, Shadows shadows) {
        this.database = database;
        this.shadows = shadows;
    }

    void fill(Model model) {
        model.addAttribute("drift", new Drift(database.reading(shadows::all)));
    }

    /// Those that may connect.
    public record Drift(Map<TerminalId, Shadow> shadows) {
        public @Nullable Shadow of(String terminal) {
            return shadows.get(new TerminalId(terminal));
        }
    }
}
