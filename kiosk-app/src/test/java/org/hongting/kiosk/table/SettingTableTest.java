package org.hongting.kiosk.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hongting.kiosk.checkin.DeskBench;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.SettingEntry;
import org.junit.jupiter.api.Test;

/// What the centre says to all terminals, as a kiosk keeps it.
class SettingTableTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final DeskBench bench = DeskBench.withSchool();

    private static DocumentEntry setting(String id, String value) {
        return DocumentEntry.of(new SettingEntry(id, value));
    }

    private Optional<ZoneId> zone() {
        return bench.database.reading(bench.tables::zone);
    }

    private Optional<String> phones() {
        return bench.database.reading(transaction -> bench.tables.setting(transaction, SettingEntry.PHONE_ADDRESS));
    }

    @Test
    void theSchoolsZoneIsTheOneThatWasToldLast() {
        bench.publish(DocumentName.CONFIGURATION, setting(SettingEntry.PHONE_ADDRESS, "https://a.example"));
        assertThat(zone()).as("an old centre").isEmpty();

        bench.publish(DocumentName.CONFIGURATION, setting(SettingEntry.ZONE, "Asia/Shanghai"));
        assertThat(zone()).contains(SHANGHAI);
        bench.change(DocumentName.CONFIGURATION, List.of(setting(SettingEntry.ZONE, "UTC")), List.of());
        assertThat(zone()).contains(ZoneId.of("UTC"));
        bench.change(DocumentName.CONFIGURATION, List.of(), List.of(SettingEntry.ZONE));
        assertThat(zone()).isEmpty();
    }

    @Test
    void aZoneThatNobodyKnowsHereLeavesTheOneBeforeAndTheRestIsTaken() {
        bench.publish(DocumentName.CONFIGURATION, setting(SettingEntry.ZONE, "Asia/Shanghai"));
        for (String unknown : List.of("", "Mars/Phobos", "Asia/Peking", "+25:00", "x".repeat(10_000))) {
            bench.change(DocumentName.CONFIGURATION, List.of(setting(SettingEntry.ZONE, unknown)), List.of());
            assertThat(zone()).as(unknown).contains(SHANGHAI);
        }
        bench.publish(
                DocumentName.CONFIGURATION,
                setting(SettingEntry.ZONE, "Mars/Phobos"),
                setting(SettingEntry.PHONE_ADDRESS, "https://b.example"));
        assertThat(zone()).as("all of it anew").contains(SHANGHAI);
        assertThat(phones()).contains("https://b.example");
    }
}
