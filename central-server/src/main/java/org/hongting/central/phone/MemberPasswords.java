package org.hongting.central.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.platform.security.Accounts;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/// The passwords with which members enrol further phones by themselves. They open nothing else. Kept as BCrypt hashes.
public final class MemberPasswords {
    private static final int STRENGTH = 10;

    private final Clock clock;
    private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(STRENGTH);

    /// Compared where there is no password, so that the answer takes as long.
    private final String nobody = hash("nobody has this password");

    public MemberPasswords(Clock clock) {
        this.clock = clock;
    }

    /// Whether the text may become a password.
    public static boolean isPassword(String text) {
        return Accounts.isPassword(text);
    }

    /// Makes what [#set] keeps. Takes a tenth of a second: not within a transaction.
    public String hash(String password) {
        return Objects.requireNonNull(encoder.encode(password));
    }

    public void set(Transaction transaction, MemberId member, String hash) {
        transaction.update(
                "INSERT INTO phone_password (member, hash, set_at) VALUES (?, ?, ?)"
                        + " ON CONFLICT (member) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at",
                member.value(),
                hash,
                UtcText.of(clock.instant()));
    }

    public Optional<String> hashOf(Transaction transaction, MemberId member) {
        return transaction.queryFirst(
                "SELECT hash FROM phone_password WHERE member = ?", row -> row.text("hash"), member.value());
    }

    /// Takes as long for every wrong answer.
    public boolean fits(String password, Optional<String> hash) {
        boolean sane = password.getBytes(UTF_8).length <= Accounts.PASSWORD_BYTES;
        return encoder.matches(sane ? password : "", hash.orElse(nobody)) && sane && hash.isPresent();
    }
}
