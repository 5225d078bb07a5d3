package org.hongting.central.document;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.hongting.central.platform.broker.TerminalOutlet;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.DocumentPart;
import org.hongting.protocol.wire.Hello;

/// Sends terminals the documents they should have and do not: after each hello, and within a second of each
/// publication. What a terminal holds is what its last hello said, and what was sent since: if that was lost on the
/// way, the next hello says so. May be called on any thread; everything happens on the scheduler.
public final class Downlink {
    /// Many publications in a row (a room full of people checking in) become one transfer.
    private static final Duration GATHER = Duration.ofMillis(300);

    /// After a look that failed.
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Database database;
    private final DocumentStore documents;
    private final TerminalOutlet outlet;
    private final Signer signer;
    private final Scheduler scheduler;
    private final Gate gate;
    private final Map<TerminalId, Map<DocumentName, HeldDocument>> held = new HashMap<>();
    private final Interests interests;
    private Set<DocumentName> changed = new HashSet<>();
    private boolean anythingChanged;
    private final Map<TerminalId, Hello> greeting = new ConcurrentHashMap<>();
    private Predicate<TerminalId> isOurs = _ -> true;
    private Predicate<TerminalId> greeted = _ -> false;
    private Watch watch = Watch.NOBODY;
    private boolean planned;

    public Downlink(
            Database database,
            DocumentStore documents,
            TerminalOutlet outlet,
            Signer signer,
            Scheduler scheduler,
            Gate gate) {
        this.database = database;
        this.documents = documents;
        this.outlet = outlet;
        this.signer = signer;
        this.scheduler = scheduler;
        this.gate = gate;
        this.interests = new Interests(database, documents);
    }

    /// Hears of what terminals say and are sent. Called on the scheduler.
    public interface Watch {
        Watch NOBODY = new Watch() {
            @Override
            public void heard(TerminalId terminal) {}

            @Override
            public void sent(TerminalId terminal) {}

            @Override
            public void gone(TerminalId terminal) {}

            @Override
            public void saidToBeGone(TerminalId terminal) {}
        };

        /// It said what it holds.
        void heard(TerminalId terminal);

        /// It was sent something that its next hello should name.
        void sent(TerminalId terminal);

        /// It is not spoken to here any more.
        void gone(TerminalId terminal);

        /// That it is gone is all that anybody says.
        void saidToBeGone(TerminalId terminal);
    }

    /// Set once, before the first terminal comes.
    public void watchedBy(Watch watch) {
        this.watch = watch;
    }

    /// A terminal said what it holds.
    /// Of many hellos of one terminal that wait for the scheduler the last one counts, so that nobody makes it work
    /// through more than one.
    public void greet(Hello hello) {
        if (greeting.put(hello.terminal(), hello) == null) {
            scheduler.execute(() -> {
                Hello last = greeting.remove(hello.terminal());
                if (last != null && isOurs.test(last.terminal()) && !isRevoked(last.terminal())) {
                    answer(last);
                }
            });
        }
    }

    private void answer(Hello hello) {
        Map<DocumentName, HeldDocument> said = new HashMap<>();
        hello.documents().forEach(document -> said.put(document.document(), document));
        held.put(hello.terminal(), said);
        watch.heard(hello.terminal());
        if (gate.isShut()) {
            gate.heard(hello);
        }
        sendWhatIsDue(hello.terminal(), said);
        turnTo(hello.terminal());
    }

    /// What else is said to terminals: whoever is told sends it, and says whether it has sent anything. Set once,
    /// before
    /// the first terminal comes.
    ///
    /// @param listener called on the scheduler after each hello, never while the gate is shut
    public void onGreeting(Predicate<TerminalId> listener) {
        greeted = listener;
    }

    /// There is something to say to a terminal: at once if it has said hello here, else after its next one.
    public void turnTo(TerminalId terminal) {
        scheduler.execute(() -> {
            // A line to a broker may lose it: whoever has it answers, and says hello soon; who does not is asked.
            if (held.containsKey(terminal) && !gate.isShut() && greeted.test(terminal)) {
                watch.sent(terminal);
            }
        });
    }

    /// The terminal is gone: nothing is sent to it before its next hello.
    public void forget(TerminalId terminal) {
        scheduler.execute(() -> {
            held.remove(terminal);
            watch.gone(terminal);
            interests.forget(terminal);
        });
    }

    /// Somebody says in its name that it is gone, and nobody signed that.
    public void saidToBeGone(TerminalId terminal) {
        scheduler.execute(() -> {
            if (held.containsKey(terminal)) {
                leave(List.of(terminal));
                interests.forget(terminal);
                watch.saidToBeGone(terminal);
            }
        });
    }

    /// Only these are heard here: others belong to another server, and are sent nothing from this one.
    public void keep(Predicate<TerminalId> heard) {
        scheduler.execute(() -> {
            isOurs = heard;
            leave(held.keySet().stream().filter(heard.negate()).toList());
            interests.keep(held.keySet());
        });
    }

    /// A document has a new version.
    public void published(DocumentName name) {
        scheduler.execute(() -> {
            changed.add(name);
            plan();
        });
    }

    /// Any documents may have new versions, or the gate was opened.
    public void published() {
        scheduler.execute(() -> {
            anythingChanged = true;
            plan();
        });
    }

    private void plan() {
        if (!planned) {
            planned = true;
            scheduler.after(GATHER, this::sendToAll);
        }
    }

    /// What a terminal should have and does not, for a person to carry. Waits for the scheduler.
    ///
    /// @param held what it holds as far as is known
    /// @return messages of [Channel#DOCUMENT]
    public List<byte[]> dueAt(TerminalId terminal, List<HeldDocument> held) {
        CompletableFuture<List<byte[]>> frames = new CompletableFuture<>();
        scheduler.execute(() -> {
            try {
                Map<DocumentName, HeldDocument> said = new HashMap<>();
                held.forEach(document -> said.put(document.document(), document));
                frames.complete(whatIsDue(terminal, said).stream()
                        .flatMap(transfer -> sealed(terminal, transfer).stream())
                        .toList());
            } catch (RuntimeException e) {
                frames.completeExceptionally(e);
            }
        });
        return frames.join();
    }

    private void sendToAll() {
        planned = false;
        Set<DocumentName> names = changed;
        boolean all = anythingChanged;
        changed = new HashSet<>();
        anythingChanged = false;
        try {
            send(names, all);
        } catch (RuntimeException e) {
            // Who was sent what is not known: the next look is at everything, and it does not wait for a publication.
            anythingChanged = true;
            planned = true;
            scheduler.after(AGAIN, this::sendToAll);
            throw e;
        }
    }

    private void send(Set<DocumentName> names, boolean all) {
        // Wherever they were revoked, and whoever was told of it: they are sent nothing more.
        leave(database.reading(Downlink::revoked));
        Transfers transfers = new Transfers(database, documents);
        if (all) {
            Map<DocumentName, HeldDocument> whole = database.reading(documents::heads);
            Heads heads = new Heads(_ -> whole);
            held.forEach((terminal, said) -> send(terminal, said, due(terminal, said, heads, transfers)));
        } else {
            Heads heads = asNeeded();
            heads.fetch(names);
            held.forEach((terminal, said) -> send(
                    terminal,
                    said,
                    interests.mayBeOthers(names, terminal)
                            ? due(terminal, said, heads, transfers)
                            : due(said, interests.among(names, terminal), heads, transfers)));
        }
    }

    private void leave(Collection<TerminalId> terminals) {
        terminals.stream().filter(held.keySet()::remove).forEach(watch::gone);
    }

    private static Set<TerminalId> revoked(Transaction transaction) {
        return Set.copyOf(transaction.query(
                "SELECT id FROM terminal WHERE revoked_at IS NOT NULL", row -> new TerminalId(row.text("id"))));
    }

    private boolean isRevoked(TerminalId terminal) {
        return database.reading(transaction -> transaction.queryFirst(
                        "SELECT 1 AS hit FROM terminal WHERE id = ? AND revoked_at IS NOT NULL",
                        row -> row.integer("hit"),
                        terminal.value()))
                .isPresent();
    }

    private Heads asNeeded() {
        return new Heads(names -> database.reading(transaction -> documents.heads(transaction, names)));
    }

    private void sendWhatIsDue(TerminalId terminal, Map<DocumentName, HeldDocument> said) {
        send(terminal, said, whatIsDue(terminal, said));
    }

    private void send(TerminalId terminal, Map<DocumentName, HeldDocument> said, List<Transfer> due) {
        for (Transfer transfer : due) {
            sealed(terminal, transfer).forEach(frame -> outlet.send(terminal, Channel.DOCUMENT, frame));
            said.put(transfer.result().document(), transfer.result());
            watch.sent(terminal);
        }
    }

    private List<byte[]> sealed(TerminalId terminal, Transfer transfer) {
        return DocumentPart.seal(terminal, transfer.result(), transfer.base(), transfer.entries(), signer);
    }

    private List<Transfer> whatIsDue(TerminalId terminal, Map<DocumentName, HeldDocument> said) {
        return due(terminal, said, asNeeded(), new Transfers(database, documents));
    }

    private List<Transfer> due(
            TerminalId terminal, Map<DocumentName, HeldDocument> said, Heads heads, Transfers transfers) {
        List<DocumentName> interest = interests.of(terminal, heads);
        // What comes back later may have been dropped there meanwhile.
        said.keySet().retainAll(new HashSet<>(interest));
        return due(said, interest, heads, transfers);
    }

    private List<Transfer> due(
            Map<DocumentName, HeldDocument> said, List<DocumentName> names, Heads heads, Transfers transfers) {
        if (gate.isShut()) {
            return List.of();
        }
        return names.stream()
                .filter(name -> Transfers.differs(heads.of(name), said.get(name)))
                .flatMap(name -> transfers.to(name, said.get(name)).stream())
                .toList();
    }
}
