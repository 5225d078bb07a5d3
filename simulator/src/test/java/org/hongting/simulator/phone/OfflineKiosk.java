package org.hongting.simulator.phone;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hongting.device.Backoff;
import org.hongting.device.CredentialRead;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceFault;
import org.hongting.device.DeviceName;
import org.hongting.device.Shown;
import org.hongting.device.camera.CameraFeed;
import org.hongting.device.camera.CameraReader;
import org.hongting.kiosk.checkin.CheckInDesk;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.TouchDesk;
import org.hongting.kiosk.member.CardBinding;
import org.hongting.kiosk.member.MemberDesk;
import org.hongting.kiosk.member.PhoneCodes;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;

/// The desk of a kiosk with what it was told last, a camera, and no network. A meeting of one branch is open.
final class OfflineKiosk {
    private final TerminalId terminal;
    private final Database database = SqliteDatabase.inMemory();
    private final DeskTables tables;
    private final Journal journal;
    private final CheckInDesk desk;
    private final KeyPair key = P256.newKeyPair(new SecureRandom());
    private final MemberDesk errands;
    private Optional<Reply> said = Optional.empty();

    OfflineKiosk(String name, TrustedCentre centre, MemberId member, int phones) throws InterruptedException {
        terminal = new TerminalId(name);
        tables = new DeskTables(terminal);
        Schema.apply(database, DeskTables.migrations());
        journal = Journal.open(database, terminal, OfflineKiosk::reading, new Random(), "test");
        desk = new CheckInDesk(database, journal, tables, OfflineKiosk::reading);
        errands = new MemberDesk(
                desk,
                tables,
                new TouchDesk(database, desk, tables, OfflineKiosk::reading),
                new PhoneCodes(database, tables, terminal, Signer.of(key), OfflineKiosk::reading),
                new CardBinding(tables, terminal, () -> P256.newKeyPair(new SecureRandom())),
                OfflineKiosk::reading);
        OffsetDateTime starts = reading().wall();
        hears(DocumentName.KEYS, centre.document(DocumentName.KEYS));
        hears(DocumentName.ROSTER, centre.rosterWithPhones(member, phones));
        hears(
                DocumentName.meetingsOf(terminal),
                List.of(DocumentEntry.of(new MeetingEntry(
                        centre.meeting.id(),
                        "支部党员大会",
                        "branch-assembly",
                        "学生第一党支部",
                        "301",
                        starts,
                        starts.plusHours(2),
                        new CheckInWindow(starts.minusMinutes(30), starts.plusMinutes(30), starts.plusHours(2)),
                        List.of(centre.branch.id()),
                        List.of(),
                        null))));
    }

    private static ClockReading reading() {
        return new ClockReading(
                OffsetDateTime.ofInstant(Instant.now(), ZoneId.systemDefault()),
                ClockQuality.SYNCED,
                new BootId("boot-1"),
                System.nanoTime());
    }

    void hears(DocumentName name, List<DocumentEntry> entries) {
        database.inTransaction(transaction -> {
            tables.projections().stream()
                    .filter(projection -> projection.wants(name))
                    .forEach(projection ->
                            projection.apply(transaction, name, new DocumentChange(true, entries, List.of())));
            return true;
        });
    }

    /// What its members do for themselves.
    MemberDesk member() {
        return errands;
    }

    /// Takes a card as the kiosk does: what is asked for first, then the door, then what follows.
    Decision card(byte[] uid) {
        return read(new CredentialRead(new DeviceName("card"), new Shown.CardShown(uid), 0, false));
    }

    private Decision read(CredentialRead read) {
        errands.beforeRead(read);
        Decision decision = desk.decide(read);
        said = errands.read(read);
        return decision;
    }

    /// What the desk said to the member after the last read.
    Optional<Reply> said() {
        return said;
    }

    byte[] publicKey() {
        return key.getPublic().getEncoded();
    }

    TerminalId terminal() {
        return terminal;
    }

    EpochId epoch() {
        return journal.epoch();
    }

    /// What stands in its journal, to be brought to the centre.
    List<RecordLines> records() {
        return journal.outbox()
                .next(journal.epoch(), 0, 1 << 20, 1_000)
                .map(slice -> slice.records())
                .orElse(List.of());
    }

    /// Holds a picture of a phone's screen before the camera, as long as it takes to be read.
    Decision sees(Path picture) throws Exception {
        BlockingQueue<CredentialRead> reads = new ArrayBlockingQueue<>(8);
        try (CameraReader camera =
                new CameraReader(new DeviceName("camera-0"), new CameraFeed.Picture(picture), Backoff.USUAL)) {
            camera.open(new CredentialReader.Listener() {
                @Override
                public void onRead(CredentialRead read) {
                    reads.offer(read);
                }

                @Override
                public void onFault(DeviceFault fault) {
                    // Nothing is read then, and the wait below says so.
                }

                @Override
                public void onRecovered(DeviceName device) {
                    // It goes on by itself.
                }
            });
            CredentialRead read = reads.poll(20, TimeUnit.SECONDS);
            if (read == null) {
                throw new AssertionError("the camera read nothing in " + picture);
            }
            return read(read);
        }
    }
}
