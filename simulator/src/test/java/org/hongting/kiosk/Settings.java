package org.hongting.kiosk;

import java.nio.file.Path;
import java.util.Map;
import org.hongting.central.CentralServer;
import org.hongting.central.configuration.Configurations;
import org.hongting.central.configuration.Scope;
import org.hongting.central.configuration.Shadow;
import org.hongting.central.configuration.Shadows;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.provisioning.config.ConfigurationTrial;
import org.hongting.provisioning.storage.FileOperations;

/// What terminals of a real centre are to be like.
final class Settings {
    private final Database database;
    private final Configurations configurations;
    private final Shadows shadows;

    Settings(CentralServer centre) {
        this.database = centre.context().getBean(Database.class);
        this.configurations = centre.context().getBean(Configurations.class);
        this.shadows = centre.context().getBean(Shadows.class);
    }

    /// A terminal that was started with no camera.
    static TerminalConfiguration.Given begun(Path data) {
        return new TerminalConfiguration.Given(
                ConfigurationTrial.begin(data.resolve("configuration"), FileOperations.real()),
                Map.of("reader.camera", "none"));
    }

    /// Nothing was set for the site before.
    void set(Map<String, String> values) {
        database.inTransaction(transaction -> configurations.save(transaction, Scope.SITE, 0, values, "test"));
    }

    Shadow shadow(TerminalId terminal) {
        return database.reading(transaction -> shadows.find(transaction, terminal))
                .orElseThrow();
    }
}
