package org.hongting.kiosk;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.port.Database;
import org.hongting.sync.attachment.AttachmentStore;
import org.hongting.sync.attachment.AttachmentUplink;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.mqtt.SerialScheduler;
import org.hongting.sync.store.Schema;

/// What a terminal keeps beside its journal, and the thread that sends it: a slow upload keeps neither the desk nor the
/// link waiting.
final class TerminalAttachments implements AutoCloseable {
    private final SerialScheduler sending = new SerialScheduler("attachments");
    private final AttachmentStore store;
    private final AttachmentUplink uplink;

    TerminalAttachments(
            Database database, Journal journal, DeskTables tables, TerminalIdentity identity, SecureRandom random) {
        Schema.apply(database, AttachmentStore.MIGRATIONS);
        this.store = new AttachmentStore(database, journal.outbox()::store);
        this.uplink = new AttachmentUplink(
                store,
                new HttpsOutlet(identity.terminal(), () -> announced(database, tables), identity::tls),
                new AttachmentUplink.Sender(identity.terminal(), identity.signer()),
                sending,
                random);
    }

    AttachmentStore store() {
        return store;
    }

    /// Something was added, or the centre may be reached again.
    void nudge() {
        uplink.nudge();
    }

    @Override
    public void close() {
        sending.close();
    }

    /// Where the centre says that it listens for terminals.
    static Optional<URI> announced(Database database, DeskTables tables) {
        return database.reading(transaction -> tables.setting(transaction, SettingEntry.TERMINAL_ADDRESS))
                .flatMap(TerminalAttachments::parsed);
    }

    private static Optional<URI> parsed(String address) {
        try {
            return Optional.of(URI.create(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
