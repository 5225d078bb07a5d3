package org.hongting.central.phone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hongting.central.CentralServer;
import org.hongting.central.draw.Draws;
import org.hongting.central.draw.Prizes;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.request.AttendanceRequest;
import org.hongting.central.request.RequestRefused;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.identity.DrawId;
import org.hongting.protocol.port.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a running server hands to a phone that nobody knows.
class PassAppTest {
    private static final Path SOURCES = Path.of("src/main/resources/pass");

    @TempDir
    static Path data;

    private static CentralServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        server = CentralServer.start(TestStore.serverOn(data));
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.ports().console() + path));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    private static HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(to(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void theAppIsForEverybodyAndRunsNothingButItsOwnScripts() throws Exception {
        HttpResponse<String> page = get("/pass/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'none'; script-src 'self';")
                        .doesNotContain("unsafe"));
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.body())
                .doesNotContain("<style")
                .doesNotContain("style=")
                .doesNotContain("onclick");
        assertThat(Pattern.compile("<script(?![^>]*src=)").matcher(page.body()).find())
                .isFalse();
    }

    @Test
    void theWorkerIsToldEveryFileAndAVersionOfThemAll() throws Exception {
        HttpResponse<String> worker = get("/pass/sw.js");
        assertThat(worker.body()).doesNotContain("@").containsPattern("VERSION = \"[0-9a-f]{16}\"");
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = SOURCES.relativize(file).toString();
                assertThat(get("/pass/" + name).statusCode()).as(name).isEqualTo(200);
                assertThat(worker.body().contains('"' + name + '"'))
                        .as(name)
                        .isEqualTo(!name.equals("sw.js") && !name.endsWith(".txt"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/pass/nothing.js", "/pass/vendor/nothing.mjs", "/pass/vendor/..%2findex.html", "/pass/api/x"})
    void whatIsNotThereIsNotThere(String path) throws Exception {
        assertThat(get(path).statusCode()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"token\":5}", "{\"code\":null}", "\u0000"})
    void whatMakesNoSenseIsRefused(String body) throws Exception {
        for (String path : Set.of("/pass/api/enrol", "/pass/api/sign-in", "/pass/api/state")) {
            HttpResponse<String> answer = post(path, body);
            assertThat(answer.statusCode()).isIn(400, 403);
            assertThat(answer.body()).isEqualTo("{\"refused\":\"bad-request\"}");
        }
        for (String path : Set.of(
                "/pass/api/requests",
                "/pass/api/requests/ask",
                "/pass/api/arrive",
                "/pass/api/draw",
                "/pass/api/record",
                "/pass/api/record/paper")) {
            HttpResponse<String> answer = post(path, body);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).startsWith("{\"refused\":\"bad-request\",\"now\":");
        }
        assertThat(post("/pass/api/enrol", "[" + "1,".repeat(100_000) + "1]").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPhoneIsToldOfItsOwnMemberOnceAndAsLongAsItCounts() throws Exception {
        SigningPhone zhang = SigningPhone.enrolled(server.context(), "张晓明", "20260101", "第一党支部");
        SigningPhone li = SigningPhone.enrolled(server.context(), "李思然", "20260102", "第二党支部");
        HttpResponse<String> own = post("/pass/api/record", zhang.signs("record", "{\"year\":0,\"language\":\"zh\"}"));
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.body()).contains("第一党支部").doesNotContain("第二党支部");

        String naming = "{\"year\":0,\"language\":\"zh\",\"member\":\"" + li.member() + "\"}";
        assertThat(post("/pass/api/record", zhang.signs("record", naming)).body())
                .as("whom a question names counts for nothing")
                .doesNotContain("第二党支部");
        assertThat(post("/pass/api/record", zhang.signsAs(li, "record")).body())
                .as("somebody else's name over one's own signature")
                .startsWith("{\"refused\":\"bad-request\"");
        String once = zhang.signs("record", "{\"year\":0,\"language\":\"zh\"}");
        assertThat(post("/pass/api/record", once).statusCode()).isEqualTo(200);
        assertThat(post("/pass/api/record", once).body()).startsWith("{\"refused\":\"wrong-time\"");
        assertThat(post("/pass/api/record/paper", once).body())
                .as("signed for something else")
                .startsWith("{\"refused\":\"bad-request\"");

        HttpResponse<String> paper =
                post("/pass/api/record/paper", zhang.signs("record/paper", "{\"year\":0,\"language\":\"en\"}"));
        assertThat(paper.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(paper.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));

        zhang.suspended();
        for (String action : Set.of("record", "record/paper")) {
            assertThat(post("/pass/api/" + action, zhang.signs(action, "{\"year\":0,\"language\":\"zh\"}"))
                            .body())
                    .startsWith("{\"refused\":\"suspended\"");
        }
        li.removed();
        assertThat(post("/pass/api/record", li.signs("record", "{\"year\":0,\"language\":\"zh\"}"))
                        .body())
                .startsWith("{\"refused\":\"removed\"");
    }

    @Test
    void aPhoneIsToldItsOwnMembersTicketOnceTheListIsClosed() throws Exception {
        SigningPhone zhang = SigningPhone.enrolled(server.context(), "张晓明", "20260201", "第三党支部");
        SigningPhone li = SigningPhone.enrolled(server.context(), "李思然", "20260202", "第四党支部");
        Database database = server.context().getBean(Database.class);
        Draws draws = server.context().getBean(Draws.class);
        DrawId draw =
                database.inTransaction(transaction -> draws.announce(transaction, "年终抽奖", Prizes.of("一等奖"), "admin"));
        assertThat(asks(zhang, draw)).startsWith("{\"now\":");
        database.inTransaction(transaction -> {
            draws.close(transaction, draw, "numbers", "20260201", "admin");
            return true;
        });
        String ticket = database.reading(transaction -> Draws.ticketOf(transaction, draw, zhang.member()))
                .orElseThrow();
        assertThat(asks(zhang, draw)).startsWith("{\"ticket\":\"" + ticket + "\",\"now\":");
        String again = zhang.signs("draw", "{\"draw\":\"" + draw + "\"}");
        for (int i = 0; i < 2; i++) {
            assertThat(post("/pass/api/draw", again).body())
                    .as("it changes nothing, so it may be asked again")
                    .contains(ticket);
        }
        assertThat(asks(li, draw)).as("who takes no part").startsWith("{\"now\":");
        assertThat(asks(zhang, new DrawId("d-000000000000"))).as("no such draw").startsWith("{\"now\":");
        assertThat(post("/pass/api/draw", zhang.signs("draw", "{\"draw\":\"No draw!\"}"))
                        .body())
                .startsWith("{\"refused\":\"bad-request\"");
        assertThat(post("/pass/api/draw", li.signsAs(zhang, "draw")).body()).startsWith("{\"refused\":\"bad-request\"");
    }

    private static String asks(SigningPhone phone, DrawId draw) throws IOException, InterruptedException {
        return post("/pass/api/draw", phone.signs("draw", "{\"draw\":\"" + draw + "\"}"))
                .body();
    }

    @Test
    void aPassThatNobodyMadeIsUnknownAndTheTimeIsTold() throws Exception {
        HttpResponse<String> answer = post("/pass/api/state", "{\"code\":\"" + "0".repeat(193) + "\"}");
        assertThat(answer.body()).startsWith("{\"state\":\"unknown\",\"now\":");
    }

    @Test
    void bothLanguagesHaveTheSameTextsAndEachIsUsed() throws Exception {
        String texts = Files.readString(SOURCES.resolve("texts.js"), UTF_8);
        String chinese = texts.substring(texts.indexOf("zh: {"), texts.indexOf("en: {"));
        String english = texts.substring(texts.indexOf("en: {"), texts.indexOf("const KEPT"));
        assertThat(keys(chinese)).hasSizeGreaterThan(40).isEqualTo(keys(english));
        String sources;
        try (Stream<Path> files = Files.list(SOURCES)) {
            sources = files.filter(file -> file.toString().endsWith(".js") && !file.endsWith("texts.js"))
                            .map(PassAppTest::read)
                            .collect(Collectors.joining())
                    + texts.substring(texts.indexOf("const KEPT"));
        }
        // A key that is put together is written with the part that stands fast.
        assertThat(keys(chinese))
                .allMatch(key -> sources.contains("\"" + key + "\"")
                        || sources.contains("\"" + key.substring(0, key.indexOf('.') + 1) + "\" +"));
    }

    @Test
    void everyReasonOfTheServerHasItsWords() {
        Set<String> known = keys(read(SOURCES.resolve("texts.js")));
        for (Enrolment.Reason reason : Enrolment.Reason.values()) {
            assertThat(known).contains("refused." + reason.word());
        }
        for (PhoneDoor.Reason reason : PhoneDoor.Reason.values()) {
            assertThat(known).contains("refused." + reason.word());
        }
        Stream.of(RequestRefused.Why.values())
                .filter(why -> why != RequestRefused.Why.NO_ANSWER)
                .forEach(why -> assertThat(known).contains("refused." + why.word()));
        for (CodeArrivals.Reason reason : CodeArrivals.Reason.values()) {
            assertThat(known).contains("refused." + reason.word());
        }
        for (AttendanceRequest.Reason reason : AttendanceRequest.Reason.values()) {
            assertThat(known).contains("reason." + reason.word());
        }
        for (Attendance.State state : Attendance.State.values()) {
            assertThat(known).contains("state." + state.word());
        }
    }

    private static Set<String> keys(String texts) {
        return Pattern.compile("^ {4}\"([a-z.-]+)\":", Pattern.MULTILINE)
                .matcher(texts)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
