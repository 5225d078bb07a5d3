package org.hongting.central.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.organisation.Member;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Tag("both-stores")
class EverythingHeldTest {
    private static final KeyPair SERVER = P256.newKeyPair(new SecureRandom());
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private static final MemberId ONE = new MemberId("00000000000000a1");
    private static final MemberId OTHER = new MemberId("00000000000000b2");
    private static final Member PERSON = new Member(ONE, "甄红亭", "20269999", new BranchId("b"), true, false, 0);

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

    private String exported() {
        EverythingHeld data = new EverythingHeld(new Mentions(hash -> Optional.empty()), CLOCK);
        return new String(store.database.reading(transaction -> data.of(transaction, PERSON)), UTF_8);
    }

    private static Set<String> tables() {
        Set<String> tables = new HashSet<>(Trace.STAY);
        Arrays.stream(Trace.values()).forEach(trace -> tables.addAll(trace.tables()));
        return tables;
    }

    @Test
    void ofEveryColumnSomebodyDecidedWhetherItIsTold() {
        FilledTables filled = new FilledTables(store);
        assertThat(ToldColumns.all().keySet()).containsExactlyInAnyOrderElementsOf(tables());
        ToldColumns.all()
                .forEach((table, columns) ->
                        assertThat(columns).as(table).containsExactlyInAnyOrderElementsOf(filled.columnsOf(table)));
    }

    @Test
    void everyRowOfThePersonIsInTheFileAndNoneOfAnyoneElseAndNothingThatIsSealed() {
        new FilledTables(store).fill(List.of(ONE, OTHER), List.of("said-by-one", "said-by-other"), Set.of("erasure"));

        String text = exported();

        assertThat(text).contains("said-by-one").doesNotContain("said-by-other").doesNotContain(OTHER.value());
        JsonNode told = Json.readObject(text.getBytes(UTF_8));
        Set<String> expected = new HashSet<>(tables());
        expected.remove("erasure"); // they are not
        assertThat(told.path("tables").propertyNames()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(told.path("tables").path("card").get(0).propertyNames())
                .contains("member", "added_at")
                .doesNotContain("sealed", "blind_index");
        assertThat(told.path("withheld").toString()).contains("card.sealed", "member_pin.sealed", "phone.public_key");
        assertThat(told.path("elsewhere").toString()).contains("minutes", "backups");
    }

    @Test
    void theBodiesOfRecordsAreInTheFileHoweverWellTheyCanBeRead() {
        TestTerminal terminal = TestTerminal.named("kiosk-1", new Random(41));
        store.enrol(terminal);
        Fact came = new Fact.CheckInAdmitted(
                new MeetingId("00112233445566aa"), ONE, new Fact.Origin(CredentialKind.CARD, "pcsc-0", false), false);
        terminal.append(came);
        terminal.append(new RecordLines(terminal.record(3, came).envelope(), Line.of(("torn " + ONE).getBytes(UTF_8))));
        terminal.append(new Fact.CheckInAdmitted(
                new MeetingId("00112233445566aa"),
                OTHER,
                new Fact.Origin(CredentialKind.CARD, "pcsc-0", false),
                false));
        new Ingest(store.database, store.id, Signer.of(SERVER), CLOCK, new Random(1), List.of())
                .take(List.of(terminal.all()), Duration.ZERO);

        JsonNode records = Json.readObject(exported().getBytes(UTF_8)).path("records");

        assertThat(records.size()).isEqualTo(2);
        assertThat(records.get(0).path("body").path("member").asString()).isEqualTo(ONE.value());
        assertThat(records.get(0).path("quarantine").asBoolean()).isFalse();
        assertThat(records.get(1).path("quarantine").asBoolean()).isTrue();
    }
}
