package org.hongting.simulator.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.CentralMain;
import org.hongting.central.platform.database.StoreAddress;
import org.hongting.simulator.process.ChildProcess;
import org.hongting.simulator.process.FreePort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The demo's central server as a process of its own, spoken to through the same doors as anybody: its console's JSON
/// interface, with the administrator's sign-in. It keeps its ports over kills and new starts, as a real one does.
/// Several
/// may stand in one folder of data, over one database.
public final class Centre implements AutoCloseable {
    static final String ADMINISTRATOR = "admin";

    private static final String CSV = "text/csv; charset=utf-8";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final List<String> OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m");

    private final HttpClient http = HttpClient.newHttpClient();
    private final DemoFolder folder;
    private final String name;
    private final Ports ports;
    private final String password;
    private final List<String> further;
    private Optional<ChildProcess> process = Optional.empty();

    /// Where the server listens, and through which cable terminals reach its broker.
    ///
    /// @param cable the port that terminals are told
    record Ports(int console, int terminals, int mqtt, int cable) {}

    /// @param further arguments of the server, like another database
    Centre(DemoFolder folder, Ports ports, String password, List<String> further) {
        this(folder, "centre", ports, password, further);
    }

    private Centre(DemoFolder folder, String name, Ports ports, String password, List<String> further) {
        this.folder = folder;
        this.name = name;
        this.ports = ports;
        this.password = password;
        this.further = List.copyOf(further);
    }

    /// Another server in the same folder, over the same database and beside the same broker, with doors of its own.
    /// Terminals are told the first one's.
    ///
    /// @param name what it is called in this run
    public Centre another(String name) throws IOException {
        List<String> same = new ArrayList<>(further);
        same.addAll(List.of("--announced-terminal-port", "" + ports.terminals()));
        return new Centre(
                folder, name, new Ports(FreePort.draw(), FreePort.draw(), ports.mqtt(), ports.cable()), password, same);
    }

    public String name() {
        return name;
    }

    /// Starts it and waits until it serves.
    public void start() throws IOException, InterruptedException {
        launch();
        awaitServing();
    }

    /// Starts it and waits for nothing.
    public void launch() throws IOException {
        Path ready = folder.readyOf(name);
        Files.deleteIfExists(ready);
        Files.writeString(folder.password(), password);
        List<String> arguments = new ArrayList<>(List.of(
                "--data",
                folder.centre().toString(),
                "--console-port",
                "" + ports.console(),
                "--terminal-port",
                "" + ports.terminals(),
                "--mqtt-port",
                "" + ports.mqtt(),
                "--announced-mqtt-port",
                "" + ports.cable(),
                "--admin-password-file",
                folder.password().toString(),
                "--ready-file",
                ready.toString()));
        arguments.addAll(further);
        ChildProcess started = ChildProcess.start(
                // In its own folder, whatever database the server of this machine has.
                new ChildProcess.Program(
                        CentralMain.class.getName(), OPTIONS, arguments, Map.of(StoreAddress.VARIABLE, "")),
                folder.logOf(name),
                _ -> {});
        process = Optional.of(started);
    }

    /// Waits until it serves, once it was launched.
    public void awaitServing() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isServing()) {
            if (!isRunning() || System.nanoTime() > deadline) {
                throw new DemoFailure("the central server did not start; its log is " + folder.logOf(name));
            }
            Thread.sleep(50);
        }
    }

    /// SIGKILL.
    public void kill() throws InterruptedException {
        ChildProcess running = process.orElseThrow();
        process = Optional.empty();
        running.kill();
    }

    public void killIfRunning() throws InterruptedException {
        if (isRunning()) {
            kill();
        }
    }

    public boolean isServing() {
        return isRunning() && hasServed();
    }

    /// Whether it came to serving since it was launched.
    public boolean hasServed() {
        return Files.exists(folder.readyOf(name));
    }

    public boolean isRunning() {
        return process.map(ChildProcess::isAlive).orElse(false);
    }

    String password() {
        return password;
    }

    URI console() {
        return URI.create("http://localhost:" + ports.console() + "/");
    }

    /// @throws DemoFailure if the answer is none or a refusal
    JsonNode get(String path) throws InterruptedException {
        return send(path, "GET", "", CSV);
    }

    /// @throws DemoFailure if the answer is none or a refusal
    JsonNode post(String path, String body) throws InterruptedException {
        return send(path, "POST", body, CSV);
    }

    /// Fields as a browser sends them.
    ///
    /// @throws DemoFailure if the answer is none or a refusal
    JsonNode postForm(String path, String fields) throws InterruptedException {
        return send(path, "POST", fields, "application/x-www-form-urlencoded");
    }

    @Override
    public void close() {
        process.ifPresent(ChildProcess::close);
        http.close();
    }

    private JsonNode send(String path, String method, String body, String type) throws InterruptedException {
        String sign = Base64.getEncoder().encodeToString((ADMINISTRATOR + ":" + password).getBytes(UTF_8));
        HttpRequest request = HttpRequest.newBuilder(console().resolve(path))
                .timeout(ANSWER)
                .header("Authorization", "Basic " + sign)
                .header("Accept", "application/json")
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body, UTF_8))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw new DemoFailure("the centre answered " + response.statusCode() + " to " + path + ": "
                        + new String(response.body(), UTF_8));
            }
            return response.body().length == 0 ? JSON.nullNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new DemoFailure("the centre does not answer to " + path, e);
        }
    }
}
