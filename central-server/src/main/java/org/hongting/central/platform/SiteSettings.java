package org.hongting.central.platform;

import java.time.ZoneId;
import java.util.Optional;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// What commands beside the server have to know of its settings. It writes them down when it starts.
public final class SiteSettings {
    private static final String ZONE = "zone";

    private SiteSettings() {}

    public static void keep(Database database, ZoneId zone) {
        if (!database.reading(SiteSettings::zone).equals(Optional.of(zone))) {
            database.inTransaction(transaction -> transaction.update(
                    "INSERT INTO site_setting (name, value) VALUES (?, ?)"
                            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    ZONE,
                    zone.getId()));
        }
    }

    /// The site's zone as the server had it when it started last; empty where none of this version ever did.
    public static Optional<ZoneId> zone(Transaction transaction) {
        return transaction.queryFirst(
                "SELECT value FROM site_setting WHERE name = ?", row -> ZoneId.of(row.text("value")), ZONE);
    }
}
