package org.hongting.central.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.port.Database;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/// Who may sign in. Passwords are kept as BCrypt hashes.
public final class Accounts {
    public static final int SHORTEST_PASSWORD = 10;

    /// BCrypt sees no more bytes than these: a longer password would be cut in silence.
    public static final int PASSWORD_BYTES = 72;

    /// No characters that people mistake for each other.
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int DRAWN_CHARACTERS = 16;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");
    private static final int STRENGTH = 10;

    private final Database database;
    private final Clock clock;
    private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(STRENGTH);

    /// Compared where there is no account, so that the answer takes as long.
    private final String nobody = java.util.Objects.requireNonNull(encoder.encode("nobody has this password"));

    public Accounts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param mustChange whether the password is one that a machine made for the first sign-in
    public record Account(String name, String passwordHash, boolean mustChange, boolean disabled) {
        /// Never the hash.
        @Override
        public String toString() {
            return "Account[" + name + "]";
        }
    }

    public boolean isEmpty() {
        return database.reading(transaction -> transaction
                        .queryFirst("SELECT count(*) AS n FROM account", row -> row.integer("n"))
                        .orElse(0L)
                == 0);
    }

    public Optional<Account> find(String name) {
        return database.reading(transaction -> transaction.queryFirst(
                "SELECT name, password_hash, must_change, disabled_at FROM account WHERE name = ?",
                row -> new Account(
                        row.text("name"),
                        row.text("password_hash"),
                        row.integer("must_change") == 1,
                        !row.isNull("disabled_at")),
                name));
    }

    /// The account, if the password is its own and it is not disabled. Takes as long for every wrong answer.
    public Optional<Account> verify(String name, String password) {
        boolean sane = NAME.matcher(name).matches() && password.getBytes(UTF_8).length <= PASSWORD_BYTES;
        Optional<Account> account = sane ? find(name) : Optional.empty();
        boolean fits = encoder.matches(
                sane ? password : "", account.map(Account::passwordHash).orElse(nobody));
        return account.filter(one -> fits && !one.disabled());
    }

    /// @throws IllegalArgumentException if name or password have not the form of one
    public void add(String name, String password, boolean mustChange) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an account's name has small letters, digits, dot, hyphen, underscore");
        }
        String hash = hash(password);
        String now = UtcText.of(clock.instant());
        database.inTransaction(transaction -> transaction.update(
                "INSERT INTO account (name, password_hash, created_at, password_set_at, must_change)"
                        + " VALUES (?, ?, ?, ?, ?)",
                name,
                hash,
                now,
                now,
                mustChange ? 1 : 0));
    }

    /// @throws IllegalArgumentException if the password is too short or too long
    public void setPassword(String name, String password) {
        String hash = hash(password);
        database.inTransaction(transaction -> transaction.update(
                "UPDATE account SET password_hash = ?, password_set_at = ?, must_change = 0 WHERE name = ?",
                hash,
                UtcText.of(clock.instant()),
                name));
    }

    /// A password for a first sign-in.
    public static String drawPassword(SecureRandom random) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < DRAWN_CHARACTERS; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    /// Whether the text may become a password.
    public static boolean isPassword(String text) {
        return text.length() >= SHORTEST_PASSWORD && text.getBytes(UTF_8).length <= PASSWORD_BYTES;
    }

    private String hash(String password) {
        if (!isPassword(password)) {
            throw new IllegalArgumentException("a password has at least " + SHORTEST_PASSWORD
                    + " characters and at most " + PASSWORD_BYTES + " bytes");
        }
        return java.util.Objects.requireNonNull(encoder.encode(password));
    }
}
