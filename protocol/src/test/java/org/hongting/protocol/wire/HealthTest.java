package org.hongting.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.hongting.protocol.Limits;
import org.hongting.protocol.Samples;
import org.hongting.protocol.health.DeviceHealth;
import org.hongting.protocol.health.DiskHealth;
import org.hongting.protocol.health.MachineHealth;
import org.hongting.protocol.health.Vitals;
import org.hongting.protocol.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTest {
    private static final Vitals VITALS = Samples.vitals();

    @Test
    void whatIsSaidIsHeardAndNothingBeside() {
        Health said = Samples.health();

        assertThat(Health.open(said.seal(Samples.SIGNER), Samples.KEYS)).isEqualTo(said);
        assertThat(Json.writeText(said)).doesNotContain("undervolted").doesNotContain("empty");
    }

    @Test
    void onlyWhatChangedIsSaidAndPutInItsPlace() {
        DiskHealth fuller = new DiskHealth(29_000, 2_000, false, 990L, null);
        Vitals later = VITALS.with(new Vitals(null, fuller, null, null, null, null, null));

        assertThat(later.without(VITALS)).isEqualTo(new Vitals(null, fuller, null, null, null, null, null));
        assertThat(VITALS.with(later.without(VITALS))).isEqualTo(later);
        assertThat(later.without(later).saysNothing()).isTrue();
    }

    @Test
    void theBitsOfAPiAreRead() {
        MachineHealth before = new MachineHealth(50, 0x50000, 1, 1, 1);
        assertThat(before.undervolted()).isFalse();
        assertThat(before.undervoltedBefore()).isTrue();
        assertThat(before.slowed()).isFalse();
        assertThat(new MachineHealth(50, 0x50005, 1, 1, 1).slowed()).isTrue();
        assertThat(new MachineHealth(50, null, 1, 1, 1).undervoltedBefore()).isFalse();
    }

    @Test
    void aMessageOverTheCapIsNotParsed() {
        byte[] tooLong = new byte[Limits.HEALTH_BYTES + 1];

        assertThatThrownBy(() -> Health.open(tooLong, Samples.KEYS))
                .isInstanceOfSatisfying(
                        RefusedMessage.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedMessage.Reason.TOO_LARGE));
    }

    @Test
    void theLargestOneFits() {
        DeviceHealth device = new DeviceHealth("a".repeat(32), "b".repeat(32), false, 1_000_000_000_000L);
        Vitals many = VITALS.with(
                new Vitals(null, null, null, null, Collections.nCopies(Vitals.DEVICES, device), null, null));

        Health said = new Health(Samples.TERMINAL, Samples.EPOCH, Long.MAX_VALUE, true, many);

        assertThat(Health.open(said.seal(Samples.SIGNER), Samples.KEYS)).isEqualTo(said);
        assertThatThrownBy(() -> VITALS.with(new Vitals(
                        null, null, null, null, Collections.nCopies(Vitals.DEVICES + 1, device), null, null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"machine\":{\"celsius\":5000,\"memory\":1,\"free\":1,\"used\":1}}",
                "{\"machine\":{\"memory\":-1,\"free\":1,\"used\":1}}",
                "{\"disk\":{\"total\":1,\"free\":2,\"readOnly\":false}}",
                "{\"disk\":{\"total\":2,\"free\":1,\"readOnly\":\"no\"}}",
                "{\"devices\":[null]}",
                "{\"devices\":[{\"device\":\"Card reader!\",\"kind\":\"reader\",\"present\":true}]}",
                "{\"screen\":{\"pipeline\":\"\",\"stalls\":0,\"longest\":0}}",
                "{\"link\":{\"pending\":0,\"oldest\":0,\"connects\":0,\"certificateEnd\":\"+12026-01-01T00:00:00Z\"}}",
                "{\"run\":{\"begun\":\"crash\",\"software\":\"\\u0007\",\"model\":\"\",\"system\":\"\",\"java\":\"\"}}"
            })
    void whatNoMachineMeasuresIsRefused(String vitals) {
        String header = "{\"terminal\":\"" + Samples.TERMINAL + "\",\"run\":\"" + Samples.EPOCH
                + "\",\"number\":1,\"whole\":true,\"vitals\":" + vitals + RawFrame.ending(Samples.SIGNER);
        byte[] frame = RawFrame.sign(Domain.HEALTH, header.getBytes(UTF_8), new byte[0], Samples.SIGNER);

        assertThatThrownBy(() -> Health.open(frame, Samples.KEYS))
                .isInstanceOfSatisfying(
                        RefusedMessage.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedMessage.Reason.MALFORMED));
    }

    @Test
    void aSignatureOfAnotherKindIsWorthless() {
        byte[] asHello = SignedFrame.seal(Domain.HELLO, Samples.health(), List.of(), Samples.SIGNER);

        assertThatThrownBy(() -> Health.open(asHello, Samples.KEYS)).isInstanceOf(RefusedMessage.class);
        assertThat(Stream.of(Domain.values()).map(Domain::text)).doesNotHaveDuplicates();
    }
}
