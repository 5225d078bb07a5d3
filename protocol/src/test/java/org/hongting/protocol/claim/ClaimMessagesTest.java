package org.hongting.protocol.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimMessagesTest {
    private static final String TOKEN = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Inventory INVENTORY = new Inventory("kiosk-7", "Board Model B", "hongting 0.1.0");
    private static final SiteTrust TRUST = SiteTrust.of(4711, new byte[] {1}, new byte[] {2}, List.of(new byte[] {3}));
    private static final ClaimResponse RESPONSE = new ClaimResponse(
            new TerminalId("hall-1"),
            "礼堂一号机",
            "礼堂东门",
            List.of("BAUG"),
            TRUST,
            new MqttEndpoint("centre.example", 8883));

    @Test
    void aRequestReadsBackAsItWasWritten() {
        ClaimRequest request = ClaimRequest.of(TOKEN, new byte[] {7, 8, 9}, INVENTORY);

        assertThat(ClaimRequest.read(request.write())).isEqualTo(request);
        assertThat(request.csrBytes()).containsExactly(7, 8, 9);
    }

    @Test
    void aResponseReadsBackAsItWasWritten() {
        assertThat(ClaimResponse.read(RESPONSE.write())).isEqualTo(RESPONSE);
        assertThat(RESPONSE.certificateBytes()).containsExactly(new byte[] {4, 5, 6});
    }

    @Test
    void severalAddressesOfTheBrokerStandBesideTheFirstWhichOlderTerminalsKnow() {
        List<MqttEndpoint> nodes = List.of(new MqttEndpoint("a.example", 8883), new MqttEndpoint("b.example", 8884));
        ClaimResponse told =
                new ClaimResponse(RESPONSE.terminal(), "", "", RESPONSE.certificates(), TRUST, nodes.getFirst(), nodes);
        assertThat(ClaimResponse.read(told.write())).isEqualTo(told);
        assertThat(told.allBrokers()).isEqualTo(nodes);
        assertThat(new String(told.write(), StandardCharsets.UTF_8))
                .contains("\"mqtt\":{\"host\":\"a.example\",\"port\":8883}");
        assertThat(RESPONSE.allBrokers()).containsExactly(RESPONSE.mqtt());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClaimResponse(
                        RESPONSE.terminal(), "", "", RESPONSE.certificates(), TRUST, RESPONSE.mqtt(), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClaimResponse(
                        RESPONSE.terminal(),
                        "",
                        "",
                        RESPONSE.certificates(),
                        TRUST,
                        RESPONSE.mqtt(),
                        Collections.nCopies(17, RESPONSE.mqtt())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqtt.example.edu:8883", "192.0.2.1:1", "[2001:db8::1]:65535"})
    void anAddressOfABrokerIsReadAsItIsWritten(String text) {
        assertThat(MqttEndpoint.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":8883", "host", "host:", "host:0", "host:65536", "host:x", "2001:db8::1:8883", "a b:1"})
    void whatIsNoAddressOfABrokerIsRefusedInASentence(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MqttEndpoint.parse(text))
                .withMessageContaining("give HOST:PORT");
    }

    @Test
    void theWordsOnTheWireAreFixed() {
        assertThat(new String(RESPONSE.write(), StandardCharsets.UTF_8))
                .isEqualTo("{\"terminal\":\"hall-1\",\"name\":\"礼堂一号机\",\"place\":\"礼堂东门\",\"certificates\":[\"BAUG\"],"
                        + "\"site\":{\"number\":4711,\"authority\":\"AQ==\",\"root\":\"Ag==\",\"serverKeys\":[\"Aw==\"]},"
                        + "\"mqtt\":{\"host\":\"centre.example\",\"port\":8883}}");
        assertThat(new String(ClaimRequest.of(TOKEN, new byte[] {7}, INVENTORY).write(), StandardCharsets.UTF_8))
                .isEqualTo("{\"token\":\"" + TOKEN + "\",\"csr\":\"Bw==\",\"inventory\":{\"hostname\":\"kiosk-7\","
                        + "\"model\":\"Board Model B\",\"software\":\"hongting 0.1.0\"}}");
    }

    @ParameterizedTest
    @EnumSource(ClaimRefused.Reason.class)
    void aRefusalReadsBackAndTravelsUnderAStatusThatIsNoSuccess(ClaimRefused.Reason reason) {
        assertThat(ClaimRefused.read(new ClaimRefused(reason).write()).reason()).isEqualTo(reason);
        assertThat(reason.status()).isBetween(400, 499);
    }

    @Test
    void aTicketReadsBackAndLeadsToTheClaimAddress() {
        ClaimTicket ticket = new ClaimTicket(
                URI.create("https://centre.example:8443"),
                TOKEN,
                Digest.of(new byte[] {1}),
                Instant.parse("2026-12-01T00:00:00Z"));

        assertThat(ClaimTicket.read(ticket.write())).isEqualTo(ticket);
        assertThat(ticket.claimAddress()).hasToString("https://centre.example:8443/terminal/claim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://centre.example",
                "https://centre.example/elsewhere",
                "https://a:b@centre.example",
                "https://centre.example?x=1",
                "https:centre",
                "file:///etc/passwd"
            })
    void aTicketLeadsNowhereButToAnHttpsServer(String server) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClaimTicket(URI.create(server), TOKEN, Digest.of(new byte[0]), Instant.EPOCH));
    }

    @Test
    void theTokenIsNeverPrinted() {
        ClaimTicket ticket =
                new ClaimTicket(URI.create("https://c.example"), TOKEN, Digest.of(new byte[0]), Instant.EPOCH);

        assertThat(ticket.toString() + ClaimRequest.of(TOKEN, new byte[] {7}, INVENTORY))
                .doesNotContain(TOKEN);
        assertThatThrownBy(() -> ClaimRequest.of("secret but malformed!", new byte[] {7}, INVENTORY))
                .hasMessageNotContainingAny("secret");
    }

    @Test
    void whatIsTooLongIsRefusedUnread() {
        assertThatThrownBy(() -> ClaimRequest.read(new byte[ClaimRequest.MAX_BYTES + 1]))
                .isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> ClaimResponse.read(new byte[ClaimResponse.MAX_BYTES + 1]))
                .isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> ClaimRefused.read(new byte[ClaimRefused.MAX_BYTES + 1]))
                .isInstanceOf(MalformedJson.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClaimRequest.of(TOKEN, new byte[ClaimRequest.CSR_BYTES + 1], INVENTORY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Inventory("h".repeat(65), "", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Inventory("two\nlines", "", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"token\":\"0123456789ABCDEF\"}",
                "{\"token\":\"0123456789ABCDEF\",\"csr\":\"%%\",\"inventory\":{\"hostname\":\"\",\"model\":\"\",\"software\":\"\"}}",
                "{\"token\":\"0123456789ABCDEF\",\"csr\":\"\",\"inventory\":{\"hostname\":\"\",\"model\":\"\",\"software\":\"\"}}"
            })
    void whatIsNoRequestIsRefused(String text) {
        assertThatThrownBy(() -> ClaimRequest.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedJson.class);
    }

    @Test
    void anEndpointIsAHostAndAPort() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MqttEndpoint("a/b", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new MqttEndpoint("a", 0));
        assertThat(new MqttEndpoint("fe80::1", 8883).port()).isEqualTo(8883);
    }
}
