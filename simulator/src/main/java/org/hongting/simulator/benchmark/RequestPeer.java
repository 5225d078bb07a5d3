package org.hongting.simulator.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.hongting.central.platform.database.SqliteFile;

/// The peer of the uplink: a queue whose entries go up one after the other, a request for each, as libpretixsync does.
/// The server commits each as durably as ours and answers. It is spared what ours does besides: TLS, signatures, the
/// chain, a framework, and another process.
final class RequestPeer implements AutoCloseable {
    private static final int DONE = 204;

    private final Path folder;
    private final Connection connection;
    private final PreparedStatement insert;
    private final HttpServer server;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("peer").factory());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int stored;

    private RequestPeer(Path folder) throws IOException, SQLException {
        this.folder = folder;
        this.connection = SqliteFile.source(folder.resolve("peer.db")).getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE record (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT");
        }
        this.insert = connection.prepareStatement("INSERT INTO record (id, body) VALUES (?, ?)");
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/record", this::store);
        server.setExecutor(thread);
        server.start();
    }

    static RequestPeer start() throws IOException, SQLException {
        return new RequestPeer(Files.createTempDirectory("hongting-peer-"));
    }

    private void store(HttpExchange exchange) throws IOException {
        try (exchange) {
            insert.setInt(1, ++stored);
            insert.setBytes(2, exchange.getRequestBody().readAllBytes());
            insert.executeUpdate();
            exchange.sendResponseHeaders(DONE, -1);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /// @return seconds until all are answered
    double upload(int records, int bytes) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/record"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[bytes]))
                .build();
        long begun = System.nanoTime();
        for (int i = 0; i < records; i++) {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != DONE) {
                throw new IOException("the peer answered " + status);
            }
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    @Override
    public void close() throws IOException, SQLException {
        server.stop(0);
        thread.shutdownNow();
        client.close();
        insert.close();
        connection.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
