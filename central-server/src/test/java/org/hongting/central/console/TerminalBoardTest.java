package org.hongting.central.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.hongting.central.fleet.TerminalPresence;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.TerminalState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalBoardTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    @TempDir
    Path folder;

    @Test
    void terminalsThatClaimImpossibleBacklogsDoNotTakeTheFirstPageDown() {
        KeyPair server = P256.newKeyPair(new SecureRandom());
        Random random = new Random(8);
        TestTerminal boasting = TestTerminal.named("kiosk-1", random);
        TestTerminal greeting = TestTerminal.named("kiosk-2", random);
        try (TestStore store = new TestStore(folder)) {
            store.enrol(boasting);
            store.enrol(greeting);
            TerminalPresence presence = new TerminalPresence(store.database);
            presence.heard(new TerminalState(boasting.id(), true, 1, Long.MAX_VALUE));
            Ingest ingest = new Ingest(store.database, store.id, Signer.of(server), () -> NOW, random, List.of());
            byte[] hello = new Hello(
                            greeting.id(),
                            "00112233445566778899aabbccddeeff",
                            List.of(new Hello.HeldEpoch(greeting.epoch(), 1, Long.MAX_VALUE, greeting.head())),
                            List.of(),
                            "test 1",
                            NOW.atOffset(ZoneOffset.UTC),
                            ClockQuality.SYNCED,
                            new BootId("boot-1"),
                            1)
                    .seal(greeting.signer());
            ingest.take(List.of(greeting.arrived(Channel.HELLO, hello)), Duration.ZERO);

            TerminalBoard board = new TerminalBoard(store.database, Clock.systemUTC());
            assertThat(board.summary().online()).isEqualTo(2);
            assertThat(board.summary().pending()).isPositive();
        }
    }
}
