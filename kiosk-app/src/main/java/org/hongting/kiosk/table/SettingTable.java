package org.hongting.kiosk.table;

import java.util.List;
import java.util.Optional;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.port.Transaction;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;

/// The settings that all terminals of the site share.
final class SettingTable implements Projection {
    private static final System.Logger LOG = System.getLogger(SettingTable.class.getName());

    static final List<String> TABLES = List.of("""
            CREATE TABLE desk_setting (id TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID
            """);

    @Override
    public boolean wants(DocumentName document) {
        return document.equals(DocumentName.CONFIGURATION);
    }

    @Override
    public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
        List<SettingEntry> told = change.putAs(SettingEntry.class, malformed -> {});
        List<SettingEntry> taken =
                told.stream().filter(setting -> !isUnknownZone(setting)).toList();
        if (change.snapshot()) {
            transaction.update(
                    "DELETE FROM desk_setting WHERE id <> ?", taken.size() < told.size() ? SettingEntry.ZONE : "");
        }
        for (SettingEntry setting : taken) {
            transaction.update(
                    "INSERT INTO desk_setting (id, value) VALUES (?, ?)"
                            + " ON CONFLICT (id) DO UPDATE SET value = excluded.value",
                    setting.id(),
                    setting.value());
        }
        change.removed().forEach(id -> transaction.update("DELETE FROM desk_setting WHERE id = ?", id));
    }

    /// A zone that nobody knows here is passed over, and the one before stays.
    private static boolean isUnknownZone(SettingEntry setting) {
        boolean unknown = setting.id().equals(SettingEntry.ZONE)
                && SettingEntry.zone(setting.value()).isEmpty();
        if (unknown) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the centre names a time zone that is unknown here; the one before stays");
        }
        return unknown;
    }

    Optional<String> find(Transaction transaction, String id) {
        return transaction.queryFirst("SELECT value FROM desk_setting WHERE id = ?", row -> row.text("value"), id);
    }
}
