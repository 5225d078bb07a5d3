package org.hongting.protocol.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.hongting.protocol.Samples;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.junit.jupiter.api.Test;

/// What phones brought into roster and facts, beside what was there before.
class RosterEntryTest {
    private static final String WITHOUT =
            "{\"id\":\"1f2e3d4c5b6a7988\",\"name\":\"张*\",\"branch\":\"b-1\",\"cards\":[],\"badgeFrom\":1}";
    private static final PhoneKey PHONE =
            PhoneKey.of(7, Samples.PAIR.getPublic().getEncoded());

    private static RosterEntry with(List<PhoneKey> phones) {
        return new RosterEntry(Samples.MEMBER, "张*", new BranchId("b-1"), List.of(), 1, phones);
    }

    @Test
    void anEntryOfBeforeThereWerePhonesIsReadAndWrittenTheSame() {
        RosterEntry read = Json.read(WITHOUT.getBytes(UTF_8), RosterEntry.class);
        assertThat(read.enrolledPhones()).isEmpty();
        assertThat(Json.writeText(read)).isEqualTo(WITHOUT);
        assertThat(Json.writeText(with(List.of()))).isEqualTo(WITHOUT);
    }

    @Test
    void phonesTravelWithNumberAndKey() {
        RosterEntry read = Json.read(Json.write(with(List.of(PHONE))), RosterEntry.class);
        assertThat(read.enrolledPhones()).containsExactly(PHONE);
        assertThat(read.enrolledPhones().getFirst().bytes())
                .isEqualTo(Samples.PAIR.getPublic().getEncoded());
    }

    @Test
    void moreThanEightPhonesOrANumberOfMoreThanAByteAreRefused() {
        String number = "{\"number\":256,\"key\":\"AA==\"}";
        assertThatThrownBy(() -> Json.read(number.getBytes(UTF_8), PhoneKey.class))
                .isInstanceOf(MalformedJson.class);
        byte[] nine = Json.writeText(with(Collections.nCopies(8, PHONE)))
                .replaceFirst("\"phones\":\\[", "\"phones\":[" + Json.writeText(PHONE) + ",")
                .getBytes(UTF_8);
        assertThatThrownBy(() -> Json.read(nine, RosterEntry.class)).isInstanceOf(MalformedJson.class);
    }

    @Test
    void theOriginOfAPassNamesPhoneAndStepAndNoOtherOriginDoes() {
        Fact.Origin card = new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);
        assertThat(Json.writeText(card))
                .isEqualTo("{\"credential\":\"card\",\"device\":\"pcsc-0\",\"simulated\":false}");
        Fact.Origin pass = new Fact.Origin(CredentialKind.PASS, "camera-0", false, new Fact.PassUse(7, 0xFFFF_FFFFL));
        assertThat(Json.read(Json.write(pass), Fact.Origin.class)).isEqualTo(pass);
    }
}
