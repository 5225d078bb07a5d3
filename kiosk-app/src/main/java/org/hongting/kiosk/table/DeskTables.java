package org.hongting.kiosk.table;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.sync.replica.Projection;
import org.hongting.sync.store.Migration;

/// The desk's view of the replica: keys, roster, meetings and arrivals, each a table of its own that follows its
/// document.
public final class DeskTables {
    private final KeyRing keys = new KeyRing();
    private final MeetingTable meetings;
    private final RosterTable roster;
    private final ArrivalTable arrivals;
    private final LeaveTable leave = new LeaveTable();
    private final ElsewhereTable elsewhere = new ElsewhereTable();
    private final SettingTable settings = new SettingTable();
    private final RepeatTable repeats = new RepeatTable();
    private final PassTable passes = new PassTable();
    private final TouchTable touch = new TouchTable();
    private final TryTable tries = new TryTable();
    private final ChoiceTable choices = new ChoiceTable();
    private final UnitTable units = new UnitTable();
    private final GuestTable guests = new GuestTable();
    private final WishTable wishes = new WishTable();
    private final PersonalTable personal = new PersonalTable();
    private final BoundCardTable boundCards;

    public DeskTables(TerminalId terminal) {
        this.meetings = new MeetingTable(terminal);
        this.arrivals = new ArrivalTable(terminal);
        this.roster = new RosterTable(meetings);
        this.boundCards = new BoundCardTable(terminal);
    }

    /// What makes the desk's tables.
    public static List<Migration> migrations() {
        List<String> statements = Stream.of(
                        KeyRing.TABLES,
                        RosterTable.TABLES,
                        MeetingTable.TABLES,
                        ArrivalTable.TABLES,
                        RepeatTable.TABLES)
                .flatMap(List::stream)
                .toList();
        return List.of(
                new Migration("desk", 1, statements),
                new Migration(
                        "desk",
                        2,
                        Stream.of(MeetingTable.CHECK_OUT, ArrivalTable.DEPARTURES)
                                .flatMap(List::stream)
                                .toList()),
                new Migration(
                        "desk",
                        3,
                        Stream.of(RosterTable.PHONES, PassTable.TABLES)
                                .flatMap(List::stream)
                                .toList()),
                new Migration("desk-leave", 1, LeaveTable.TABLES),
                new Migration("desk-setting", 1, SettingTable.TABLES),
                new Migration("desk-elsewhere", 1, ElsewhereTable.TABLES),
                new Migration("desk", 4, ArrivalTable.TAKING_BACK),
                new Migration("desk-preference", 1, RosterTable.PREFERENCES),
                new Migration("desk-bound-card", 1, BoundCardTable.TABLES),
                new Migration("desk-wish", 1, WishTable.TABLES),
                new Migration(
                        "desk-meeting",
                        1,
                        Stream.of(MeetingTable.OPENED, UnitTable.TABLES, GuestTable.TABLES)
                                .flatMap(List::stream)
                                .toList()),
                new Migration("desk-meeting", 2, MeetingTable.NAMED_CLOSINGS),
                new Migration(
                        "desk-touch",
                        1,
                        Stream.of(TouchTable.TABLES, TryTable.TABLES, ChoiceTable.TABLES)
                                .flatMap(List::stream)
                                .toList()),
                new Migration("desk-touch", 2, TouchTable.SHARED_NUMBERS),
                new Migration("desk-meeting", 3, ArrivalTable.GUESTS),
                new Migration("desk-personal", 1, PersonalTable.TABLES));
    }

    /// What keeps these tables in step with the server's documents.
    public List<Projection> projections() {
        return List.of(
                keys,
                meetings,
                roster,
                arrivals,
                leave,
                elsewhere,
                settings,
                touch,
                units,
                boundCards,
                wishes,
                personal);
    }

    /// Where the school is; nothing until the centre has said so.
    public Optional<ZoneId> zone(Transaction transaction) {
        return setting(transaction, SettingEntry.ZONE).flatMap(SettingEntry::zone);
    }

    /// A setting that all terminals of the site share.
    public Optional<String> setting(Transaction transaction, String id) {
        return settings.find(transaction, id);
    }

    public ElsewhereTable elsewhere() {
        return elsewhere;
    }

    public UnitTable units() {
        return units;
    }

    public GuestTable guests() {
        return guests;
    }

    public KeyRing keys() {
        return keys;
    }

    public RosterTable roster() {
        return roster;
    }

    public TouchTable touch() {
        return touch;
    }

    public TryTable tries() {
        return tries;
    }

    public ChoiceTable choices() {
        return choices;
    }

    public MeetingTable meetings() {
        return meetings;
    }

    public ArrivalTable arrivals() {
        return arrivals;
    }

    public BoundCardTable boundCards() {
        return boundCards;
    }

    public WishTable wishes() {
        return wishes;
    }

    public PersonalTable personal() {
        return personal;
    }

    public LeaveTable leave() {
        return leave;
    }

    public RepeatTable repeats() {
        return repeats;
    }

    public PassTable passes() {
        return passes;
    }
}
