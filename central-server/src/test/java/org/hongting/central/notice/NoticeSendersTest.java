package org.hongting.central.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hongting.central.health.SampleFleet;
import org.hongting.protocol.json.Json;
import org.junit.jupiter.api.Test;

/// Over real lines: a web server and a mail server of the test's own.
class NoticeSendersTest {
    private static final Notice NOTICE =
            new Notice(List.of(new Notice.Line("offline", "kiosk-1", "北校区党建驿站", "主楼 · 301", "")), List.of(), 0);
    private static final NoticeWords.Said WORDS = new NoticeWords.Said("红亭：1 条警报", "⚠ 离线：北校区党建驿站\n");

    private static NoticeTarget webhook(String address) {
        return new NoticeTarget("1", NoticeTarget.Kind.WEBHOOK, address, "0011", "zh");
    }

    @Test
    void aWebhookGetsSignedJsonAndARedirectLeadsNowhere() throws Exception {
        CompletableFuture<String> signature = new CompletableFuture<>();
        CompletableFuture<byte[]> body = new CompletableFuture<>();
        List<String> asked = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            signature.complete(exchange.getRequestHeaders().getFirst("Hongting-Signature"));
            body.complete(exchange.getRequestBody().readAllBytes());
            boolean moved = exchange.getRequestURI().getPath().equals("/moved");
            if (moved) {
                exchange.getResponseHeaders().add("Location", "/secret");
            }
            exchange.sendResponseHeaders(moved ? 302 : 204, -1);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            WebhookSender sender = new WebhookSender(InstantSource.fixed(SampleFleet.NOW));
            sender.send(webhook(address + "/hook"), "n-1", NOTICE, WORDS);

            long seconds = SampleFleet.NOW.getEpochSecond();
            byte[] posted = body.get(5, TimeUnit.SECONDS);
            assertThat(signature.get(5, TimeUnit.SECONDS))
                    .isEqualTo("t=" + seconds + ",v1=" + WebhookSender.signature("0011", seconds, posted));
            assertThat(Json.readObject(posted).get("id").asString()).isEqualTo("n-1");
            assertThat(new String(posted, UTF_8)).contains("北校区党建驿站").contains("\"rule\":\"offline\"");
            assertThatThrownBy(() -> sender.send(webhook(address + "/moved"), "n-2", NOTICE, WORDS))
                    .isInstanceOf(NoticeFault.class)
                    .hasMessage("answered 302");
            assertThat(asked).containsExactly("/hook", "/moved");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whoeverIsNotThereIsAFaultAndNoMore() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        WebhookSender sender = new WebhookSender(InstantSource.system());
        assertThatThrownBy(() -> sender.send(webhook("http://127.0.0.1:" + port), "n", NOTICE, WORDS))
                .isInstanceOf(NoticeFault.class);
        NoticeTarget mailbox = new NoticeTarget("2", NoticeTarget.Kind.MAIL, "li@example.edu", "", "zh");
        assertThatThrownBy(() -> mail(port).send(mailbox, "n", NOTICE, WORDS)).isInstanceOf(NoticeFault.class);
    }

    private static MailSender mail(int port) {
        return new MailSender(new MailSender.Settings("127.0.0.1", port, "", "", "hongting@example.edu", false));
    }

    @Test
    void aMailArrivesWithItsChineseSubjectAndText() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> takeOneMail(server));
            NoticeTarget mailbox = new NoticeTarget("2", NoticeTarget.Kind.MAIL, "li@example.edu", "", "zh");
            mail(server.getLocalPort()).send(mailbox, "n-1", NOTICE, WORDS);

            String mail = received.get(10, TimeUnit.SECONDS);
            assertThat(mail).contains("RCPT TO:<li@example.edu>").contains("X-Hongting-Notice: n-1");
            assertThat(mail).contains("=?UTF-8?");
            String encoded = mail.substring(mail.indexOf("\n\n", mail.indexOf("Subject:")) + 2);
            String text =
                    new String(Base64.getMimeDecoder().decode(encoded.substring(0, encoded.indexOf("\n.\n"))), UTF_8);
            assertThat(text).startsWith("⚠ 离线：北校区党建驿站");
        }
    }

    /// As much of a mail server as one mail needs.
    private static String takeOneMail(ServerSocket server) {
        StringBuilder said = new StringBuilder();
        try (Socket client = server.accept()) {
            client.setSoTimeout(10_000);
            BufferedReader lines = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
            OutputStream answer = client.getOutputStream();
            answer.write("220 test\r\n".getBytes(UTF_8));
            boolean data = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (data && !line.equals(".")) {
                    continue;
                }
                data = line.equals("DATA");
                answer.write((data ? "354 go on\r\n" : line.equals("QUIT") ? "221 bye\r\n" : "250 good\r\n")
                        .getBytes(UTF_8));
                if (line.equals("QUIT")) {
                    break;
                }
            }
        } catch (IOException e) {
            said.append(e);
        }
        return said.toString();
    }
}
