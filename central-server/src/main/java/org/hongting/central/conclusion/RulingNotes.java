package org.hongting.central.conclusion;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.random.RandomGenerator;
import org.hongting.central.meeting.Ruling;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;

/// Notes to rulings, apart from the records that name them by a salted hash.
final class RulingNotes {
    private static final int SALT_BYTES = 16;

    private RulingNotes() {}

    /// @return nothing for an empty note
    static @Nullable Digest keep(Transaction transaction, String note, RandomGenerator random) {
        String text = note.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > Ruling.NOTE_CHARACTERS) {
            throw new Refusal(Refusal.Why.NOTE_TOO_LONG);
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Digest hash = Digest.of(salt, text.getBytes(UTF_8));
        transaction.update("INSERT INTO ruling_note (hash, salt, text) VALUES (?, ?, ?)", hash.bytes(), salt, text);
        return hash;
    }
}
