package org.hongting.central.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
        store = TestStore.copied(folder);
        publisher = new Publisher(
                store.database,
                List.of(source("quick", Duration.ofMillis(400)), source("slow", Duration.ofSeconds(2))),
                (name, entries) -> {},
                kind -> {},
                () -> now);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private DocumentSource source(String kind, Duration takes) {
        return new DocumentSource() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope) {
                made.add(kind + "/" + scope);
                now += takes.toNanos();
                return Map.of();
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
    void aDocumentThatTookLongRestsAndTheOthersGoOn() {
        List.of("slow", "quick").forEach(kind -> publisher.mark(kind, "a"));
        assertThat(madeAfter(Duration.ZERO)).containsExactlyInAnyOrder("slow/a", "quick/a");
        List.of("slow", "quick").forEach(kind -> publisher.mark(kind, "a"));
        publisher.mark("slow", "b");
        assertThat(madeAfter(Duration.ofMillis(500))).containsExactlyInAnyOrder("quick/a", "slow/b");
        assertThat(madeAfter(Duration.ofSeconds(4))).isEmpty();
        assertThat(madeAfter(Duration.ofSeconds(3))).containsExactly("slow/a");
        assertThat(madeAfter(Duration.ofSeconds(9))).isEmpty();
    }
}
