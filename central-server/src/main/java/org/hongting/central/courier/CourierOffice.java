package org.hongting.central.courier;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.ingest.Answer;
import org.hongting.central.ingest.Arrived;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.courier.Carried;
import org.hongting.protocol.courier.CourierReader;
import org.hongting.protocol.courier.CourierWriter;
import org.hongting.protocol.courier.Way;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.Topic;

/// Takes in what a stick brings from a station without network, and gives it what it is to bring back. Safe for use by
/// many threads; it waits for the store.
public final class CourierOffice {
    /// Messages of a file that share one transaction.
    private static final int GROUP = 16;

    private final Database database;
    private final Terminals terminals;
    private final Intake intake;
    private final Documents documents;
    private final StoreId store;
    private final Signer signer;
    private final InstantSource clock;
    private final AuditLog audit;

    /// The ingest, beside what comes over the line.
    @FunctionalInterface
    public interface Intake {
        /// Returns when it is committed.
        Ingest.Outcome take(List<Arrived> messages);
    }

    /// What a station is to be told.
    @FunctionalInterface
    public interface Documents {
        /// @param held what it holds already
        /// @return messages of [Channel#DOCUMENT]
        List<byte[]> dueAt(TerminalId terminal, List<HeldDocument> held);
    }

    /// What came of a file.
    ///
    /// @param messages that were in it
    /// @param stored records that were new
    /// @param whole false if it was torn or damaged
    public record Brought(TerminalId terminal, int messages, long stored, boolean whole) {}

    /// @param signer the server's key, certified by the site root
    public CourierOffice(
            Database database,
            Terminals terminals,
            Intake intake,
            Documents documents,
            StoreId store,
            Signer signer,
            InstantSource clock,
            AuditLog audit) {
        this.database = database;
        this.terminals = terminals;
        this.intake = intake;
        this.documents = documents;
        this.store = store;
        this.signer = signer;
        this.clock = clock;
        this.audit = audit;
    }

    /// Takes a station's file in. The same file twice does no harm; neither does one that is older than what was
    /// taken in before.
    ///
    /// @param file best buffered; read to its end, or to where it is damaged
    /// @param actor the account that brought it
    /// @throws RefusedMessage if it is no such file, or not of a terminal that is enrolled here
    public Brought takeIn(InputStream file, String actor) throws IOException {
        CourierReader reader = new CourierReader(file, Way.UP);
        TerminalId terminal = reader.terminal();
        byte[] hello = reader.next()
                .filter(first -> first.channel() == Channel.HELLO)
                .orElseThrow(() -> new RefusedMessage(RefusedMessage.Reason.MALFORMED))
                .frame();
        requireOwn(terminal, hello);
        int messages = 1;
        long stored = 0;
        List<Arrived> group = new ArrayList<>(List.of(carried(terminal, Channel.HELLO, hello)));
        for (Optional<Carried> next = reader.next(); next.isPresent(); next = reader.next()) {
            group.add(carried(terminal, next.get().channel(), next.get().frame()));
            messages++;
            if (group.size() == GROUP) {
                stored += take(group);
                group.clear();
            }
        }
        stored += group.isEmpty() ? 0 : take(group);
        return keep(new Brought(terminal, messages, stored, reader.isWhole()), hello, actor);
    }

    /// Somebody else's file is refused at its beginning, before anything of it is taken in.
    private void requireOwn(TerminalId terminal, byte[] hello) {
        if (!Hello.open(hello, terminals.keys(terminal)).header().terminal().equals(terminal)) {
            throw new RefusedMessage(RefusedMessage.Reason.WRONG_TERMINAL);
        }
    }

    private static Arrived carried(TerminalId terminal, Channel channel, byte[] frame) {
        return Arrived.carried(new Topic(terminal, channel), frame);
    }

    private long take(List<Arrived> group) throws IOException {
        Ingest.Outcome outcome = intake.take(List.copyOf(group));
        if (!outcome.faults().isEmpty()) {
            throw new IOException("the store takes nothing", outcome.faults().getFirst());
        }
        return outcome.stored();
    }

    private Brought keep(Brought brought, byte[] hello, String actor) {
        CourierVisit visit = new CourierVisit(clock.instant(), brought.stored(), brought.whole());
        return database.inTransaction(transaction -> {
            CourierTable.keep(transaction, brought.terminal(), hello, visit);
            audit.record(
                    transaction,
                    actor,
                    "courier.taken-in",
                    brought.terminal().value(),
                    brought.stored() + " new records");
            return brought;
        });
    }

    /// Writes what is to be brought to a station: the answer to the last hello that came from it, or where none
    /// did, a word of ours that makes the stick one of ours; then all documents that it should have and does not.
    /// What has no room goes with the next one.
    ///
    /// @param actor the account that takes it along
    public void write(TerminalId terminal, OutputStream out, String actor) throws IOException {
        Optional<byte[]> hello = database.reading(transaction -> CourierTable.hello(transaction, terminal));
        CourierWriter writer = new CourierWriter(out, terminal, Way.DOWN);
        writer.add(new Carried(
                Channel.ACKNOWLEDGEMENT,
                hello.flatMap(frame -> answer(terminal, frame)).orElseGet(() -> pass(terminal))));
        for (byte[] frame : documents.dueAt(
                terminal, hello.map(frame -> held(terminal, frame)).orElse(List.of()))) {
            if (writer.hasRoom()) {
                writer.add(new Carried(Channel.DOCUMENT, frame));
            }
        }
        writer.end();
        audit.record(actor, "courier.given", terminal.value(), "");
    }

    /// What is committed now, which may be more than when the hello was brought.
    private Optional<byte[]> answer(TerminalId terminal, byte[] hello) {
        return intake.take(List.of(carried(terminal, Channel.HELLO, hello))).answers().stream()
                .filter(answer -> answer.terminal().equals(terminal))
                .map(Answer::frame)
                .findFirst();
    }

    private byte[] pass(TerminalId terminal) {
        return new Acknowledgement(terminal, store, null, List.of(), clock.instant(), Duration.ZERO.toMillis())
                .seal(signer);
    }

    private List<HeldDocument> held(TerminalId terminal, byte[] hello) {
        return Hello.open(hello, terminals.keys(terminal)).header().documents();
    }

    /// The last visit of each station that ever had one, by its terminal's id.
    public Map<String, CourierVisit> visits() {
        return database.reading(CourierTable::visits);
    }
}
