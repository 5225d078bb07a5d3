package org.hongting.central.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.port.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
    @TempDir
    Path folder;

    private final List<String> made = new ArrayList<>();
    private long now = Long.MAX_VALUE - 1;
    private TestStore store;
    private Publisher publisher;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        publisher = new Publisher(
                store.database,
                List.of(source("small", 10_000), source("large", 10_001)),
                (name, entries) -> {},
                kind -> {},
                () -> now);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private DocumentSource source(String kind, int entries) {
        return new DocumentSource() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope) {
                made.add(kind + "/" + scope);
                now += Duration.ofSeconds(2).toNanos();
                DocumentEntry removal = DocumentEntry.removal("one");
                return Map.of(DocumentName.KEYS, Collections.nCopies(entries, removal));
            }
        };
    }

    private List<String> madeAfter(Duration pause) {
        now += pause.toNanos();
        made.clear();
        publisher.publishDue();
        return made;
    }

    @Test
    void aLargeDocumentRestsAndTheOthersGoOn() {
        List.of("large", "small").forEach(kind -> publisher.mark(kind, "a"));
        assertThat(madeAfter(Duration.ZERO)).containsExactlyInAnyOrder("large/a", "small/a");
        List.of("large", "small").forEach(kind -> publisher.mark(kind, "a"));
        publisher.mark("large", "b");
        assertThat(madeAfter(Duration.ofMillis(500))).containsExactlyInAnyOrder("small/a", "large/b");
        assertThat(madeAfter(Duration.ZERO)).isEmpty();
        assertThat(madeAfter(Duration.ofSeconds(4))).containsExactly("large/a");
        assertThat(madeAfter(Duration.ofSeconds(9))).isEmpty();
    }
}
