package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.hongting.central.health.HealthBook;
import org.hongting.central.health.SampleFleet;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.health.ClockHealth;
import org.hongting.protocol.health.DeviceHealth;
import org.hongting.protocol.health.DiskHealth;
import org.hongting.protocol.health.LinkHealth;
import org.hongting.protocol.health.MachineHealth;
import org.hongting.protocol.health.Vitals;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.wire.Health;

/// How terminals are, in the console. Leaves pictures in `target/pictures`.
final class HealthPages {
    static final String TERMINAL = "/terminals/hall-2";

    private HealthPages() {}

    static void areUsed(Page page, RunningConsole console) {
        prepare(console);
        page.navigate(console.address + TERMINAL);
        assertThat(page.locator("#why")).containsText("多半是网络或停电");
        assertThat(page.locator("#health")).containsText("83 °C");
        assertThat(page.locator("#health .tile-wait")).hasCount(4);
        assertThat(page.locator("#history .line-off")).not().hasCount(0);
        ConsoleBrowser.shot(page, "health-zh");
        page.navigate(console.address + "/alerts");
        assertThat(page.locator("#firing li")).hasCount(2);
        page.fill("#firing li:has-text('图书馆西 1') input[name=words]", "已联系网络中心 <b>");
        page.click("#firing li:has-text('图书馆西 1') button");
        assertThat(page.locator("#firing")).containsText("已联系网络中心 <b>");
        ConsoleBrowser.shot(page, "alerts-zh");
        page.navigate(console.address + "/alerts/rules");
        page.fill("#temperature input[name=threshold]", "75");
        page.selectOption("#temperature select", "600");
        page.click("#temperature button");
        assertThat(page.locator("[role=status]")).containsText("温度过高");
        assertThat(page.locator("#temperature input[name=threshold]")).hasValue("75");
        ConsoleBrowser.shot(page, "alert-rules-zh");
        page.navigate(console.address + "/alerts/notices");
        page.fill("#address", "ops");
        page.click(".sheet button");
        assertThat(page.locator("[role=alert]")).containsText("网址或邮箱");
        page.fill("#address", "https://ops.example.edu/hooks/hongting");
        page.click(".sheet button");
        assertThat(page.locator("pre.claim")).hasText(Pattern.compile("[0-9a-f]{48}"));
        assertThat(page.locator("#targets li")).hasCount(1);
        ConsoleBrowser.shot(page, "notices-zh");
        page.navigate(console.address + "/terminals");
        assertThat(page.locator(".building:has-text('图书馆西')")).containsText("1 / 3 在线");
        ConsoleBrowser.shot(page, "terminals-health-zh");
    }

    static void arePictured(Page page, RunningConsole console, String language) {
        for (String path : List.of(TERMINAL, "/alerts", "/alerts/rules", "/alerts/notices", "/terminals")) {
            page.navigate(console.address + path);
            Assertions.assertThat(ConsoleBrowser.tooWide(page)).as(path).isLessThanOrEqualTo(0);
            ConsoleBrowser.shot(page, "health" + path.replace('/', '-') + "-" + language);
        }
    }

    /// Three terminals of a building, of which two went together half an hour ago.
    private static void prepare(RunningConsole console) {
        Instant now = Instant.now();
        Instant gone = now.minus(Duration.ofMinutes(30));
        for (int room = 1; room <= 3; room++) {
            console.addTerminal("hall-" + room, "图书馆西 " + room);
            String id = "hall-" + room;
            boolean online = room == 3;
            Vitals vitals = online ? SampleFleet.WELL : trouble(now);
            console.database().inTransaction(transaction -> {
                transaction.update(
                        "UPDATE terminal SET place = ?, online = ?, last_contact_at = ? WHERE id = ?",
                        "图书馆西 · 20" + id.charAt(id.length() - 1),
                        online ? 1 : 0,
                        UtcText.of(online ? now : gone),
                        id);
                HealthBook.take(
                        transaction,
                        new Health(new TerminalId(id), new EpochId("1".repeat(32)), 1, true, vitals),
                        online ? now : gone);
                history(transaction, id, now, online);
                return id;
            });
        }
        console.database().inTransaction(transaction -> {
            alert(transaction, "0000000000000001", "offline", "hall-1", "", gone);
            alert(transaction, "0000000000000002", "offline", "hall-2", "", gone);
            transaction.update(
                    "INSERT INTO alert (id, rule, subject, detail, since, fired_at, cleared_at)"
                            + " VALUES ('0000000000000003', 'temperature', 'hall-3', '84', ?, ?, ?)",
                    UtcText.of(gone),
                    UtcText.of(gone),
                    UtcText.of(now));
            return null;
        });
    }

    private static void alert(
            Transaction transaction, String id, String rule, String subject, String detail, Instant since) {
        transaction.update(
                "INSERT INTO alert (id, rule, subject, detail, since, fired_at) VALUES (?, ?, ?, ?, ?, ?)",
                id,
                rule,
                subject,
                detail,
                UtcText.of(since),
                UtcText.of(since.plusSeconds(600)));
    }

    private static void history(Transaction transaction, String id, Instant now, boolean online) {
        for (int day = 6; day >= 0; day--) {
            Instant evening = now.minus(Duration.ofDays(day));
            change(transaction, id, evening.minus(Duration.ofHours(9)), true);
            change(transaction, id, evening.minus(Duration.ofHours(5)), false);
            change(transaction, id, evening.minus(Duration.ofHours(4)), true);
            if (day > 0 || !online) {
                change(transaction, id, evening.minus(Duration.ofMinutes(30)), false);
            }
        }
    }

    private static void change(Transaction transaction, String id, Instant at, boolean online) {
        transaction.update(
                "INSERT INTO terminal_line (terminal, at, online) VALUES (?, ?, ?)",
                id,
                UtcText.of(at),
                online ? 1 : 0);
    }

    private static Vitals trouble(Instant now) {
        return SampleFleet.WELL.with(new Vitals(
                new MachineHealth(83, 0x50000, 3792, 900, 240),
                new DiskHealth(29_000, 2_100, false, 870L, 20),
                new ClockHealth(ClockQuality.SYNCED, 1_400L),
                new LinkHealth(1_204, 420, 3, "lost", -67, now.plus(Duration.ofDays(61))),
                List.of(
                        new DeviceHealth("card", DeviceHealth.READER, false, 7_200L),
                        new DeviceHealth("camera", DeviceHealth.CAMERA, true, 90L)),
                null,
                null));
    }
}
