package org.hongting.kiosk.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hongting.kiosk.checkin.DeskBench.FIRST_BRANCH;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import org.hongting.kiosk.checkin.DeskBench;
import org.hongting.protocol.code.KioskCode;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.junit.jupiter.api.Test;

/// What phones scan from the kiosk's screen.
class PhoneCodesTest {
    private static final KeyPair KEY = P256.newKeyPair(new SecureRandom());

    private final DeskBench bench = DeskBench.withSchool();
    private final MeetingEntry assembly =
            bench.meeting("assembly", OffsetDateTime.parse("2026-11-22T09:00:00+08:00"), FIRST_BRANCH);
    private final PhoneCodes codes =
            new PhoneCodes(bench.database, bench.tables, new TerminalId("kiosk-1"), Signer.of(KEY), bench::reading);

    private void knowsTheAddress() {
        bench.publish(
                DocumentName.CONFIGURATION,
                DocumentEntry.of(new SettingEntry(SettingEntry.PHONE_ADDRESS, "https://party.example.edu.cn")),
                DocumentEntry.of(new SettingEntry("of-later", "x")));
    }

    @Test
    void withoutTheAddressOfThePhonesPageNothingIsOffered() {
        assertThat(codes.isOffered()).isFalse();
        assertThat(codes.arrivalAt(assembly.id())).isEmpty();
        knowsTheAddress();
        assertThat(codes.isOffered()).isTrue();
        bench.publish(DocumentName.CONFIGURATION);
        assertThat(codes.isOffered()).isFalse();
    }

    @Test
    void theLinkNamesMeetingAndStepAndIsSignedByTheTerminal() {
        knowsTheAddress();
        String link = codes.arrivalAt(assembly.id()).orElseThrow();
        String before = "https://party.example.edu.cn/pass/#at.";
        assertThat(link).startsWith(before);
        KioskCode code = KioskCode.parse(link.substring(before.length())).orElseThrow();
        assertThat(code.meeting()).isEqualTo(assembly.id());
        assertThat(code.isSignedWith(KEY.getPublic())).isTrue();
        assertThat(code.isAlive(bench.now().toInstant())).isTrue();
    }
}
