package org.hongting.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.KeyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdentifierTest {
    record Form(String name, Function<String, Object> make, Class<?> type, List<String> good, List<String> bad) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<String> NEVER =
            List.of("", " ", "a b", "A", "é", "a\n", "\na", "a//b", "a.b", "a+", "a#", "a\u0000", "党");

    private static final List<Form> FORMS = List.of(
            new Form(
                    "terminal",
                    TerminalId::new,
                    TerminalId.class,
                    of("a", "hall-1", "x".repeat(32)),
                    of("x".repeat(33))),
            new Form("boot", BootId::new, BootId.class, of("6f9d1c1e-7a34", "x".repeat(48)), of("x".repeat(49))),
            new Form("branch", BranchId::new, BranchId.class, of("b-1", "x".repeat(48)), of("x".repeat(49))),
            new Form("meeting", MeetingId::new, MeetingId.class, of("m-1", "x".repeat(48)), of("x".repeat(49))),
            new Form(
                    "epoch",
                    EpochId::new,
                    EpochId.class,
                    of("0".repeat(32), "0123456789abcdef".repeat(2)),
                    of("0".repeat(31), "0".repeat(33), "A".repeat(32), "g".repeat(32))),
            new Form(
                    "member",
                    MemberId::new,
                    MemberId.class,
                    of("0".repeat(16), "0123456789abcdef"),
                    of("0".repeat(15), "0".repeat(17), "F".repeat(16))),
            new Form("key", KeyId::new, KeyId.class, of("0123456789abcdef"), of("0".repeat(15), "F".repeat(16))),
            new Form(
                    "digest",
                    Digest::ofHex,
                    Digest.class,
                    of("0".repeat(64)),
                    of("0".repeat(63), "0".repeat(66), "F".repeat(64), "g".repeat(64))),
            new Form(
                    "document",
                    DocumentName::new,
                    DocumentName.class,
                    of("roster/site", "arrivals/m-1"),
                    of("roster", "roster/", "/site", "roster/a/b", "Roster/site", "a".repeat(25) + "/x")),
            new Form(
                    "card hash",
                    CardHash::new,
                    CardHash.class,
                    of("1:" + "0".repeat(32), "99:" + "a".repeat(32), "255:" + "0".repeat(32)),
                    of("0:" + "0".repeat(32), "256:" + "0".repeat(32), "01:" + "0".repeat(32), "1:" + "0".repeat(31))));

    private static List<String> of(String... values) {
        return List.of(values);
    }

    static Stream<Arguments> goodForms() {
        return FORMS.stream().flatMap(form -> form.good.stream().map(text -> arguments(form, text)));
    }

    static Stream<Arguments> badForms() {
        return FORMS.stream()
                .flatMap(
                        form -> Stream.concat(form.bad.stream(), NEVER.stream()).map(text -> arguments(form, text)));
    }

    @ParameterizedTest
    @MethodSource("goodForms")
    void aGoodFormIsTakenAndPrintsAndTravelsAsItself(Form form, String text) {
        Object made = form.make.apply(text);
        assertThat(made).hasToString(text).isEqualTo(form.make.apply(text));
        assertThat(Json.writeText(made)).isEqualTo('"' + text + '"');
        assertThat((Object) Json.read(Json.write(made), form.type)).isEqualTo(made);
    }

    @ParameterizedTest
    @MethodSource("badForms")
    void aBadFormIsRefusedWithoutBeingQuoted(Form form, String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> form.make.apply(text))
                .satisfies(refused -> assertThat(text.length() > 8
                                && String.valueOf(refused.getMessage()).contains(text))
                        .isFalse());
    }

    @Test
    void aDrawnNameHasItsForm() {
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            MemberId member = MemberId.draw(random);
            assertThat(MemberId.ofBytes(member.bytes())).isEqualTo(member);
            assertThat(EpochId.draw(random).value()).hasSize(32);
        }
    }

    @Test
    void aStoreHasAnIdAndAGeneration() {
        assertThat(Json.writeText(new StoreId("s", 1))).isEqualTo("{\"id\":\"s\",\"generation\":1}");
        assertThatIllegalArgumentException().isThrownBy(() -> new StoreId("", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StoreId("s".repeat(65), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StoreId("s", 0));
    }
}
