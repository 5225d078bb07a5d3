package org.hongting.central.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;

/// Which documents a terminal is told of. Not safe for threads.
final class Interests {
    /// What every terminal is told. What is told of people stands in a document for each first digit of their ids.
    private static final List<DocumentName> OF_ALL = ofAll();

    private final Database database;
    private final DocumentStore documents;
    private final Map<TerminalId, List<DocumentName>> own = new HashMap<>();
    private final Map<DocumentName, Named> named = new HashMap<>();

    Interests(Database database, DocumentStore documents) {
        this.database = database;
        this.documents = documents;
    }

    /// The documents that the entries of another are about, as of one state of it: read once for each state, because
    /// thousands of terminals ask.
    private record Named(HeldDocument head, List<DocumentName> names) {}

    private static List<DocumentName> ofAll() {
        List<DocumentName> names = new ArrayList<>(List.of(
                DocumentName.KEYS,
                DocumentName.CONFIGURATION,
                DocumentName.ROSTER,
                DocumentName.BRANCHES,
                DocumentName.ELSEWHERE,
                DocumentName.PLANS,
                DocumentName.QUIZZES));
        for (char digit : "0123456789abcdef".toCharArray()) {
            names.add(new DocumentName("progress/" + digit));
            names.add(new DocumentName("personal/" + digit));
        }
        // When it is held, what no longer names the person is held already.
        names.add(DocumentName.ERASE);
        return List.copyOf(names);
    }

    /// In the order in which they are sent.
    ///
    /// @param heads has read all of them afterwards
    List<DocumentName> of(TerminalId terminal, Heads heads) {
        List<DocumentName> names = new ArrayList<>(OF_ALL);
        names.addAll(ownOf(terminal));
        heads.fetch(names);
        names.addAll(named(DocumentName.meetingsOf(terminal), heads, Interests::ofMeeting));
        names.addAll(named(DocumentName.QUIZZES, heads, quiz -> List.of(DocumentName.ranksOf(new QuizId(quiz)))));
        heads.fetch(names);
        return names;
    }

    /// Whether one of some that have changed decides what else a terminal is told of.
    boolean mayBeOthers(Set<DocumentName> changed, TerminalId terminal) {
        return changed.contains(DocumentName.QUIZZES) || changed.contains(DocumentName.meetingsOf(terminal));
    }

    /// Which of some that have changed a terminal is told of, as [#of] found when it was last asked.
    List<DocumentName> among(Set<DocumentName> changed, TerminalId terminal) {
        return Stream.of(
                        OF_ALL,
                        ownOf(terminal),
                        knownOf(DocumentName.meetingsOf(terminal)),
                        knownOf(DocumentName.QUIZZES))
                .flatMap(List::stream)
                .filter(changed::contains)
                .toList();
    }

    private List<DocumentName> ownOf(TerminalId terminal) {
        return own.computeIfAbsent(
                terminal,
                one -> List.of(
                        DocumentName.bindingsAt(one),
                        DocumentName.coursesOf(one),
                        DocumentName.configurationOf(one),
                        DocumentName.meetingsOf(one)));
    }

    private static List<DocumentName> ofMeeting(String id) {
        MeetingId meeting = new MeetingId(id);
        return List.of(
                DocumentName.arrivalsAt(meeting), DocumentName.leaveOf(meeting), DocumentName.requestsAt(meeting));
    }

    private List<DocumentName> knownOf(DocumentName about) {
        Named known = named.get(about);
        return known == null ? List.of() : known.names();
    }

    private List<DocumentName> named(DocumentName about, Heads heads, Function<String, List<DocumentName>> ofEntry) {
        HeldDocument head = heads.of(about);
        if (head == null) {
            named.remove(about);
            return List.of();
        }
        Named known = named.get(about);
        if (known == null || !known.head().equals(head)) {
            List<DocumentEntry> entries = database.reading(transaction -> documents.entries(transaction, about));
            known = new Named(
                    head,
                    entries.stream()
                            .flatMap(entry -> ofEntry.apply(entry.id()).stream())
                            .toList());
            named.put(about, known);
        }
        return known.names();
    }

    /// Nobody asks for others any more.
    void keep(Set<TerminalId> terminals) {
        own.keySet().retainAll(terminals);
        Set<DocumentName> asked = new HashSet<>(Set.of(DocumentName.QUIZZES));
        terminals.forEach(terminal -> asked.add(DocumentName.meetingsOf(terminal)));
        named.keySet().retainAll(asked);
    }

    void forget(TerminalId terminal) {
        own.remove(terminal);
        named.remove(DocumentName.meetingsOf(terminal));
    }
}
