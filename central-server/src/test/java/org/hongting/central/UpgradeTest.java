package org.hongting.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.hongting.central.meeting.Closings;
import org.hongting.central.organisation.Phones;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.SqliteFile;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.signing.P256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A data file of before closings, suspensions, first days, lists of expected members and former terminals were kept,
/// with people in it, brought to the version of this software.
@Tag("sqlite")
class UpgradeTest {
    private static final String VERSION_BEFORE = "15";
    private static final String EPOCH = "00112233445566778899aabbccddeeff";
    private static final String HELD = "2026-11-16T01:00:00.000Z";
    private static final MemberId ZHANG = new MemberId("00000000000000a1");
    private static final MeetingId MEETING = new MeetingId("m-0011223344556677");

    @TempDir
    Path folder;

    @BeforeEach
    void fill() {
        try (SqliteFile source = SqliteFile.open(folder.resolve("central.db"))) {
            Flyway.configure()
                    .dataSource(source.writer())
                    .locations("classpath:db/migration/sqlite")
                    .target(VERSION_BEFORE)
                    .load()
                    .migrate();
            Database database = new JdbcDatabase(source);
            database.inTransaction(transaction -> {
                school(transaction);
                closedMeeting(transaction);
                phonesOfTwoTerminals(transaction);
                return true;
            });
        }
    }

    private static void school(Transaction transaction) {
        transaction.update("INSERT INTO branch (id, kind, name) VALUES ('first', 'BRANCH', '第一党支部')");
        transaction.update(
                "INSERT INTO member (id, name, student_number, branch, status, shown_in_full, badge_from, added_at)"
                        + " VALUES (?, '张晓明', '20260001', 'first', 'active', 0, 1, '2026-09-01T00:00:00.000Z')",
                ZHANG.value());
        transaction.update(
                "INSERT INTO meeting (id, title, kind, host, place, starts_at, ends_at, opens_at, late_from, closes_at)"
                        + " VALUES (?, '支部党员大会', 'branch-assembly', 'first', '301', ?, '2026-11-16T02:00:00.000Z',"
                        + " '2026-11-16T00:30:00.000Z', ?, '2026-11-16T02:00:00.000Z')",
                MEETING.value(),
                HELD,
                HELD);
        transaction.update("INSERT INTO meeting_branch (meeting, branch) VALUES (?, 'first')", MEETING.value());
        transaction.update(
                "INSERT INTO arrival (terminal, epoch, seq, meeting, member, repeated, credential, device, simulated,"
                        + " boot, mono, wall, quality) VALUES ('kiosk-1', ?, 1, ?, ?, 0, 'CARD', 'pcsc-0', 0, 'boot-1', 1,"
                        + " '2026-11-16T08:50:00.000+08:00', 'SYNCED')",
                EPOCH,
                MEETING.value(),
                ZHANG.value());
    }

    private static void closedMeeting(Transaction transaction) {
        transaction.update(
                "INSERT INTO closed_meeting (meeting, terminal, closed_by, closed_at) VALUES (?, 'kiosk-1', ?, ?)",
                MEETING.value(),
                ZHANG.value(),
                "2026-11-16T01:40:00.000Z");
        String body = "{\"salt\":\"00\",\"meeting\":\"" + MEETING + "\",\"by\":\"" + ZHANG + "\"}";
        transaction.update(
                "INSERT INTO record (terminal, epoch, seq, type, version, known, envelope, body, received_at)"
                        + " VALUES ('kiosk-1', ?, 7, 'meeting.closed', 1, 1, x'7b7d', ?, ?)",
                EPOCH,
                body.getBytes(StandardCharsets.UTF_8),
                HELD);
    }

    /// One of them was revoked before.
    private static void phonesOfTwoTerminals(Transaction transaction) {
        for (String terminal : List.of("kiosk-1", "kiosk-2")) {
            byte[] key = P256.newKeyPair(new SecureRandom()).getPublic().getEncoded();
            transaction.update(
                    "INSERT INTO terminal (id, name, place, public_key, claimed_at, revoked_at)"
                            + " VALUES (?, ?, '301', ?, '2026-09-01T00:00:00.000Z', ?)",
                    terminal,
                    terminal,
                    key,
                    terminal.equals("kiosk-2") ? "2026-10-01T00:00:00.000Z" : null);
            transaction.update(
                    "INSERT INTO phone (member, number, public_key, name, enrolled_at, way, vouched_by)"
                            + " VALUES (?, ?, ?, 'Pixel', '2026-09-02T00:00:00.000Z', 'kiosk', ?)",
                    ZHANG.value(),
                    terminal.equals("kiosk-2") ? 1 : 0,
                    key,
                    terminal);
        }
    }

    @Test
    void everythingThatWasThereIsThereAndWhatIsNewStandsAsItMust() {
        try (TestStore store = new TestStore(folder)) {
            assertThat(store.texts("member", "arrival")).containsExactly(ZHANG.value());

            assertThat(store.database.<List<Closings.Closing>>reading(transaction -> Closings.of(transaction, MEETING)))
                    .singleElement()
                    .satisfies(closing -> {
                        assertThat(closing.name().seq()).isEqualTo(7);
                        assertThat(closing.by()).isEqualTo(ZHANG);
                        assertThat(closing.takenBack()).isEmpty();
                    });

            assertThat(store.database.<List<Phones.Phone>>reading(transaction -> Phones.of(transaction, ZHANG)))
                    .extracting(Phones.Phone::number, Phones.Phone::counts)
                    .as("those of a terminal that was revoked wait for somebody")
                    .containsExactlyInAnyOrder(tuple(0, true), tuple(1, false));

            assertThat(store.texts("exists_from", "branch"))
                    .as("the first that is known of the unit")
                    .containsExactly("2026-09-01");
            assertThat(store.count("meeting WHERE expected_at IS NULL AND planned_at IS NULL"))
                    .as("nobody has written down yet who was expected")
                    .isOne();
            assertThat(store.count("meeting_former_station")).isZero();
        }
    }
}
