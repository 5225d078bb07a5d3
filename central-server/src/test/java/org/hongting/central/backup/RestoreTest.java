package org.hongting.central.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.document.Downlink;
import org.hongting.central.erasure.ErasureOffice;
import org.hongting.central.erasure.Erasures;
import org.hongting.central.erasure.Reason;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.AfterCommit;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.LeaveReason;
import org.hongting.protocol.record.Line;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("sqlite")
class RestoreTest {
    private static final String NONCE = "00112233445566778899aabbccddeeff";

    private static final Scheduler AT_ONCE = new Scheduler() {
        @Override
        public Cancellable after(Duration delay, Runnable step) {
            step.run();
            return () -> {};
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void execute(Runnable step) {
            step.run();
        }
    };

    @TempDir
    Path root;

    private static Restore restore(SafeStore centre) {
        return new Restore(centre.clock, new Random(9));
    }

    @Test
    void aRestoredStoreIsANewerOneThatHoldsWhatTheBackupHeldAndCallsNothingSafe() throws Exception {
        Backup backup;
        SafeStore before = new SafeStore(root);
        try (before) {
            before.terminal.arrivals(9);
            before.take(before.terminal.all());
            backup = before.backup();
            before.backup();
            before.terminal.arrivals(5);
            before.take(before.terminal.all());
        }
        assertThatThrownBy(() -> restore(before).run(backup.file(), before.data, false))
                .hasMessageContaining("give --replace");
        Restore.Restored restored = restore(before).run(backup.file(), before.data, true);
        assertThat(restored.records()).isEqualTo(10);
        assertThat(restored.aside())
                .hasValueSatisfying(
                        aside -> assertThat(aside.resolve("central.db")).exists());
        assertThat(before.data.resolve(Restore.MARK)).doesNotExist();
        assertThat(Files.getPosixFilePermissions(before.data.resolve("central.db")))
                .as("people stand in it")
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        try (SafeStore after = new SafeStore(root, before.terminal)) {
            assertThat(after.store.id).isEqualTo(restored.store()).isNotEqualTo(backup.store());
            assertThat(after.store.id.generation()).isGreaterThan(backup.store().generation());
            assertThat(after.hello().upTo()).isEqualTo(10);
            assertThat(after.hello().safe())
                    .as("by no backup of the new store yet")
                    .isZero();
            assertThat(after.backups().newest(after.named()))
                    .as("those were another store's")
                    .isEmpty();
            after.take(after.terminal.all());
            assertThat(after.store.count("record")).isEqualTo(15);
            after.backup();
            assertThat(after.hello().safe()).isEqualTo(15);
            assertThat(after.store.texts("action", "audit")).contains("store.restored");
        }
    }

    @Test
    void whoeverWasErasedAfterTheBackupIsErasedAnewBeforeAnybodyIsTold() throws Exception {
        MemberId gone = new MemberId("00000000000000a1");
        Backup backup;
        SafeStore before = new SafeStore(root);
        try (before) {
            before.terminal.append(new Fact.LeaveAsked(
                    new MeetingId("00112233445566aa"),
                    gone,
                    new Fact.Origin(CredentialKind.CARD, "pcsc-0", false),
                    LeaveReason.SICK));
            before.take(before.terminal.all());
            backup = before.backup();
            office(before, before.data, before.folder).erase(gone, Reason.WISH, "admin");
            assertThat(before.store.bytesAsText("body", "record").toString()).doesNotContain(gone.value());
        }
        Files.delete(before.data.resolve(ErasedFile.NAME)); // the disk of the data was lost

        restore(before).run(backup.file(), before.data, true);

        try (SafeStore after = new SafeStore(root, before.terminal)) {
            assertThat(after.store.bytesAsText("body", "record").toString()).contains(gone.value());
            assertThat(office(after, after.data).catchUp()).isEqualTo(1);
            assertThat(after.store.bytesAsText("body", "record").toString()).doesNotContain(gone.value());
            assertThat(after.store.count("document_entry WHERE document = 'erase/site'"))
                    .isEqualTo(1);
            after.backup();
        }
    }

    private static ErasureOffice office(SafeStore centre, Path... places) {
        DocumentStore documents = new DocumentStore(centre.store.database, centre.store.id, Runnable::run);
        return new ErasureOffice(
                centre.store.database,
                new Erasures(centre.store.database, documents),
                List.of(places),
                centre.store::sweep,
                AT_ONCE,
                centre.clock);
    }

    @Test
    void aSecondRestoreOfTheSameBackupIsNewerThanTheFirst() throws Exception {
        SafeStore before = new SafeStore(root);
        Backup backup;
        try (before) {
            backup = before.backup();
        }
        long first =
                restore(before).run(backup.file(), before.data, true).store().generation();
        long again =
                restore(before).run(backup.file(), before.data, true).store().generation();
        assertThat(again).as("within the same second").isGreaterThan(first);
        Path elsewhere = root.resolve("elsewhere");
        before.clock.pass(Duration.ofDays(1));
        assertThat(restore(before).run(backup.file(), elsewhere, false).store().generation())
                .as("where nothing tells of the others")
                .isGreaterThan(again);
    }

    /// As a snapshot of the whole machine does: the name is the one that terminals know, and what is in it is older.
    @Test
    void aStoreThatWasPutBackWithoutARestoreIsGivenAwayByItsOwnBackup() throws Exception {
        SafeStore before = new SafeStore(root);
        try (before) {
            before.take(before.terminal.all());
            before.backup();
        }
        Path snapshot = Files.copy(before.data.resolve("central.db"), root.resolve("snapshot"));
        Backup ahead;
        try (SafeStore later = new SafeStore(root, before.terminal).pass(Duration.ofMinutes(5))) {
            later.terminal.arrivals(5);
            later.take(later.terminal.all());
            ahead = later.backup();
        }
        Files.move(snapshot, before.data.resolve("central.db"), StandardCopyOption.REPLACE_EXISTING);
        try (SafeStore back = new SafeStore(root, before.terminal).pass(Duration.ofMinutes(10))) {
            BackupLoop loop = BackupLoopTest.loop(back, back.folder);
            assertThat(loop.isDue()).as("though the newest it knows is young").isTrue();
            loop.make();
            assertThat(loop.state().failed().orElseThrow().sentence())
                    .contains("it was put back without a restore")
                    .contains(ahead.file().toString());
            assertThat(back.store.count("alarm WHERE kind = 'backup-failed'")).isOne();
        }
        new Restore(before.clock, new Random(9)).run(ahead.file(), before.data, true);
        try (SafeStore after = new SafeStore(root, before.terminal).pass(Duration.ofMinutes(15))) {
            assertThat(after.hello().upTo()).isEqualTo(6);
            after.backup();
            assertThat(after.hello().safe()).isEqualTo(6);
        }
    }

    @Test
    void nothingIsChangedWhereTheBackupDoesNotHoldOrAServerRuns() throws Exception {
        SafeStore before = new SafeStore(root);
        Backup backup;
        try (before) {
            before.terminal.arrivals(50);
            before.take(before.terminal.all());
            backup = before.backup();
        }
        byte[] store = Files.readAllBytes(before.data.resolve("central.db"));
        try (FileChannel channel = FileChannel.open(
                        before.data.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            assertThatThrownBy(() -> restore(before).run(backup.file(), before.data, true))
                    .isInstanceOf(BackupFailure.class)
                    .hasMessageContaining("a server runs");
        }
        Path copy = Files.copy(backup.file(), root.resolve("copy.db"));
        Files.writeString(root.resolve("copy.db.sha256"), "00  copy.db\n");
        refused(before, copy, ".sha256");
        Files.delete(root.resolve("copy.db.sha256"));
        byte[] bytes = Files.readAllBytes(copy);
        Files.write(copy, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        refused(before, copy, "Take another backup");
        Files.writeString(copy, "not a store");
        refused(before, copy, "Take another backup");
        Files.delete(copy);
        refused(before, copy, "there is no file");
        refused(before, before.data.resolve("central.db"), "give a backup");
        Path used = Files.copy(backup.file(), root.resolve("used.db"));
        Files.writeString(root.resolve("used.db-wal"), "what was committed last");
        refused(before, used, "is a store in use");
        assertThat(Files.readAllBytes(before.data.resolve("central.db"))).isEqualTo(store);
        assertThat(before.data.resolve(Restore.MARK)).doesNotExist();
    }

    private static void refused(SafeStore centre, Path from, String why) {
        assertThatThrownBy(() -> restore(centre).run(from, centre.data, true))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining(why);
    }

    /// As if the machine had stopped after each step: the mark stands, and the same call comes to the same end.
    @Test
    void aRestoreThatWasCutShortIsDoneByCallingItAgain() throws Exception {
        SafeStore before = new SafeStore(root);
        Backup backup;
        try (before) {
            before.terminal.arrivals(3);
            before.take(before.terminal.all());
            backup = before.backup();
        }
        Path data = before.data;
        Path mark = data.resolve(Restore.MARK);
        Files.writeString(mark, "");
        Files.writeString(data.resolve("central.db.restored"), "half a copy");
        Files.writeString(data.resolve("central.db.restored-wal"), "another file's log");
        restore(before).run(backup.file(), data, false);

        // Some of it was moved aside: the rest goes there too, for a store without its log is another one.
        Path begun = Files.createDirectory(data.resolve("replaced-2026-11-22-77"));
        Files.writeString(begun.resolve("central.db-wal"), "the log");
        Files.writeString(mark, "replaced-2026-11-22-77\n");
        before.clock.pass(Duration.ofSeconds(1));
        assertThat(restore(before).run(backup.file(), data, false).aside()).contains(begun);
        assertThat(begun).isDirectoryContaining("glob:**/central.db").isDirectoryContaining("glob:**/central.db-wal");

        // All of it was, and the restored store stands there already: nothing is written over.
        Files.writeString(mark, "replaced-2026-11-22-77\n");
        assertThat(restore(before).run(backup.file(), data, false).aside())
                .hasValueSatisfying(aside -> assertThat(aside).isNotEqualTo(begun));

        Files.writeString(mark, "../elsewhere\n");
        before.clock.pass(Duration.ofSeconds(1));
        Files.move(data.resolve("central.db"), root.resolve("taken.db"), StandardCopyOption.ATOMIC_MOVE);
        restore(before).run(backup.file(), data, false);

        assertThat(mark).doesNotExist();
        assertThat(data).isDirectoryNotContaining("glob:**/central.db.restored*");
        try (SafeStore after = new SafeStore(root, before.terminal)) {
            assertThat(after.hello().upTo()).isEqualTo(4);
        }
    }

    @Test
    void aRestoredStoreTellsNoDocumentBeforeSomebodySaysSoAndListsWhatItHasNeverHad() throws Exception {
        SafeStore before = new SafeStore(root);
        Backup backup;
        HeldDocument newer;
        HeldDocument known;
        try (before) {
            DocumentStore documents = documents(before);
            known = documents.replace(DocumentName.BRANCHES, List.of(entry("b")));
            documents.replace(DocumentName.ROSTER, List.of(entry("1")));
            backup = before.backup();
            newer = documents.replace(DocumentName.ROSTER, List.of(entry("1"), entry("2")));
        }
        restore(before).run(backup.file(), before.data, true);
        try (SafeStore after = new SafeStore(root, before.terminal).pass(Duration.ofMinutes(1))) {
            Restoration restoration =
                    new Restoration(after.store.database, new AuditLog(after.store.database, after.clock), after.clock);
            DocumentStore documents = documents(after);
            List<DocumentName> sent = new ArrayList<>();
            Downlink downlink = new Downlink(
                    after.store.database,
                    documents,
                    (terminal, channel, frame) -> sent.add(DocumentName.ROSTER),
                    after.terminal.signer(),
                    AT_ONCE,
                    restoration);
            restoration.onOpening(downlink::published);
            downlink.greet(after.terminal.hello(NONCE, 1, List.of(newer, known)));
            downlink.greet(after.terminal.hello(NONCE, 1, List.of(newer, known)));
            documents.replace(DocumentName.ROSTER, List.of(entry("1"), entry("3")));
            downlink.published();
            assertThat(sent).isEmpty();
            after.take(after.terminal.hello(NONCE, 1));
            after.take(after.terminal.all());

            Restoration.Waiting waiting = restoration.find().orElseThrow();
            assertThat(waiting.unknown()).containsExactly(new Restoration.Unknown("roster", 1, 1));
            assertThat(waiting.back()).as("records go on being taken").isOne();
            assertThat(waiting.heard()).isOne();
            assertThat(waiting.file()).isEqualTo(String.valueOf(backup.file().getFileName()));
            assertThat(new Restoration(
                                    after.store.database, new AuditLog(after.store.database, after.clock), after.clock)
                            .isShut())
                    .as("after another start too")
                    .isTrue();

            restoration.goOn("admin");
            assertThat(sent).as("what differs, and nothing else").containsExactly(DocumentName.ROSTER);
            assertThat(restoration.find()).isEmpty();
            assertThat(after.store.texts("actor", "audit WHERE action = 'store.continued'"))
                    .containsExactly("admin");
            restoration.goOn("admin");
            assertThat(after.store.count("audit WHERE action = 'store.continued'"))
                    .isOne();
        }
    }

    private static DocumentStore documents(SafeStore centre) {
        return new DocumentStore(centre.store.database, centre.store.id, AfterCommit.ofSpring());
    }

    private static DocumentEntry entry(String id) {
        return DocumentEntry.ofLine(Line.of(("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8)));
    }
}
