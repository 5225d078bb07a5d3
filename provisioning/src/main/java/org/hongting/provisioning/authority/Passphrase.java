package org.hongting.provisioning.authority;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What wraps the site's keys at rest.
public final class Passphrase {
    /// The environment variable that holds it.
    public static final String VARIABLE = "HONGTING_KEY_PASSPHRASE";

    /// The name of its systemd credential (`LoadCredential=`).
    public static final String CREDENTIAL = "hongting-key-passphrase";

    private static final int SHORTEST = 8;
    private static final int LONGEST = 1024;

    private final char[] characters;

    private Passphrase(String text) {
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            throw new AuthorityFault("the key passphrase has " + SHORTEST + " to " + LONGEST + " characters");
        }
        this.characters = text.toCharArray();
    }

    public static Passphrase of(String text) {
        return new Passphrase(text);
    }

    /// Looks for the systemd credential first, then for the variable.
    ///
    /// @return empty if neither is there
    /// @throws AuthorityFault if one is there and unusable: falling back to unprotected keys would be silent
    public static Optional<Passphrase> find(Map<String, String> environment) {
        String credentials = environment.get("CREDENTIALS_DIRECTORY");
        if (credentials != null) {
            Path file = Path.of(credentials, CREDENTIAL);
            if (Files.exists(file)) {
                return Optional.of(ofFile(file));
            }
        }
        return Optional.ofNullable(environment.get(VARIABLE)).map(Passphrase::new);
    }

    /// @param file UTF-8; line breaks at its end do not count
    public static Passphrase ofFile(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] content = stream.readNBytes(4 * LONGEST + 1);
            return new Passphrase(new String(content, StandardCharsets.UTF_8).stripTrailing());
        } catch (IOException e) {
            throw new AuthorityFault("the key passphrase cannot be read from its file", e);
        }
    }

    char[] characters() {
        return characters.clone();
    }

    @Override
    public String toString() {
        return "Passphrase[hidden]";
    }
}
