package org.hongting.central.fleet;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.claim.ClaimResponse;
import org.hongting.protocol.claim.Inventory;
import org.hongting.protocol.claim.PairingBegun;
import org.hongting.protocol.claim.PairingRefused.Reason;
import org.hongting.protocol.claim.PairingShow;
import org.hongting.protocol.claim.PairingStart;
import org.hongting.protocol.claim.PairingWaiting;
import org.hongting.protocol.claim.PairingWords;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.P256;
import org.hongting.provisioning.authority.CertificateRequest;
import org.hongting.provisioning.authority.RefusedRequest;
import org.hongting.provisioning.authority.SiteAuthority;

/// Machines that ask to be terminals and have no ticket: they show words, and somebody at the console who sees the same
/// words approves them. An approval is for the key that was looked at and for no other. Safe for use by many threads.
public final class Pairings {
    /// How long a pairing waits for somebody; the machine then begins another.
    public static final Duration LIFE = Duration.ofMinutes(10);

    /// How long whoever was approved may fetch what was granted: the power may have gone in between.
    static final Duration FETCHING = Duration.ofDays(1);

    /// At one time. A school sets up fewer, and whoever floods keeps nobody out for longer than ten minutes.
    static final int MOST_WAITING = 2_000;

    private static final Duration KEPT = Duration.ofDays(2);
    private static final int ID_BYTES = 16;
    private static final int SHOWN = 50;
    private static final int WHILE_LOOKED_AT = 1_000;
    private static final int BEFORE = 3_000;

    private final Database database;
    private final InstantSource clock;
    private final SiteAuthority authority;
    private final Enrolments enrolments;
    private final SecureRandom random;
    private final Function<String, Optional<String>> page;

    /// @param page where the console shows the pairing of that id, if phones can reach it
    Pairings(
            Database database,
            InstantSource clock,
            SiteAuthority authority,
            Enrolments enrolments,
            SecureRandom random,
            Function<String, Optional<String>> page) {
        this.database = database;
        this.clock = clock;
        this.authority = authority;
        this.enrolments = enrolments;
        this.random = random;
        this.page = page;
    }

    /// One of the answers a machine gets.
    sealed interface Answer {
        record Begun(PairingBegun begun) implements Answer {}

        record Waiting(PairingWaiting waiting) implements Answer {}

        record Welcome(ClaimResponse response) implements Answer {}

        record Refused(Reason reason) implements Answer {}
    }

    /// A row, as far as a machine's question needs it.
    private record Begun(
            Digest commitment,
            Instant ends,
            Optional<Instant> decided,
            boolean looked,
            Optional<PublicKey> machine,
            Optional<TerminalId> terminal) {}

    Answer begin(PairingStart start) {
        byte[] drawn = new byte[ID_BYTES];
        random.nextBytes(drawn);
        String id = HexFormat.of().formatHex(drawn);
        Instant now = clock.instant();
        boolean begun = database.inTransaction(transaction -> insert(transaction, id, start, now));
        return begun
                ? new Answer.Begun(new PairingBegun(
                        id, Math.toIntExact(LIFE.toSeconds()), page.apply(id).orElse(null)))
                : new Answer.Refused(Reason.TOO_MANY);
    }

    private static boolean insert(Transaction transaction, String id, PairingStart start, Instant now) {
        transaction.update("DELETE FROM pairing WHERE created_at < ?", UtcText.of(now.minus(KEPT)));
        long waiting = transaction
                .queryFirst(
                        "SELECT count(*) AS n FROM pairing WHERE created_at > ? AND decided_at IS NULL",
                        row -> row.integer("n"),
                        UtcText.of(now.minus(LIFE)))
                .orElse(0L);
        Inventory inventory = start.inventory();
        return waiting < MOST_WAITING
                && transaction.update(
                                "INSERT INTO pairing (id, commitment, hostname, model, software, created_at,"
                                        + " expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                                id,
                                start.commitment().bytes(),
                                inventory.hostname(),
                                inventory.model(),
                                inventory.software(),
                                UtcText.of(now),
                                UtcText.of(now.plus(LIFE)))
                        == 1;
    }

    Answer show(String id, PairingShow show) {
        CertificateRequest request;
        try {
            request = CertificateRequest.parse(show.csrBytes());
        } catch (RefusedRequest e) {
            return new Answer.Refused(Reason.BAD_REQUEST);
        }
        Instant now = clock.instant();
        Optional<Begun> found = database.reading(transaction -> begun(transaction, id));
        if (found.isEmpty()) {
            return new Answer.Refused(Reason.UNKNOWN_PAIRING);
        }
        Begun begun = found.get();
        if (!PairingWords.commitment(request.publicKey(), show.opening()).equals(begun.commitment())) {
            return new Answer.Refused(Reason.OTHER_MACHINE);
        }
        if (begun.decided().isPresent()) {
            return decided(begun, request, begun.decided().get(), now);
        }
        if (!begun.ends().isAfter(now)) {
            return new Answer.Refused(Reason.EXPIRED_PAIRING);
        }
        if (begun.machine().isEmpty()) {
            database.inTransaction(transaction -> transaction.update(
                    "UPDATE pairing SET machine = ?, opening = ? WHERE id = ? AND machine IS NULL",
                    request.publicKey().getEncoded(),
                    show.opening(),
                    id));
        }
        return new Answer.Waiting(new PairingWaiting(begun.looked(), begun.looked() ? WHILE_LOOKED_AT : BEFORE));
    }

    private Answer decided(Begun begun, CertificateRequest request, Instant decided, Instant now) {
        if (begun.terminal().isEmpty()) {
            return new Answer.Refused(Reason.TURNED_AWAY);
        }
        return decided.plus(FETCHING).isAfter(now)
                ? enrolments
                        .welcome(begun.terminal().get(), request, now)
                        .<Answer>map(Answer.Welcome::new)
                        .orElseGet(() -> new Answer.Refused(Reason.TURNED_AWAY))
                : new Answer.Refused(Reason.EXPIRED_PAIRING);
    }

    private static Optional<Begun> begun(Transaction transaction, String id) {
        return transaction.queryFirst(
                "SELECT commitment, expires_at, decided_at, looked_at, machine, terminal FROM pairing WHERE id = ?",
                row -> new Begun(
                        Digest.wrap(row.bytes("commitment")),
                        UtcText.parse(row.text("expires_at")),
                        Optional.ofNullable(row.textOrNull("decided_at")).map(UtcText::parse),
                        !row.isNull("looked_at"),
                        row.isNull("machine") ? Optional.empty() : Optional.of(P256.publicKey(row.bytes("machine"))),
                        Optional.ofNullable(row.textOrNull("terminal")).map(TerminalId::new)),
                id);
    }

    /// Machines that wait and have shown what they committed to, the newest first.
    public List<Pairing> waiting() {
        Instant now = clock.instant();
        return database.reading(transaction -> transaction.query(
                "SELECT * FROM pairing WHERE machine IS NOT NULL AND decided_at IS NULL AND expires_at > ?"
                        + " ORDER BY created_at DESC, id LIMIT " + SHOWN,
                row -> read(transaction, row, now),
                UtcText.of(now)));
    }

    public Optional<Pairing> find(String id) {
        Instant now = clock.instant();
        return database.reading(transaction -> transaction.queryFirst(
                "SELECT * FROM pairing WHERE id = ? AND machine IS NOT NULL", row -> read(transaction, row, now), id));
    }

    /// Somebody has it open: the machine asks more often from now on.
    public void look(String id) {
        database.inTransaction(transaction -> transaction.update(
                "UPDATE pairing SET looked_at = ? WHERE id = ? AND looked_at IS NULL",
                UtcText.of(clock.instant()),
                id));
    }

    private Pairing read(Transaction transaction, Transaction.Row row, Instant now) {
        PublicKey machine = P256.publicKey(row.bytes("machine"));
        Instant ends = UtcText.parse(row.text("expires_at"));
        Optional<TerminalId> terminal =
                Optional.ofNullable(row.textOrNull("terminal")).map(TerminalId::new);
        Pairing.State state;
        if (row.isNull("decided_at")) {
            state = ends.isAfter(now) ? Pairing.State.WAITING : Pairing.State.EXPIRED;
        } else {
            state = terminal.isPresent() ? Pairing.State.APPROVED : Pairing.State.TURNED_AWAY;
        }
        return new Pairing(
                row.text("id"),
                new Inventory(row.text("hostname"), row.text("model"), row.text("software")),
                Digest.of(machine.getEncoded()),
                PairingWords.of(
                        authority.authorityCertificate().getPublicKey(), machine, row.text("id"), row.text("opening")),
                UtcText.parse(row.text("created_at")),
                ends,
                state,
                Enrolments.holder(transaction, machine).map(Enrolments.Holder::terminal),
                terminal);
    }

    /// Makes a terminal of the machine that waits. A machine whose key is a terminal's already gets that one back, with
    /// its name and place as they are.
    public Pairing.Approval approve(String id, Pairing.Approved approved, String actor) {
        Instant now = clock.instant();
        return enrolments.change(transaction -> {
            Optional<PublicKey> waits = begun(transaction, id)
                    .filter(begun -> begun.decided().isEmpty() && begun.ends().isAfter(now))
                    .flatMap(Begun::machine);
            if (waits.isEmpty()) {
                return Enrolments.Change.none(Pairing.Approval.GONE);
            }
            if (!Digest.of(waits.get().getEncoded()).equals(approved.machine())) {
                return Enrolments.Change.none(Pairing.Approval.OTHER_MACHINE);
            }
            Enrolments.Change change = enrolments.enrol(transaction, waits.get(), approved, actor, now);
            change.terminal()
                    .ifPresent(terminal -> transaction.update(
                            "UPDATE pairing SET decided_at = ?, decided_by = ?, terminal = ? WHERE id = ?",
                            UtcText.of(now),
                            actor,
                            terminal.value(),
                            id));
            return change;
        });
    }

    /// Says no to whoever waits there.
    ///
    /// @return false if nobody does any more
    public boolean turnAway(String id, String actor) {
        Instant now = clock.instant();
        return database.inTransaction(transaction -> {
            boolean done = transaction.update(
                            "UPDATE pairing SET decided_at = ?, decided_by = ? WHERE id = ? AND decided_at IS NULL"
                                    + " AND expires_at > ?",
                            UtcText.of(now),
                            actor,
                            id,
                            UtcText.of(now))
                    == 1;
            if (done) {
                AuditLog.write(transaction, new AuditLog.Act(now, actor, "pairing.turned-away", id, ""));
            }
            return done;
        });
    }
}
