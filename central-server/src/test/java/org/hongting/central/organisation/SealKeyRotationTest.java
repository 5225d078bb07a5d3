package org.hongting.central.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.document.SiteKeyDocument;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.card.SealedUid;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.signing.P256;
import org.hongting.provisioning.authority.SiteAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A new seal key, from the button in the console to the terminals and back.
class SealKeyRotationTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T01:00:00Z"), ZoneOffset.UTC);
    private static final CardUid CARD = new CardUid(new byte[] {4, 1, 2, 3});
    private static final SealedUid.Bound BOUND = new SealedUid.Bound(
            new TerminalId("kiosk-1"),
            new MemberId("00000000000000a1"),
            new CardHash("1:00112233445566778899aabbccddeeff"));

    @TempDir
    Path folder;

    @Test
    void terminalsHearOfTheNewKeyAloneAndLateRecordsOfTheOldOneStillOpen() {
        try (TestStore store = new TestStore(folder)) {
            SiteAuthority authority = opened();
            DocumentStore documents = new DocumentStore(store.database, store.id, Runnable::run);
            documents.replace(DocumentName.KEYS, SiteKeyDocument.of(authority));
            List<DocumentName> heard = new ArrayList<>();
            documents.onPublication(heard::add);
            SealKeyRotation rotation = new SealKeyRotation(store.database, authority, documents, CLOCK);
            Fact.Sealed late = sealed(told(store, documents));

            assertThat(rotation.rotate("admin")).isEqualTo(2);

            assertThat(heard).containsExactly(DocumentName.KEYS);
            assertThat(told(store, documents).id()).isEqualTo("uid-seal-2");
            assertThat(rotation.number()).isEqualTo(2);
            assertThat(opened().open(late, BOUND)).contains(CARD);
            assertThat(opened().open(sealed(told(store, documents)), BOUND)).contains(CARD);
            assertThat(store.texts("actor || ' ' || detail", "audit WHERE action = 'seal-key.rotated'"))
                    .containsExactly("admin seal key 2");
        }
    }

    /// As after a start of the server.
    private SiteAuthority opened() {
        return SiteAuthority.open(folder.resolve("keys"), null, CLOCK.instant(), new SecureRandom());
    }

    private static SiteKey told(TestStore store, DocumentStore documents) {
        List<SiteKey> seals =
                store.database.reading(transaction -> documents.entries(transaction, DocumentName.KEYS)).stream()
                        .map(entry -> entry.as(SiteKey.class))
                        .filter(key -> key.use() == SiteKey.Use.SEAL)
                        .toList();
        assertThat(seals).hasSize(1);
        return seals.getFirst();
    }

    private static Fact.Sealed sealed(SiteKey key) {
        return SealedUid.seal(
                CARD,
                BOUND,
                new SealedUid.SealKey(key.number(), P256.publicKey(key.publicKeyBytes())),
                P256.newKeyPair(new SecureRandom()));
    }
}
