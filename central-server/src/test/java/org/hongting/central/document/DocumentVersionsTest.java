package org.hongting.central.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.hongting.central.platform.database.AfterCommit;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Line;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two servers publish one document, the second between what the first reads and what it writes.
@Tag("both-stores")
class DocumentVersionsTest {
    private static final DocumentName NAME = new DocumentName("roster/site");
    private static final int PUBLICATIONS = 40;

    @TempDir
    Path folder;

    private TestStore store;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whoeverHoldsAnyVersionComesToTheLatestByItsDelta() {
        assertThat(strandedAfter(UnaryOperator.identity())).isEmpty();
    }

    /// The bug of others, put in: a number that is drawn before the commit, as a sequence gives it, is no order of
    /// commits.
    @Test
    void aVersionFromASequenceIsFound() {
        AtomicLong sequence = new AtomicLong();
        assertThat(strandedAfter(database -> new FromASequence(database, sequence)))
                .isNotEmpty();
    }

    /// @return the versions from which a terminal does not come to the latest
    private List<Long> strandedAfter(UnaryOperator<Database> server) {
        SplittableRandom dice = new SplittableRandom(1);
        List<State> published = new ArrayList<>();
        DocumentStore second = new DocumentStore(server.apply(store.database), store.id, AfterCommit.ofSpring());
        DocumentStore first = new DocumentStore(
                new Overtaken(server.apply(store.database), () -> {
                    if (dice.nextBoolean()) {
                        second.replace(NAME, entries(dice));
                        published.add(stateOf(second));
                    }
                }),
                store.id,
                AfterCommit.ofSpring());
        for (int i = 0; i < PUBLICATIONS; i++) {
            first.replace(NAME, entries(dice));
            published.add(stateOf(first));
        }
        State latest = published.getLast();
        return published.stream()
                .filter(state -> !comesTo(latest, state, first))
                .map(state -> state.held().version())
                .toList();
    }

    private record State(HeldDocument held, List<DocumentEntry> entries) {}

    private State stateOf(DocumentStore documents) {
        return store.database.reading(transaction ->
                new State(documents.find(transaction, NAME).orElseThrow(), documents.entries(transaction, NAME)));
    }

    private boolean comesTo(State latest, State from, DocumentStore documents) {
        TreeMap<String, DocumentEntry> entries = new TreeMap<>();
        from.entries().forEach(entry -> entries.put(entry.id(), entry));
        store.database
                .reading(transaction -> documents.changesSince(transaction, from.held()))
                .orElseThrow()
                .forEach(change -> {
                    if (change.removed()) {
                        entries.remove(change.id());
                    } else {
                        entries.put(change.id(), change);
                    }
                });
        return DocumentEntry.hashOf(entries.values()).equals(latest.held().hash());
    }

    private static Collection<DocumentEntry> entries(SplittableRandom dice) {
        List<DocumentEntry> entries = new ArrayList<>();
        for (char id = 'a'; id < 'g'; id++) {
            if (dice.nextBoolean()) {
                entries.add(DocumentEntry.ofLine(Line.of("{\"id\":\"%s\",\"v\":%d}"
                        .formatted(id, dice.nextInt(4))
                        .getBytes(StandardCharsets.UTF_8))));
            }
        }
        return entries;
    }

    /// A database to which somebody else writes just before its owner does.
    private record Overtaken(Database real, Runnable other) implements Database {
        @Override
        public <T extends @Nullable Object> T inTransaction(Work<T> work) {
            other.run();
            return real.inTransaction(work);
        }

        @Override
        public <T extends @Nullable Object> T reading(Work<T> work) {
            return real.reading(work);
        }
    }

    /// Draws a number where the owner reads, and writes it in the place of the version.
    private static final class FromASequence implements Database {
        private final Database real;
        private final AtomicLong sequence;
        private long drawn;

        FromASequence(Database real, AtomicLong sequence) {
            this.real = real;
            this.sequence = sequence;
        }

        @Override
        public <T extends @Nullable Object> T inTransaction(Work<T> work) {
            return real.inTransaction(transaction -> work.in(new Renumbered(transaction, drawn)));
        }

        @Override
        public <T extends @Nullable Object> T reading(Work<T> work) {
            drawn = sequence.incrementAndGet();
            return real.reading(work);
        }
    }

    private record Renumbered(Transaction real, long version) implements Transaction {
        @Override
        public int update(String sql, @Nullable Object... parameters) {
            if (sql.startsWith("INSERT INTO document")) {
                parameters[1] = version;
            }
            return real.update(sql, parameters);
        }

        @Override
        public void updateEach(String sql, List<@Nullable Object[]> rows) {
            rows.forEach(row -> row[3] = version);
            real.updateEach(sql, rows);
        }

        @Override
        public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
            return real.query(sql, reader, parameters);
        }
    }
}
