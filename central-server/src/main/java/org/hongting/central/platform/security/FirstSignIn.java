package org.hongting.central.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;

/// Makes the first account of an empty server. The password comes from the operator's file, or it is drawn and
/// written to a file that only the server's user can read; it is never logged, and the file goes when the password is
/// changed.
public final class FirstSignIn {
    public static final String ACCOUNT = "admin";
    public static final String FILE = "first-sign-in.txt";

    private static final System.Logger LOG = System.getLogger(FirstSignIn.class.getName());

    private final Path data;
    private final Accounts accounts;

    public FirstSignIn(Path data, Accounts accounts) {
        this.data = data;
        this.accounts = accounts;
    }

    /// Does nothing once there is an account.
    public void prepare(Optional<Path> passwordFile, SecureRandom random) throws IOException {
        if (!accounts.isEmpty()) {
            return;
        }
        if (passwordFile.isPresent()) {
            String password =
                    Files.readString(passwordFile.get()).lines().findFirst().orElse("");
            accounts.add(ACCOUNT, password, false);
            return;
        }
        String password = Accounts.drawPassword(random);
        Path file = data.resolve(FILE);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(
                file,
                (ACCOUNT + "\n" + password + "\n").getBytes(UTF_8),
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        accounts.add(ACCOUNT, password, true);
        LOG.log(System.Logger.Level.INFO, "name and password of the first account stand in {0}", file);
    }

    /// Takes the file away: its password no longer opens anything.
    public void forget() {
        try {
            Files.deleteIfExists(data.resolve(FILE));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "could not delete the file of the first sign-in", e);
        }
    }
}
