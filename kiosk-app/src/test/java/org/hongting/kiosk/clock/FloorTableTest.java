package org.hongting.kiosk.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FloorTableTest {
    private static final Instant PROVEN = Instant.parse("2026-11-22T01:02:03Z");

    private final SqliteDatabase database = SqliteDatabase.inMemory();
    private final FloorTable floor = new FloorTable(database);

    @BeforeEach
    void makeTheTable() {
        Schema.apply(database, FloorTable.MIGRATIONS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTerminalThatStartsAnewKnowsTheLatestProvenMoment() {
        assertThat(floor.read()).isEqualTo(Instant.EPOCH);
        floor.raise(PROVEN);
        assertThat(new FloorTable(database).read()).isEqualTo(PROVEN);
    }

    @Test
    void theFloorNeverFalls() {
        floor.raise(PROVEN);
        FloorTable after = new FloorTable(database);
        after.raise(PROVEN.minus(Duration.ofDays(400)));
        assertThat(after.read()).isEqualTo(PROVEN);
    }

    @Test
    void theDiskIsSparedUntilTenMinutesHavePassed() {
        floor.raise(PROVEN);
        floor.raise(PROVEN.plus(Duration.ofMinutes(10).minusMillis(1)));
        assertThat(new FloorTable(database).read()).isEqualTo(PROVEN);
        floor.raise(PROVEN.plus(Duration.ofMinutes(10)));
        assertThat(new FloorTable(database).read()).isEqualTo(PROVEN.plus(Duration.ofMinutes(10)));
    }
}
