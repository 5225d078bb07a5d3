package org.hongting.central.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.document.Preference;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesTest {
    private static final Fact.Origin CARD = new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);

    @TempDir
    Path folder;

    private final Random random = new Random(3);

    private void hear(TestStore store, Fact fact, String at) {
        hear(store, fact, at, Instant.parse("2026-11-23T00:00:00Z"));
    }

    private void hear(TestStore store, Fact fact, String at, Instant received) {
        ClockReading reading = new ClockReading(OffsetDateTime.parse(at), ClockQuality.SYNCED, new BootId("boot-1"), 1);
        RecordLines lines = RecordLines.of(1, reading, fact, random);
        StoredFact stored = new StoredFact(
                new TerminalId("hall-east-1"),
                new EpochId("00112233445566778899aabbccddeeff"),
                Envelope.ofLine(lines.envelope()),
                fact,
                received);
        store.database.inTransaction(transaction -> {
            new Preferences().project(transaction, List.of(stored));
            return null;
        });
    }

    @Test
    void theLatestWishCountsInWhateverOrderTheyComeAndOfStrangersNothingIsKept() {
        try (TestStore store = new TestStore(folder)) {
            Members members = new Members(random, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
            MemberId li = store.database.inTransaction(transaction -> {
                BranchId branch = new Branches(random)
                        .add(transaction, null, BranchKind.BRANCH, "支部")
                        .id();
                return members.add(transaction, "李雷", "1", branch, false).id();
            });
            hear(store, new Fact.PreferenceSet(li, CARD, "en", true), "2026-11-22T10:00:00+08:00");
            hear(store, new Fact.PreferenceSet(li, CARD, "zh-CN", false), "2026-11-22T09:00:00+08:00");
            assertThat(store.database.reading(Preferences::all)).containsEntry(li.value(), new Preference("en", true));
            hear(store, new Fact.PreferenceSet(li, CARD, null, false), "2026-11-22T11:00:00+08:00");
            hear(
                    store,
                    new Fact.PreferenceSet(new MemberId("0000000000000001"), CARD, "en", true),
                    "2026-11-22T11:00:00+08:00");
            assertThat(store.database.reading(Preferences::all))
                    .containsOnlyKeys(li.value())
                    .containsValue(new Preference("en", false));
            hear(store, new Fact.PreferenceSet(li, CARD, "zh-CN", null), "2099-01-01T00:00:00+08:00");
            hear(
                    store,
                    new Fact.PreferenceSet(li, CARD, "en", null),
                    "2026-11-24T09:00:00+08:00",
                    Instant.parse("2026-11-24T02:00:00Z"));
            assertThat(store.database.reading(Preferences::all))
                    .as("a clock that is years ahead has not the last word")
                    .containsValue(new Preference("en", false));
            assertThat(store.texts("document", "publication_due")).contains("roster/site");
        }
    }
}
