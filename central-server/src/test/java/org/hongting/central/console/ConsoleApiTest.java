package org.hongting.central.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.health.HealthBook;
import org.hongting.central.health.SampleFleet;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.code.DigitCode;
import org.hongting.protocol.code.MemberCode;
import org.hongting.protocol.health.DeviceHealth;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.wire.Health;
import org.hongting.provisioning.authority.SiteAuthority;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConsoleApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MEMBERS = """
        姓名,学号,支部,卡号
        张晓明,1001,红亭大学/计算机学院党委/第一支部,04A1B2C3
        欧阳文静,1002,红亭大学/计算机学院党委/第一支部,
        李雷,1003,红亭大学/计算机学院党委/第二支部,
        """;

    @TempDir
    static Path data;

    private static RunningConsole console;

    @BeforeAll
    static void start() throws IOException {
        console = new RunningConsole(data);
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void everyPageAndEveryAnswerRefusesWhoeverIsNotSignedIn() {
        // Of the phones' app everybody has the files and may ask whether a pass counts; enrolling wants its proof.
        List<String> open = List.of(
                "/sign-in",
                "/language",
                "/error",
                "/terminal/v1/claim",
                "/terminal/claim",
                "/pass",
                "/pass/",
                "/pass/{name:[a-z0-9-]+\\.[a-z]+}",
                "/pass/vendor/{name:[a-z0-9.-]+}",
                "/pass/api/state",
                // What a phone signs is refused without its signature, before anything is looked up: PhoneDoorTest.
                "/pass/api/arrive",
                "/pass/api/requests",
                "/pass/api/requests/ask",
                "/pass/api/requests/withdraw",
                // The same, with only what is the asking member's own in the answer: PassAppTest.
                "/pass/api/record",
                "/pass/api/record/paper",
                "/pass/api/draw",
                // A draw for everybody who was told its address: HallPages.
                "/draw",
                "/draw/",
                "/draw/{digits}",
                "/draw/{digits}/state",
                "/draw/{digits}/proof.json");
        List<String> wrong = new ArrayList<>();
        console.server
                .context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> !open.contains(path) && !path.startsWith("/terminal/"))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> {
                                    String real = path.replaceAll("\\{kind:[^}]*}", "members")
                                            .replaceAll("\\{[^}]*}", "x");
                                    HttpResponse<String> answer = console.ask(method.name(), real, new byte[0], false);
                                    if (!isRefusal(answer)) {
                                        wrong.add(method + " " + path + " " + answer.statusCode());
                                    }
                                })));

        assertThat(wrong).isEmpty();
    }

    /// 401, or a redirect to the sign-in page; a form without its token is refused with 403 before anything else.
    private static boolean isRefusal(HttpResponse<String> answer) {
        boolean toSignIn = answer.statusCode() == 302
                && answer.headers().firstValue("Location").orElse("").endsWith("/sign-in");
        return answer.statusCode() == 401 || answer.statusCode() == 403 || toSignIn;
    }

    @Test
    void headersForbidInlineScriptFramesAndCaching() {
        HttpResponse<String> page = console.ask("GET", "/sign-in", new byte[0], false);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.body()).doesNotContain("<style", "style=", "onclick");
        assertThat(page.headers().allValues("Set-Cookie").toString()).contains("HttpOnly", "SameSite=Lax");
    }

    @Test
    void anImportWithOneWrongLineImportsNothingAndSaysWhichLine() {
        HttpResponse<String> answer = console.post(
                "/api/import/members?createBranches=true", "姓名,学号,支部\n王芳,2001,红亭大学/错误支部\n赵敏,20 01,红亭大学/错误支部\n");

        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode json = JSON.readTree(answer.body());
        assertThat(json.path("imported").asBoolean()).isFalse();
        assertThat(json.path("problems").get(0).path("line").asInt()).isEqualTo(3);
        assertThat(json.path("problems").get(0).path("text").asString())
                .contains("20 01")
                .contains("学号");
        assertThat(console.get("/api/terminals").statusCode()).isEqualTo(200);
        assertThat(count("SELECT count(*) AS n FROM member WHERE student_number = '2001'"))
                .isZero();
        assertThat(count("SELECT count(*) AS n FROM branch WHERE name = '错误支部'"))
                .isZero();
    }

    @Test
    void whatIsRefusedAtADoorIsCountedByItsReason() throws InterruptedException {
        byte[] junk = "{\"now\":".getBytes(StandardCharsets.UTF_8);
        for (String path : List.of("/pass/api/enrol", "/pass/api/enrol", "/pass/api/state", "/pass/api/arrive")) {
            assertThat(console.ask("POST", path, junk, false).statusCode())
                    .as(path)
                    .isBetween(400, 403);
        }
        console.post("/api/import/members", "no such column\n");

        String counted = "SELECT CAST(coalesce(sum(count), 0) AS BIGINT) AS n FROM refusal";
        for (long began = System.nanoTime();
                count(counted) < 5 && System.nanoTime() - began < TimeUnit.SECONDS.toNanos(20); ) {
            Thread.sleep(50);
        }
        Map<String, Long> counts = new TreeMap<>();
        JSON.readTree(console.get("/api/refusals").body())
                .path("doors")
                .forEach(row -> counts.put(
                        row.path("door").asString() + " " + row.path("reason").asString(),
                        row.path("count").asLong()));
        assertThat(counts)
                .containsEntry("enrolment bad-request", 2L)
                .containsEntry("phone bad-request", 2L)
                .containsKey("list wrong-content");
    }

    @Test
    void membersMeetingsBadgesAndArrivalsComeTogetherAsAttendance() throws IOException, InterruptedException {
        JsonNode dry = JSON.readTree(console.post("/api/import/members?dryRun=true&createBranches=true", MEMBERS)
                .body());
        assertThat(dry.path("added").asInt()).isEqualTo(3);
        assertThat(dry.path("branches").asInt()).isEqualTo(4);
        assertThat(console.post("/api/import/members?createBranches=true", MEMBERS)
                        .statusCode())
                .isEqualTo(200);
        JsonNode again =
                JSON.readTree(console.post("/api/import/members", MEMBERS).body());
        assertThat(again.path("unchanged").asInt()).isEqualTo(3);

        LocalDate today = LocalDate.now(java.time.ZoneId.systemDefault());
        String meetings =
                "title,kind,branch,start,end\n支部大会,branch-assembly,第一支部," + today + " 00:00," + today + " 23:59\n";
        assertThat(console.post("/api/import/meetings", meetings).statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(console.post("/api/import/meetings", meetings).body())
                        .path("unchanged")
                        .asInt())
                .isEqualTo(1);
        String meeting = JSON.readTree(console.get("/api/meetings").body())
                .get(0)
                .path("id")
                .asString();

        console.addTerminal("kiosk-9", "北校区");
        assertThat(JSON.readTree(console.post("/api/badges", "").body())
                        .path("issued")
                        .asInt())
                .isEqualTo(3);
        JsonNode badges = JSON.readTree(console.get("/api/badges?branch=第一支部"
                        .replace("第一支部", java.net.URLEncoder.encode("第一支部", StandardCharsets.UTF_8)))
                .body());
        assertThat(badges.size()).isEqualTo(2);
        String member = badges.get(0).path("member").asString();
        MemberCode code = MemberCode.parse(
                        DigitCode.read(badges.get(0).path("digits").asString()).orElseThrow())
                .orElseThrow();
        SiteAuthority authority = console.server.context().getBean(SiteAuthority.class);
        assertThat(code.member().value()).isEqualTo(member);
        assertThat(code.isSignedWith(P256.publicKey(authority.badgePublicKey())))
                .isTrue();
        console.database()
                .inTransaction(transaction ->
                        transaction.update("UPDATE badge SET last_day = '2026-01-01' WHERE member = ?", member));
        assertThat(JSON.readTree(console.post("/api/badges", "").body())
                        .path("issued")
                        .asInt())
                .as("one that terminals refuse is none")
                .isEqualTo(1);

        Instant first =
                today.atTime(0, 0, 30).atZone(java.time.ZoneId.systemDefault()).toInstant();
        console.arrives(meeting, member, first.plusSeconds(600), ClockQuality.SYNCED, false);
        console.arrives(meeting, member, first, ClockQuality.GUESSED, true);
        JsonNode attendance = JSON.readTree(
                console.get("/api/meetings/" + meeting + "/attendance").body());
        assertThat(attendance.path("meeting").path("counts").path("present").asInt())
                .isEqualTo(1);
        JsonNode line = attendance.path("members").get(0);
        assertThat(line.path("member").asString()).isEqualTo(member);
        assertThat(line.path("first").path("certainty").asString()).isEqualTo("unproven");
        assertThat(line.path("state").asString()).as("in doubt for the member").isEqualTo("on-time");
        assertThat(line.path("evidence").size()).isEqualTo(2);

        Thread.sleep(1500);
        DocumentStore documents = console.server.context().getBean(DocumentStore.class);
        assertThat(documents.getClass()).isNotNull();
        assertThat(count("SELECT count(*) AS n FROM document_entry WHERE document = 'roster/site' AND removed = 0"))
                .isEqualTo(3);
        assertThat(count("SELECT count(*) AS n FROM document_entry WHERE document = 'meetings/kiosk-9'"))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) AS n FROM document_entry WHERE document = 'arrivals/" + meeting + "'"))
                .isEqualTo(1);
        assertThat(console.database()
                        .<List<String>>reading(transaction -> transaction.query(
                                "SELECT line FROM document_entry",
                                row -> new String(row.bytes("line"), StandardCharsets.UTF_8))))
                .isNotEmpty()
                .noneMatch(entry -> entry.contains("晓明"));
    }

    @Test
    void cardNumbersMayComeInAnyEncodingThatIsNamed() {
        String file = "姓名,学号,支部,卡号\n王芳,3001,红亭大学/卡片支部,0563537489\n赵敏,3002,红亭大学/卡片支部,26DEFAE7\n";
        HttpResponse<String> wrong =
                console.post("/api/import/members?createBranches=true&cards=reversed-decimal&dryRun=true", file);

        assertThat(wrong.statusCode()).isEqualTo(422);
        JsonNode problem = JSON.readTree(wrong.body()).path("problems").get(0);
        assertThat(problem.path("line").asInt()).isEqualTo(3);
        assertThat(problem.path("code").asString()).isEqualTo("not-a-card");
        assertThat(problem.path("text").asString()).contains("reversed-decimal");
        String right = file.replace("26DEFAE7", "3891977766");
        assertThat(console.post("/api/import/members?createBranches=true&cards=reversed-decimal&dryRun=true", right)
                        .statusCode())
                .isEqualTo(200);
        assertThat(console.post("/api/import/members?cards=octal", right).statusCode())
                .isEqualTo(400);
    }

    @Test
    void revokingATerminalMakesANewCardKeyByItself() throws InterruptedException {
        console.addTerminal("kiosk-lost", "南校区");

        console.server.context().getBean(Terminals.class).revoke(new TerminalId("kiosk-lost"), "admin");

        for (int i = 0; i < 100 && numberOfKeys("card-2") == 0; i++) {
            Thread.sleep(100);
        }
        assertThat(numberOfKeys("card-2")).isEqualTo(1);
        assertThat(numberOfKeys("card-1")).isEqualTo(1);
        assertThat(console.server.context().getBean(SiteAuthority.class).cardKeyNumber())
                .isEqualTo(2);
    }

    private static long numberOfKeys(String id) {
        return count("SELECT count(*) AS n FROM document_entry WHERE document = 'keys/site' AND removed = 0 AND id = '"
                + id + "'");
    }

    @Test
    void aClaimFileIsMadeForScripts() {
        JsonNode claim = JSON.readTree(
                console.post("/api/claim-tokens?name=Kiosk&place=North", "").body());

        assertThat(Json.readObject(claim.path("file").asString().getBytes(StandardCharsets.UTF_8))
                        .has("token"))
                .isTrue();
        assertThat(console.post("/api/claim-tokens?name=", "").statusCode()).isEqualTo(400);
    }

    @Test
    void aPageOfAnotherSiteAsksForNothingInTheNameOfWhoeverSignedIn() {
        Map<String, String> foreign = Map.of("Sec-Fetch-Site", "cross-site");
        assertThat(console.ask("POST", "/api/claim-tokens?name=Kiosk&place=North", new byte[0], true, foreign)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void scriptsAskATerminalForSomethingAndHearHowFarItIs() {
        console.database()
                .inTransaction(transaction -> transaction.update(
                        "INSERT INTO terminal (id, name, place, public_key, claimed_at)"
                                + " VALUES ('kiosk-c', 'Kiosk', 'Hall', ?, '2026-11-23T01:02:03.000Z')",
                        TestTerminal.named("kiosk-c", new Random(4)).publicKey()));
        String commands = "/api/terminals/kiosk-c/commands";
        String asked = JSON.readTree(console.post(commands + "?action=terminal.identify&reason=drill", "")
                        .body())
                .path("command")
                .asString();

        JsonNode line = JSON.readTree(console.get(commands).body()).get(0);
        assertThat(line.path("command").asString()).isEqualTo(asked);
        assertThat(line.path("state").asString()).isEqualTo("waiting");
        assertThat(console.delete(commands + "/" + asked).statusCode()).isEqualTo(204);
        assertThat(JSON.readTree(console.get(commands).body())
                        .get(0)
                        .path("state")
                        .asString())
                .isEqualTo("cancelled");
        assertThat(console.delete(commands + "/" + asked).statusCode())
                .as("taken back before")
                .isEqualTo(409);
        assertThat(console.delete("/api/terminals/no_such/commands/" + asked).statusCode())
                .isEqualTo(404);
        assertThat(console.post(commands + "?action=terminal.identify", "").statusCode())
                .as("without a reason")
                .isEqualTo(400);
        assertThat(console.post(commands + "?action=command.cancel&reason=drill", "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(console.post("/api/terminals/no-such/commands?action=terminal.identify&reason=drill", "")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aConfigurationIsSetByScriptsAndWhatDoesNotFitIsNamed() {
        console.addTerminal("kiosk-f", "Kiosk");
        String terminal = "/api/configuration/terminals/kiosk-f";
        JsonNode done = JSON.readTree(console.post(terminal, "{\"version\":0,\"values\":{\"sound.volume\":\"30\"}}")
                .body());
        assertThat(done.path("version").asInt()).isEqualTo(1);
        JsonNode shown = JSON.readTree(console.get(terminal).body());
        assertThat(shown.path("hash")).isEqualTo(done.path("hash"));
        assertThat(shown.path("effective").toString())
                .contains("{\"key\":\"sound.volume\",\"value\":\"30\",\"origin\":\"terminal\"}")
                .contains("{\"key\":\"screen.language\",\"value\":\"zh-CN\",\"origin\":\"default\"}");
        assertThat(JSON.readTree(console.get(terminal + "/state").body())
                        .path("state")
                        .asString())
                .isEqualTo("waiting");

        HttpResponse<String> refused = console.post(
                terminal, "{\"version\":1,\"values\":{\"sound.volume\":\"101\",\"reader.simulated\":\"on\"}}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("unfit", "0 to 100 %", "reader.simulated");
        for (String malformed : List.of("", "{", "[]", "{\"version\":1}", "{\"version\":1,\"values\":{\"a\":1}}")) {
            assertThat(console.post(terminal, malformed).statusCode()).isEqualTo(400);
        }
        assertThat(console.post(terminal, "{\"version\":0,\"values\":{\"sound.volume\":\"50\"}}")
                        .statusCode())
                .as("changed meanwhile")
                .isEqualTo(409);
        for (String nowhere : List.of("groups/g-0", "terminals/no-such", "terminals/No such")) {
            assertThat(console.post(
                                    "/api/configuration/" + nowhere.replace(" ", "%20"),
                                    "{\"version\":0,\"values\":{}}")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aRolloutIsBegunByScriptsOnlyOfWhatWasStaged() {
        console.addTerminal("kiosk-r", "Kiosk");
        HttpResponse<String> refused = console.post("/api/releases", "no package");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("malformed");
        assertThat(console.get("/api/releases").body()).isEqualTo("[]");
        String nothing = "0".repeat(64);
        assertThat(console.post("/api/rollouts?release=" + nothing + "&canary=kiosk-r", "")
                        .body())
                .contains("no-such");
        for (String wrong : List.of("release=x&canary=kiosk-r", "release=" + nothing + "&canary=kiosk-r&atOnce=0")) {
            assertThat(console.post("/api/rollouts?" + wrong, "").statusCode()).isEqualTo(400);
        }
        assertThat(console.post("/api/rollouts/o-1/pause", "").statusCode()).isEqualTo(409);
        assertThat(console.post("/api/rollouts/o-1/explode", "").statusCode()).isEqualTo(404);
        assertThat(console.get("/api/rollouts/o-1").statusCode()).isEqualTo(404);
        assertThat(console.get("/api/rollouts").body()).isEqualTo("[]");
    }

    @Test
    void recordsInQuarantineAreListedAndTriedAgainByScripts() {
        TestTerminal terminal = TestTerminal.named("kiosk-q", new Random(3));
        terminal.arrivals(2);
        for (int seq = 2; seq <= 3; seq++) {
            RecordLines lines = terminal.record(seq, terminal.arrival());
            keep(
                    terminal,
                    seq,
                    seq == 2 ? lines.body().bytes() : "{\"name\":\"张三\"}".getBytes(StandardCharsets.UTF_8),
                    lines);
        }

        JsonNode kept =
                JSON.readTree(console.get("/api/quarantine?terminal=kiosk-q").body());
        assertThat(kept.size()).isEqualTo(2);
        assertThat(kept.toString())
                .contains("check-in.admitted")
                .contains("***")
                .doesNotContain("张三");
        JsonNode tried = JSON.readTree(console.post("/api/quarantine/again?terminal=kiosk-q&reason=projection", "")
                .body());
        assertThat(tried.path("taken").asInt()).isEqualTo(1);
        assertThat(tried.path("refused").asInt()).isEqualTo(1);
        JsonNode left = JSON.readTree(
                console.get("/api/quarantine?terminal=kiosk-q&reason=body").body());
        assertThat(left.size()).isEqualTo(1);
        String place = "terminal=kiosk-q&epoch=" + terminal.epoch() + "&seq=3&content="
                + left.get(0).path("content").asString();
        assertThat(JSON.readTree(console.post("/api/quarantine/again?" + place, "")
                                .body())
                        .path("refused")
                        .asInt())
                .isEqualTo(1);
        assertThat(count("SELECT count(*) AS n FROM audit WHERE action = 'quarantine.tried-again' AND actor = 'admin'"))
                .isEqualTo(2);
        assertThat(count("SELECT count(*) AS n FROM arrival WHERE terminal = 'kiosk-q'"))
                .isEqualTo(1);
        assertThat(console.get("/api/quarantine?reason=nonsense").statusCode()).isEqualTo(404);
        assertThat(console.post("/api/quarantine/again?terminal=kiosk-q&epoch=x", "")
                        .statusCode())
                .isEqualTo(404);
    }

    private static void keep(TestTerminal terminal, long seq, byte[] body, RecordLines lines) {
        console.database()
                .inTransaction(transaction -> transaction.update(
                        "INSERT INTO quarantine (terminal, epoch, seq, content, reason, detail, envelope, body,"
                                + " received_at) VALUES (?, ?, ?, ?, 'projection', '', ?, ?, ?)",
                        terminal.id().value(),
                        terminal.epoch().value(),
                        seq,
                        Digest.of(body).bytes(),
                        lines.envelope().bytes(),
                        body,
                        "2026-11-23T01:02:03.000Z"));
    }

    @Test
    void anUnknownMeetingIsNotFoundAndSaysNothingElse() {
        assertThat(console.get("/api/meetings/nonsense/attendance").statusCode())
                .isEqualTo(404);
        assertThat(console.get("/api/meetings/%2e%2e/attendance").statusCode()).isBetween(400, 404);
    }

    @Test
    void scriptsAreToldOfTheServersAndOfNobodyElse() throws Exception {
        JsonNode answer = JSON.readTree(console.get("/api/servers").body());
        assertThat(answer.get("alone").asBoolean()).isTrue();
        assertThat(answer.get("alarming").asBoolean()).isFalse();
        JsonNode server = answer.get("servers").get(0);
        assertThat(server.get("standing").asString()).isEqualTo("here");
        assertThat(server.get("shards").size()).isEqualTo(64);
        assertThat(server.get("lines").get(0).get("up").asBoolean()).isTrue();
        assertThat(console.ask("GET", "/api/servers", new byte[0], false).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aMonitoringSystemScrapesTheFiguresOfAllTerminals() {
        console.addTerminal("scraped", "Say \"hi\" \\ 1");
        console.database()
                .inTransaction(transaction -> HealthBook.take(
                        transaction,
                        new Health(
                                new TerminalId("scraped"),
                                new EpochId("1".repeat(32)),
                                1,
                                true,
                                SampleFleet.with(List.of(new DeviceHealth("card", "reader", false, 60L)))),
                        Instant.now()));

        HttpResponse<String> scraped = console.get("/api/metrics");

        assertThat(scraped.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain;")
                .contains("version=0.0.4");
        List<Exposition.Sample> samples = Exposition.parse(scraped.body());
        assertThat(samples)
                .filteredOn(sample -> "scraped".equals(sample.labels().get("terminal")))
                .extracting(Exposition.Sample::name)
                .contains(
                        "kiosk_online",
                        "kiosk_health_age_seconds",
                        "kiosk_cpu_temperature_celsius",
                        "kiosk_throttled_state",
                        "kiosk_memory_available_bytes",
                        "kiosk_disk_free_bytes",
                        "kiosk_fs_readonly",
                        "kiosk_outbox_rows",
                        "kiosk_outbox_oldest_age_seconds",
                        "kiosk_clock_offset_seconds",
                        "kiosk_clock_trusted",
                        "kiosk_cert_not_after_timestamp_seconds",
                        "kiosk_peripheral_up",
                        "kiosk_peripheral_last_event_timestamp_seconds",
                        "kiosk_ui_frame_stall_seconds",
                        "kiosk_up_info",
                        "kiosk_starts",
                        "kiosk_wifi_signal_dbm");
        assertThat(samples)
                .contains(new Exposition.Sample(
                        "kiosk_peripheral_up",
                        Map.of(
                                "terminal", "scraped",
                                "name", "Say \"hi\" \\ 1",
                                "place", "北校区 301",
                                "device", "card",
                                "kind", "reader"),
                        0));
        assertThat(console.ask("GET", "/api/metrics", new byte[0], false).statusCode())
                .isEqualTo(401);
    }

    private static long count(String sql) {
        return console.database()
                .reading(transaction ->
                        transaction.queryFirst(sql, row -> row.integer("n")).orElse(-1L));
    }
}
