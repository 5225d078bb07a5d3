package org.hongting.kiosk.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hongting.kiosk.checkin.DeskBench.LI;
import static org.hongting.kiosk.checkin.DeskBench.WANG;

import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hongting.device.CredentialRead;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceException;
import org.hongting.device.DeviceFault;
import org.hongting.device.DeviceName;
import org.hongting.device.Shown;
import org.hongting.device.Shown.CardShown;
import org.hongting.device.Shown.CodeShown;
import org.hongting.device.keyboard.KeyboardScanner;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RefusalReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TypedCardsTest {
    private static final CardUid CARD_OF_LI = new CardUid(DeskBench.CARD_OF_LI);

    private final BlockingQueue<CredentialRead> heard = new LinkedBlockingQueue<>();

    private final CredentialReader.Listener listener = new CredentialReader.Listener() {
        @Override
        public void onRead(CredentialRead read) {
            heard.add(read);
        }

        @Override
        public void onFault(DeviceFault fault) {}

        @Override
        public void onRecovered(DeviceName device) {}
    };

    /// What the desk is told of a text that the real keyboard scanner is fed with, key by key.
    private CredentialRead typed(Optional<CardEncoding> encoding, String text)
            throws DeviceException, InterruptedException {
        try (KeyboardScanner scanner = new KeyboardScanner(new DeviceName("keyboard"), _ -> {})) {
            scanner.open(TypedCards.before(listener, encoding));
            long at = System.nanoTime();
            for (char key : (text + "\r\n").toCharArray()) {
                at += 4_000_000;
                scanner.typed(key, at);
            }
            CredentialRead read = heard.poll(5, TimeUnit.SECONDS);
            assertThat(read).as("a read within five seconds").isNotNull();
            assertThat(heard.poll(100, TimeUnit.MILLISECONDS)).isNull();
            return read;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAReaderTypesInItsEncodingIsTheCard(CardEncoding encoding) throws Exception {
        CardUid uid = new CardUid(HexFormat.of()
                .parseHex(
                        switch (encoding) {
                            case WIEGAND_26 -> "00defae7";
                            case REVERSED_WIEGAND_26 -> "e7fade00";
                            case HEX,
                                    REVERSED_HEX,
                                    EIGHT_HEX,
                                    DECIMAL,
                                    REVERSED_DECIMAL,
                                    WIEGAND_34,
                                    REVERSED_WIEGAND_34 -> "f1e69621";
                        }));

        CredentialRead read = typed(Optional.of(encoding), encoding.print(uid).orElseThrow());

        assertThat(read.shown()).isEqualTo(new CardShown(uid.bytes()));
        assertThat(read.device()).isEqualTo(new DeviceName("keyboard"));
    }

    @Test
    void aMemberIsAdmittedByACardThatAReaderTyped() throws Exception {
        DeskBench bench = DeskBench.withSchool();
        bench.publishMeetings(
                bench.meeting("assembly", OffsetDateTime.parse("2026-11-22T09:00:00+08:00"), DeskBench.FIRST_BRANCH));

        Decision decision = bench.desk.decide(typed(Optional.of(CardEncoding.REVERSED_DECIMAL), "0563537489"));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Admitted.class,
                        admitted -> assertThat(admitted.attendee().member()).isEqualTo(LI));
        assertThat(bench.facts(Fact.CheckInAdmitted.class))
                .singleElement()
                .satisfies(fact ->
                        assertThat(fact.origin()).isEqualTo(new Fact.Origin(CredentialKind.CARD, "keyboard", false)));
    }

    @ParameterizedTest
    @EnumSource
    void aBadgeThatIsScannedIsStillABadge(CardEncoding encoding) throws Exception {
        String badge = DeskBench.badge(WANG, 1);

        assertThat(typed(Optional.of(encoding), badge).shown()).isEqualTo(new CodeShown(badge, Shown.Source.SCANNER));
        // With the zeros that a scanner ate it is still far longer than any card number.
        String shorter = badge.replaceFirst("^0+", "");
        assertThat(typed(Optional.of(encoding), shorter).shown())
                .isEqualTo(new CodeShown(shorter, Shown.Source.SCANNER));
    }

    @Test
    void anotherTextIsStillAForeignCode() throws Exception {
        for (String text : new String[] {"6901234567892", "https://example.org", "4294967296", "51E69621"}) {
            assertThat(typed(Optional.of(CardEncoding.DECIMAL), text).shown())
                    .isEqualTo(new CodeShown(text, Shown.Source.SCANNER));
        }
    }

    @Test
    void withoutTheOptionEveryTextIsACode() throws Exception {
        assertThat(typed(Optional.empty(), "0563537489").shown())
                .isEqualTo(new CodeShown("0563537489", Shown.Source.SCANNER));
    }

    @Test
    void aNumberBeforeTheCameraIsNoCard() {
        CredentialRead seen = new CredentialRead(
                new DeviceName("camera"), new CodeShown("0563537489", Shown.Source.CAMERA), 7, false);
        CredentialRead card = new CredentialRead(new DeviceName("card"), new CardShown(CARD_OF_LI.bytes()), 8, true);
        CredentialReader.Listener typed = TypedCards.before(listener, Optional.of(CardEncoding.REVERSED_DECIMAL));

        typed.onRead(seen);
        typed.onRead(card);

        assertThat(heard).containsExactly(seen, card);
    }

    @Test
    void aRandomNumberThatIsTypedIsRefusedAsSuch() throws Exception {
        DeskBench bench = DeskBench.withSchool();

        assertThat(bench.desk.decide(typed(Optional.of(CardEncoding.HEX), "08112233")))
                .isEqualTo(new Decision.Refused(RefusalReason.RANDOM_CARD));
    }
}
