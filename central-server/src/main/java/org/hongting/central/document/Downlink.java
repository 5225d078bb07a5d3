package org.hongting.central.document;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hongting.central.platform.broker.TerminalOutlet;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.DocumentPart;
import org.hongting.protocol.wire.Hello;
import org.jspecify.annotations.Nullable;

/// Sends terminals the documents they should have and do not: after each hello, and within a second of each
/// publication. What a terminal holds is what its last hello said, and what was sent since: if that was lost on the
/// way, the next hello says so. May be called on any thread; everything happens on the scheduler.
public final class Downlink {
    /// Many publications in a row (a room full of people checking in) become one transfer.
    private static final Duration GATHER = Duration.ofMillis(300);

    /// What is told of people stands in a document for the first digit of their ids.
    private static final List<String> DIGITS =
            List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f");

    private final Database database;
    private final DocumentStore documents;
    private final TerminalOutlet outlet;
    private final Signer signer;
    private final Scheduler scheduler;
    private final Map<TerminalId, Map<DocumentName, HeldDocument>> held = new HashMap<>();
    private boolean planned;

    public Downlink(
            Database database, DocumentStore documents, TerminalOutlet outlet, Signer signer, Scheduler scheduler) {
        this.database = database;
        this.documents = documents;
        this.outlet = outlet;
        this.signer = signer;
        this.scheduler = scheduler;
    }

    /// A terminal said what it holds.
    public void greet(Hello hello) {
        scheduler.execute(() -> {
            Map<DocumentName, HeldDocument> said = new HashMap<>();
            hello.documents().forEach(document -> said.put(document.document(), document));
            held.put(hello.terminal(), said);
            sendWhatIsDue(hello.terminal(), said);
        });
    }

    /// The terminal is gone: nothing is sent to it before its next hello.
    public void forget(TerminalId terminal) {
        scheduler.execute(() -> held.remove(terminal));
    }

    /// Some document has a new version.
    public void published() {
        scheduler.execute(() -> {
            if (!planned) {
                planned = true;
                scheduler.after(GATHER, this::sendToAll);
            }
        });
    }

    private void sendToAll() {
        planned = false;
        held.forEach(this::sendWhatIsDue);
    }

    private void sendWhatIsDue(TerminalId terminal, Map<DocumentName, HeldDocument> said) {
        List<Transfer> transfers = database.reading(transaction -> interestOf(transaction, terminal).stream()
                .flatMap(name -> transfer(transaction, name, said.get(name)).stream())
                .toList());
        for (Transfer transfer : transfers) {
            DocumentPart.seal(terminal, transfer.result(), transfer.base(), transfer.entries(), signer)
                    .forEach(frame -> outlet.send(terminal, Channel.DOCUMENT, frame));
            said.put(transfer.result().document(), transfer.result());
        }
    }

    /// @param base what the entries change; absent where they are everything
    private record Transfer(HeldDocument result, @Nullable HeldDocument base, List<DocumentEntry> entries) {}

    private List<DocumentName> interestOf(Transaction transaction, TerminalId terminal) {
        List<DocumentName> names = new ArrayList<>();
        names.add(DocumentName.KEYS);
        names.add(DocumentName.CONFIGURATION);
        names.add(DocumentName.ROSTER);
        names.add(DocumentName.BRANCHES);
        names.add(DocumentName.ELSEWHERE);
        names.add(DocumentName.PLANS);
        names.add(DocumentName.QUIZZES);
        for (String digit : DIGITS) {
            names.add(new DocumentName("progress/" + digit));
            names.add(new DocumentName("personal/" + digit));
        }
        names.add(DocumentName.bindingsAt(terminal));
        names.add(DocumentName.coursesOf(terminal));
        DocumentName meetings = DocumentName.meetingsOf(terminal);
        names.add(meetings);
        documents.entries(transaction, meetings).forEach(entry -> {
            MeetingId meeting = new MeetingId(entry.id());
            names.add(DocumentName.arrivalsAt(meeting));
            names.add(DocumentName.leaveOf(meeting));
            names.add(DocumentName.requestsAt(meeting));
        });
        documents
                .entries(transaction, DocumentName.QUIZZES)
                .forEach(entry -> names.add(DocumentName.ranksOf(new QuizId(entry.id()))));
        return names;
    }

    private Optional<Transfer> transfer(Transaction transaction, DocumentName name, @Nullable HeldDocument said) {
        return documents
                .find(transaction, name)
                .filter(current -> said == null || !current.hash().equals(said.hash()))
                .map(current -> {
                    List<DocumentEntry> whole = documents.entries(transaction, name);
                    return Optional.ofNullable(said)
                            .flatMap(base -> documents.changesSince(transaction, base))
                            .filter(changes -> bytesOf(changes) < bytesOf(whole))
                            .map(changes -> new Transfer(current, said, changes))
                            .orElseGet(() -> new Transfer(current, null, whole));
                });
    }

    private static int bytesOf(List<DocumentEntry> entries) {
        return entries.stream()
                .collect(Collectors.summingInt(entry -> entry.line().length() + 1));
    }
}
