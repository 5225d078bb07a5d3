package org.hongting.kiosk.member;

import java.util.Optional;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.protocol.code.KioskCode;
import org.hongting.protocol.code.PhoneTicket;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;

/// Makes what phones scan from this kiosk's screen. Nothing is made while the phones' address is not known, or while
/// the clock only guesses: the centre would refuse it.
public final class PhoneCodes {
    private static final String PAGE = "/pass/#";
    private static final String OWN = "me";

    private final Database database;
    private final DeskTables tables;
    private final TerminalId terminal;
    private final Signer signer;
    private final TerminalClock clock;

    public PhoneCodes(Database database, DeskTables tables, TerminalId terminal, Signer signer, TerminalClock clock) {
        this.database = database;
        this.tables = tables;
        this.terminal = terminal;
        this.signer = signer;
        this.clock = clock;
    }

    /// Whether phones can be offered anything now.
    public boolean isOffered() {
        return address().isPresent();
    }

    /// The link to be shown for an open meeting, for this step of 30 seconds.
    public Optional<String> arrivalAt(MeetingId meeting) {
        return address()
                .map(address -> address
                        + PAGE
                        + KioskCode.FRAGMENT
                        + KioskCode.issue(terminal, meeting, clock.read().wall().toInstant(), signer));
    }

    /// The same, within a transaction.
    boolean isOffered(Transaction transaction) {
        return address(transaction).isPresent();
    }

    /// The link with which the phone of a member, whose card was read just now, enrols itself.
    Optional<String> ticketFor(Transaction transaction, MemberId member) {
        return address(transaction)
                .map(address -> address
                        + PAGE
                        + PhoneTicket.issue(
                                terminal, member, clock.read().wall().toInstant(), signer));
    }

    /// The link to a member's own page on their phone. It names nobody: the phone knows whose it is.
    Optional<String> ownPage(Transaction transaction) {
        return tables.setting(transaction, SettingEntry.PHONE_ADDRESS).map(address -> address + PAGE + OWN);
    }

    private Optional<String> address() {
        return database.reading(this::address);
    }

    private Optional<String> address(Transaction transaction) {
        ClockReading now = clock.read();
        return now.quality() == ClockQuality.GUESSED
                ? Optional.empty()
                : tables.setting(transaction, SettingEntry.PHONE_ADDRESS);
    }
}
