package org.hongting.central.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.TerminalId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeetingsSourceTest {
    private static final Instant NINE = Instant.parse("2026-11-22T01:00:00Z");
    private static final TerminalId FIRST = new TerminalId("kiosk-1");
    private static final TerminalId SECOND = new TerminalId("kiosk-2");

    @TempDir
    Path folder;

    private final Clock clock = Clock.fixed(NINE, ZoneId.of("Asia/Shanghai"));
    private final Random random = new Random(7);
    private final Meetings meetings = new Meetings(random, clock);
    private TestStore store;
    private Branch branch;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        store.enrol(TestTerminal.named(FIRST.value(), random));
        store.enrol(TestTerminal.named(SECOND.value(), random));
        branch = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, "第一党支部"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Meeting add(String title, TerminalId... stations) {
        return store.database.inTransaction(transaction -> meetings.add(
                transaction,
                new Meeting.Plan(
                        title,
                        MeetingKind.OTHER,
                        branch.id(),
                        "301",
                        new MeetingDefaults(30, 5, 0, Optional.empty()).times(NINE, NINE.plus(Duration.ofHours(1)))),
                new Meeting.Audience(Set.of(branch.id()), Set.of()),
                Set.of(stations)));
    }

    private List<String> titles(DocumentName document) {
        return store
                .database
                .reading(transaction -> new MeetingsSource(meetings, clock).contents(transaction, MeetingsSource.ALL))
                .getOrDefault(document, List.of())
                .stream()
                .map(entry -> entry.as(MeetingEntry.class).title())
                .toList();
    }

    @Test
    void whatSomeTerminalsServeAllHearOfAndWhatAllServeIsNowhereElse() {
        add("here", FIRST);
        add("everywhere");
        Meeting cancelled = add("cancelled", SECOND);
        store.execute(
                "UPDATE meeting SET cancelled_at = '2026' WHERE id = ?",
                cancelled.id().value());

        assertThat(titles(DocumentName.meetingsOf(FIRST))).containsExactlyInAnyOrder("here", "everywhere");
        assertThat(titles(DocumentName.meetingsOf(SECOND))).containsExactly("everywhere");
        assertThat(titles(DocumentName.ELSEWHERE)).containsExactly("here");
    }
}
