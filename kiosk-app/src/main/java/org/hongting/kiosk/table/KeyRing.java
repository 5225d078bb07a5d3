package org.hongting.kiosk.table;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.card.SealedUid;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.signing.Ed25519;
import org.hongting.protocol.signing.KeyedHash;
import org.hongting.protocol.signing.P256;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;

/// The site's keys as the desk uses them: which school this is, what verifies badges, what hashes cards.
///
/// They are few and asked for at every read, so they are held in memory, parsed, and read again from the replica
/// whenever the `keys/site` document changes.
public final class KeyRing implements Projection {
    static final List<String> TABLES = List.of("""
            CREATE TABLE desk_key (id TEXT PRIMARY KEY, line BLOB NOT NULL) STRICT
            """);

    /// A key of the site, ready for use.
    private record Ring(
            Optional<Integer> site,
            List<BadgeKey> badgeKeys,
            List<CardKey> cardKeys,
            Optional<SealedUid.SealKey> sealKey,
            List<PublicKey> courseKeys) {}

    private record BadgeKey(int number, PublicKey key) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared, never printed
    private record CardKey(int number, byte[] secret, KeyedHash cards) {}

    private volatile Optional<Ring> ring = Optional.empty();

    @Override
    public boolean wants(DocumentName document) {
        return document.equals(DocumentName.KEYS);
    }

    @Override
    public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
        if (change.snapshot()) {
            transaction.update("DELETE FROM desk_key");
        }
        change.removed().forEach(id -> transaction.update("DELETE FROM desk_key WHERE id = ?", id));
        change.put().stream()
                .filter(KeyRing::isKey)
                .forEach(entry -> transaction.update(
                        "INSERT INTO desk_key (id, line) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET line = excluded.line",
                        entry.id(),
                        entry.line().bytes()));
        ring = Optional.empty();
    }

    /// The second version knows what to seal for, the third what verifies courses.
    @Override
    public int version() {
        return 3;
    }

    /// What courses are signed with; none before the centre has said.
    public List<PublicKey> courseKeys(Transaction transaction) {
        return ring(transaction).courseKeys();
    }

    /// The newest key to seal card identifiers for; nothing where the centre has none.
    public Optional<SealedUid.SealKey> sealKey(Transaction transaction) {
        return ring(transaction).sealKey();
    }

    /// The site's number in codes; nothing before the first `keys/site` document.
    public Optional<Integer> site(Transaction transaction) {
        return ring(transaction).site();
    }

    public Optional<PublicKey> badgeKey(Transaction transaction, int number) {
        return ring(transaction).badgeKeys().stream()
                .filter(key -> key.number() == number)
                .map(BadgeKey::key)
                .findFirst();
    }

    /// The names this card may have in the roster, one per card key, newest key first.
    public List<CardHash> hashesOf(Transaction transaction, CardUid uid) {
        List<CardHash> hashes = new ArrayList<>();
        for (CardKey key : ring(transaction).cardKeys()) {
            hashes.add(CardHash.of(uid, key.number(), key.cards()));
        }
        return hashes;
    }

    /// What something typed may be called in the roster: one name per card key, newest key first.
    public <T> List<T> namesOf(Transaction transaction, Naming<T> naming) {
        return ring(transaction).cardKeys().stream()
                .map(key -> naming.under(key.number(), key.secret()))
                .toList();
    }

    /// Makes a keyed name of something.
    public interface Naming<T> {
        T under(int keyNumber, byte[] secret);
    }

    /// What may be written down of something foreign that was shown: a keyed hash, once there is a key.
    public Optional<String> hashOfForeign(Transaction transaction, byte[] shown) {
        return ring(transaction).cardKeys().stream().findFirst().map(key -> CardHash.ofForeign(shown, key.secret()));
    }

    private Ring ring(Transaction transaction) {
        return ring.orElseGet(() -> {
            Ring read = read(transaction);
            ring = Optional.of(read);
            return read;
        });
    }

    private static Ring read(Transaction transaction) {
        List<SiteKey> keys = transaction.query(
                "SELECT line FROM desk_key ORDER BY id",
                row -> org.hongting.protocol.json.Json.read(row.bytes("line"), SiteKey.class));
        Optional<Integer> site = keys.stream()
                .filter(key -> key.use() == SiteKey.Use.SITE)
                .map(SiteKey::number)
                .findFirst();
        List<BadgeKey> badgeKeys = new ArrayList<>();
        List<CardKey> cardKeys = new ArrayList<>();
        List<PublicKey> courseKeys = new ArrayList<>();
        for (SiteKey key : keys) {
            switch (key.use()) {
                case BADGE -> badgeKeys.add(new BadgeKey(key.number(), P256.publicKey(key.publicKeyBytes())));
                case CARD ->
                    cardKeys.add(new CardKey(key.number(), key.secretBytes(), CardHash.key(key.secretBytes())));
                case COURSE -> courseKeys.add(Ed25519.publicKey(key.publicKeyBytes()));
                case SITE, SEAL -> {}
            }
        }
        // By number: "card-10" would come before "card-9" by its name.
        cardKeys.sort(Comparator.comparingInt(CardKey::number).reversed());
        Optional<SealedUid.SealKey> sealKey = keys.stream()
                .filter(key -> key.use() == SiteKey.Use.SEAL)
                .max(Comparator.comparingInt(SiteKey::number))
                .map(key -> new SealedUid.SealKey(key.number(), P256.publicKey(key.publicKeyBytes())));
        return new Ring(site, badgeKeys, cardKeys, sealKey, List.copyOf(courseKeys));
    }

    private static boolean isKey(DocumentEntry entry) {
        try {
            SiteKey key = entry.as(SiteKey.class);
            switch (key.use()) {
                case BADGE, SEAL -> P256.publicKey(key.publicKeyBytes());
                case CARD -> key.secretBytes();
                case COURSE -> Ed25519.publicKey(key.publicKeyBytes());
                case SITE -> {}
            }
            return true;
        } catch (MalformedJson | IllegalArgumentException | IllegalStateException e) {
            return false;
        }
    }
}
