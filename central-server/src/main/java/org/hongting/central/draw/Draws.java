package org.hongting.central.draw;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.hongting.central.ingest.ErasedMembers;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.PlainText;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.draw.LuckyDraw;
import org.hongting.protocol.identity.DrawId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.QuizRuling;
import org.jspecify.annotations.Nullable;

/// Lucky draws, step by step. Each step is a record of the centre's own journal, a row and a line of the audit log, in
/// the caller's transaction; it can be taken once, and only after the one before. All methods throw a [DrawRefusal] for
/// what may not be.
public final class Draws {
    /// People of one draw.
    public static final int MOST = 20_000;

    /// Characters of a call.
    public static final int CALL_CHARACTERS = 64;

    private static final int SECRET_BYTES = 32;
    private static final int TICKET_BYTES = 16;
    private static final int ID_BYTES = 6;

    private final OwnJournal journal;
    private final AuditLog audit;
    private final List<Entrants> sources;
    private final SecureRandom random;
    private final Clock clock;

    /// @param random nobody else may know what it draws
    public Draws(OwnJournal journal, AuditLog audit, List<Entrants> sources, SecureRandom random, Clock clock) {
        this.journal = journal;
        this.audit = audit;
        this.sources = List.copyOf(sources);
        this.random = random;
        this.clock = clock;
    }

    public static List<Draw> all(Transaction transaction) {
        return DrawTable.all(transaction);
    }

    public static Optional<Draw> find(Transaction transaction, DrawId id) {
        return DrawTable.find(transaction, id);
    }

    /// 32 hexadecimal digits that say nothing about the member; nothing where they have no ticket, or none yet.
    public static Optional<String> ticketOf(Transaction transaction, DrawId id, MemberId member) {
        return DrawTable.ticketOf(transaction, id, member);
    }

    /// Where people can come from.
    public List<String> sources() {
        return sources.stream().map(Entrants::word).toList();
    }

    /// Draws the secret and publishes its hash.
    public DrawId announce(Transaction transaction, String title, Prizes prizes, String by) {
        String named = title.strip();
        if (named.isEmpty() || named.length() > Draw.TITLE_CHARACTERS || !PlainText.isPlain(named)) {
            throw new DrawRefusal(DrawRefusal.Why.TITLE);
        }
        List<String> all = prizes.names();
        DrawId id = Draw.idOf(drawn(ID_BYTES));
        Digest secret = Digest.ofHex(drawn(SECRET_BYTES));
        Digest commitment = LuckyDraw.commitment(secret);
        StoredFact told = journal.append(transaction, new QuizRuling.DrawAnnounced(id, commitment, all.size(), by));
        transaction.update(
                "INSERT INTO draw (id, title, secret, commitment, prizes, announced_at, announced_by, announced_as)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                id.value(),
                named,
                secret.hex(),
                commitment.hex(),
                all.size(),
                UtcText.of(clock.instant()),
                by,
                nameOf(told));
        for (int i = 0; i < all.size(); i++) {
            transaction.update(
                    "INSERT INTO draw_prize (draw, place, name) VALUES (?, ?, ?)", id.value(), i + 1, all.get(i));
        }
        audit.record(transaction, by, "draw.announced", id.value(), commitment.hex());
        return id;
    }

    /// Fixes who takes part, gives everybody a ticket and publishes the list's hash.
    ///
    /// @param source the word of where they come from
    /// @param named what that source wants to know
    public void close(Transaction transaction, DrawId id, String source, String named, String by) {
        Draw draw = require(transaction, id, Draw.State.ANNOUNCED);
        // Who was there counts, by an id; whoever was erased since is nobody who could win.
        ErasedMembers erased = ErasedMembers.in(transaction);
        List<MemberId> people = sources.stream()
                .filter(one -> one.word().equals(source))
                .findFirst()
                .orElseThrow(() -> new DrawRefusal(DrawRefusal.Why.NO_SUCH_SOURCE))
                .of(transaction, named)
                .stream()
                .filter(member -> !erased.includes(member))
                .toList();
        if (people.size() < draw.prizes().size()) {
            throw new DrawRefusal(DrawRefusal.Why.TOO_FEW);
        }
        if (people.size() > MOST) {
            throw new DrawRefusal(DrawRefusal.Why.TOO_MANY);
        }
        TreeMap<String, MemberId> tickets = new TreeMap<>();
        people.forEach(member -> tickets.put(drawn(TICKET_BYTES), member));
        List<@Nullable Object[]> rows = new ArrayList<>();
        tickets.forEach((ticket, member) -> rows.add(new @Nullable Object[] {id.value(), ticket, member.value()}));
        transaction.updateEach("INSERT INTO draw_ticket (draw, ticket, member) VALUES (?, ?, ?)", rows);
        Digest list = LuckyDraw.ticketsOf(List.copyOf(tickets.keySet()));
        StoredFact told = journal.append(transaction, new QuizRuling.DrawClosed(id, list, tickets.size(), by));
        transaction.update(
                "UPDATE draw SET tickets = ?, entrants = ?, closed_at = ?, closed_by = ?, closed_as = ? WHERE id = ?",
                list.hex(),
                tickets.size(),
                UtcText.of(clock.instant()),
                by,
                nameOf(told),
                id.value());
        audit.record(transaction, by, "draw.closed", id.value(), tickets.size() + ", " + list.hex());
    }

    /// Takes the call and, by the same act, shows the secret: between the two there is no moment in which somebody
    /// could see who wins and think again.
    public void reveal(Transaction transaction, DrawId id, String call, String by) {
        Draw draw = require(transaction, id, Draw.State.CLOSED);
        String said = call.strip();
        if (said.isEmpty() || said.length() > CALL_CHARACTERS || !PlainText.isPlain(said)) {
            throw new DrawRefusal(DrawRefusal.Why.CALL);
        }
        Digest secret = DrawTable.secret(transaction, id);
        List<String> winners = LuckyDraw.winners(
                secret, DrawTable.tickets(transaction, id), said, draw.prizes().size());
        StoredFact told = journal.append(transaction, new QuizRuling.DrawRevealed(id, secret, said, winners, by));
        transaction.update(
                "UPDATE draw SET call = ?, revealed_at = ?, revealed_by = ?, revealed_as = ? WHERE id = ?",
                said,
                UtcText.of(clock.instant()),
                by,
                nameOf(told),
                id.value());
        audit.record(transaction, by, "draw.revealed", id.value(), said);
    }

    /// Ends a draw that is not revealed. It stays in the list with its reason, and in the journal like the other steps.
    public void cancel(Transaction transaction, DrawId id, String reason, String by) {
        Draw draw = find(transaction, id).orElseThrow(() -> new DrawRefusal(DrawRefusal.Why.NO_SUCH_DRAW));
        if (draw.state() == Draw.State.REVEALED || draw.state() == Draw.State.CANCELLED) {
            throw new DrawRefusal(DrawRefusal.Why.OUT_OF_ORDER);
        }
        String said = reason.strip();
        if (said.isEmpty() || said.length() > QuizRuling.DrawCancelled.REASON || !PlainText.isPlain(said)) {
            throw new DrawRefusal(DrawRefusal.Why.NO_REASON);
        }
        StoredFact told = journal.append(transaction, new QuizRuling.DrawCancelled(id, said, by));
        transaction.update(
                "UPDATE draw SET cancelled_at = ?, cancelled_by = ?, cancelled_for = ?, cancelled_as = ? WHERE id = ?",
                UtcText.of(clock.instant()),
                by,
                said,
                nameOf(told),
                id.value());
        audit.record(transaction, by, "draw.cancelled", id.value(), said);
    }

    /// Everything by which anybody can compute the winners again; nothing before the reveal.
    static Optional<DrawProof> proof(Transaction transaction, Draw draw) {
        if (draw.closed().isEmpty() || draw.revealed().isEmpty()) {
            return Optional.empty();
        }
        Digest secret = DrawTable.secret(transaction, draw.id());
        List<String> tickets = DrawTable.tickets(transaction, draw.id());
        String call = draw.revealed().get().call();
        return Optional.of(new DrawProof(
                DrawProof.VERSION,
                draw.id(),
                draw.title(),
                draw.commitment(),
                secret,
                tickets,
                draw.closed().get().tickets(),
                call,
                draw.prizes(),
                LuckyDraw.winners(secret, tickets, call, draw.prizes().size()),
                new DrawProof.Records(
                        draw.announced().record(),
                        draw.closed().get().step().record(),
                        draw.revealed().get().step().record())));
    }

    private static Draw require(Transaction transaction, DrawId id, Draw.State state) {
        Draw draw = find(transaction, id).orElseThrow(() -> new DrawRefusal(DrawRefusal.Why.NO_SUCH_DRAW));
        if (draw.state() != state) {
            throw new DrawRefusal(DrawRefusal.Why.OUT_OF_ORDER);
        }
        return draw;
    }

    private static String nameOf(StoredFact told) {
        return told.epoch() + "/" + told.seq();
    }

    private String drawn(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
