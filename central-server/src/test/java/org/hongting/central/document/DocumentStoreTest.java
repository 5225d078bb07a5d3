package org.hongting.central.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hongting.central.platform.database.AfterCommit;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.record.Line;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("both-stores")
class DocumentStoreTest {
    private static final DocumentName NAME = new DocumentName("roster/site");

    @TempDir
    Path folder;

    private final List<DocumentName> heard = new ArrayList<>();
    private TestStore store;
    private DocumentStore documents;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        documents = new DocumentStore(store.database, store.id, AfterCommit.ofSpring());
        documents.onPublication(heard::add);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static DocumentEntry entry(String id, String value) {
        return DocumentEntry.ofLine(
                Line.of("{\"id\":\"%s\",\"v\":\"%s\"}".formatted(id, value).getBytes(StandardCharsets.UTF_8)));
    }

    private List<DocumentEntry> changesSince(HeldDocument base) {
        return store.database.reading(
                transaction -> documents.changesSince(transaction, base).orElseThrow());
    }

    @Test
    void aPublicationMakesTheNextVersionWithTheHashOfItsContent() {
        HeldDocument first = documents.replace(NAME, List.of(entry("b", "1"), entry("a", "1")));
        assertThat(first.version()).isEqualTo(1);
        assertThat(first.hash()).isEqualTo(DocumentEntry.hashOf(List.of(entry("a", "1"), entry("b", "1"))));
        assertThat(heard).containsExactly(NAME);
    }

    @Test
    void publishingTheSameAgainChangesNothing() {
        HeldDocument first = documents.replace(NAME, List.of(entry("a", "1")));
        assertThat(documents.replace(NAME, List.of(entry("a", "1")))).isEqualTo(first);
        assertThat(documents.change(NAME, List.of(), List.of("nobody"))).isEqualTo(first);
        assertThat(heard).hasSize(1);
    }

    @Test
    void aDeltaHoldsWhatChangedAndWhatIsGone() {
        HeldDocument base = documents.replace(NAME, List.of(entry("a", "1"), entry("b", "1"), entry("c", "1")));
        documents.change(NAME, List.of(entry("b", "2")), List.of("c"));
        HeldDocument now = documents.change(NAME, List.of(entry("d", "1")), List.of());
        assertThat(changesSince(base)).containsExactly(entry("b", "2"), DocumentEntry.removal("c"), entry("d", "1"));
        assertThat(now.version()).isEqualTo(3);
        assertThat(now.hash())
                .isEqualTo(DocumentEntry.hashOf(List.of(entry("a", "1"), entry("b", "2"), entry("d", "1"))));
        assertThat(changesSince(now)).isEmpty();
    }

    @Test
    void aBaseThatIsNotOursHasNoDelta() {
        HeldDocument base = documents.replace(NAME, List.of(entry("a", "1")));
        HeldDocument foreign = new HeldDocument(NAME, store.id, base.version(), DocumentEntry.hashOf(List.of()));
        boolean known = store.database.reading(
                transaction -> documents.changesSince(transaction, foreign).isPresent());
        assertThat(known).isFalse();
    }

    @Test
    void aPublicationInATransactionThatFailsNeverHappened() {
        assertThatThrownBy(() -> store.database.<Void>inTransaction(transaction -> {
                    documents.replace(NAME, List.of(entry("a", "1")));
                    throw new IllegalStateException("as if");
                }))
                .hasMessage("as if");
        assertThat(store.count("document")).isZero();
        assertThat(heard).isEmpty();
    }
}
