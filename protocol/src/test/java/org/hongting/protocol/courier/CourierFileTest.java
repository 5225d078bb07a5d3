package org.hongting.protocol.courier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.RefusedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CourierFileTest {
    private static final TerminalId TERMINAL = new TerminalId("kiosk-60ac3b");

    private record Read(List<String> messages, boolean whole) {}

    private static byte[] file(String... messages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CourierWriter writer = new CourierWriter(out, TERMINAL, Way.UP);
        for (String message : messages) {
            writer.add(new Carried(Channel.UP, message.getBytes(UTF_8)));
        }
        writer.end();
        return out.toByteArray();
    }

    private static Read read(byte[] file) throws IOException {
        CourierReader reader = new CourierReader(new ByteArrayInputStream(file), Way.UP);
        List<String> messages = new ArrayList<>();
        for (Optional<Carried> next = reader.next(); next.isPresent(); next = reader.next()) {
            messages.add(new String(next.get().frame(), UTF_8));
        }
        return new Read(messages, reader.isWhole());
    }

    @Test
    void whatWasWrittenIsReadByteForByte() throws IOException {
        assertThat(new String(file("{}\n第一行", ""), UTF_8))
                .isEqualTo("hongting-courier 1 up kiosk-60ac3b\nup 12\n{}\n第一行\nup 0\n\nend 2\n");
        assertThat(read(file("{}\n第一行", "", "end 9\n"))).isEqualTo(new Read(List.of("{}\n第一行", "", "end 9\n"), true));
        assertThat(new CourierReader(new ByteArrayInputStream(file()), Way.UP).terminal())
                .isEqualTo(TERMINAL);
    }

    @Test
    void aFileTornAnywhereIsGoodUpToThereAndSaysSo() throws IOException {
        byte[] whole = file("first", "second", "third");
        int firstLine = new String(whole, UTF_8).indexOf('\n') + 1;
        for (int length = firstLine; length < whole.length; length++) {
            Read torn = read(Arrays.copyOf(whole, length));
            assertThat(torn.whole()).as("torn at %d", length).isFalse();
            assertThat(torn.messages())
                    .isEqualTo(List.of("first", "second", "third")
                            .subList(0, torn.messages().size()));
        }
        assertThat(read(whole).whole()).isTrue();
    }

    @Test
    void aDamagedByteEndsTheReadingOrChangesOneMessageAndNothingElse() throws IOException {
        byte[] whole = file("first", "second", "third");
        int firstLine = new String(whole, UTF_8).indexOf('\n') + 1;
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(firstLine, whole.length)] = (byte) random.nextInt(256);
            assertThat(read(damaged).messages()).hasSizeLessThanOrEqualTo(3).allMatch(message -> message.length() < 64);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hongting-courier 1 up kiosk-60ac3b",
                "hongting-courier 1 down kiosk-60ac3b\n",
                "hongting-courier 2 up kiosk-60ac3b\n",
                "hongting-courier 1 up ../../etc\n",
                "hongting-courier 1 up \n",
                "\n"
            })
    void anotherFileIsRefusedAtItsFirstLine(String bytes) {
        assertThatThrownBy(() -> read(bytes.getBytes(UTF_8))).isInstanceOf(RefusedMessage.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up 65537\n",
                "up 999999999\n",
                "up -1\n",
                "up 99999999999999999999\n",
                "ack 2\n{}\n",
                "command 2\n{}\n",
                "nothing 2\n{}\n",
                "up\n",
                "end 1\n"
            })
    void whatGoesNotThisWayOrIsTooLargeEndsTheReadingBeforeAnythingIsKept(String rest) throws IOException {
        byte[] bytes = ("hongting-courier 1 up kiosk-60ac3b\n" + rest).getBytes(UTF_8);
        assertThat(read(bytes)).isEqualTo(new Read(List.of(), false));
    }

    @Test
    void aLineWithoutEndIsNotCollected() throws IOException {
        byte[] endless = new byte[1_000_000];
        Arrays.fill(endless, (byte) 'a');
        ByteArrayInputStream in = new ByteArrayInputStream(endless);
        assertThatThrownBy(() -> new CourierReader(in, Way.UP)).isInstanceOf(RefusedMessage.class);
        assertThat(in.available()).isGreaterThan(999_000);
    }

    @Test
    void thereIsRoomForSoManyMessagesAndNoMore() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CourierWriter writer = new CourierWriter(out, TERMINAL, Way.UP);
        Carried message = new Carried(Channel.UP, new byte[0]);
        while (writer.hasRoom()) {
            writer.add(message);
        }
        assertThatThrownBy(() -> writer.add(message)).isInstanceOf(IllegalArgumentException.class);
        writer.end();
        assertThat(read(out.toByteArray()).messages()).hasSize(Limits.COURIER_MESSAGES);
    }

    @Test
    void nothingIsWrittenThatDoesNotGoThisWay() throws IOException {
        CourierWriter writer = new CourierWriter(new ByteArrayOutputStream(), TERMINAL, Way.DOWN);
        assertThatThrownBy(() -> writer.add(new Carried(Channel.UP, new byte[1])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.add(new Carried(Channel.DOCUMENT, new byte[Limits.MESSAGE_BYTES + 1])))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
