package org.hongting.central.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalPresenceTest {
    @TempDir
    Path folder;

    @Test
    void aServerThatBeginsToHearAShardTakesItsTerminalsForGoneAndNoOthers() {
        try (TestStore store = new TestStore(folder)) {
            Random random = new Random(1);
            TestTerminal mine = TestTerminal.named("kiosk-1", random);
            TestTerminal others = TestTerminal.named("kiosk-2", random);
            store.enrol(mine);
            store.enrol(others);
            TerminalPresence presence = new TerminalPresence(store.database);
            presence.heard(new TerminalState(mine.id(), true, 7, 3));
            presence.heard(new TerminalState(others.id(), true, 7, 3));
            // Another server of this database starts: nobody has gone for that.
            new Terminals(store.database, Clock.systemUTC(), List.of(), false);
            assertThat(store.count("terminal WHERE online = 1")).isEqualTo(2);

            presence.begin(Set.of(Topic.shardOf(mine.id())));

            assertThat(store.texts("id", "terminal WHERE online = 1"))
                    .containsExactly(others.id().value());
            // What the broker kept, of an earlier life with fewer sessions, is believed then.
            presence.heard(new TerminalState(mine.id(), true, 2, 0));
            assertThat(store.count("terminal WHERE online = 1")).isEqualTo(2);
        }
    }
}
