package org.hongting.provisioning.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCopyTest {
    private static final int FEW_ROUNDS = 10;
    private static final Passphrase COPYS = Passphrase.of("in another building");

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();

    private Path copy() {
        return folder.resolve("keys.copy");
    }

    private KeyCopy export(@Nullable Passphrase own) {
        return KeyCopy.export(folder.resolve("keys"), own, copy(), COPYS, FEW_ROUNDS, random);
    }

    private KeyCopy restore(Path directory, Passphrase copys, @Nullable Passphrase own) {
        return KeyCopy.restore(copy(), copys, directory, own, FEW_ROUNDS, random);
    }

    private static void fails(String words, Runnable act) {
        assertThatExceptionOfType(AuthorityFault.class).isThrownBy(act::run).withMessageContaining(words);
    }

    @Test
    void aCopyIsEncryptedAndMakesTheSameSiteElsewhere() throws IOException {
        SiteAuthority site = TestSite.open(folder.resolve("keys"));
        site.rotateCardKey();
        KeyCopy copied = export(null);
        assertThat(copied).isEqualTo(new KeyCopy(site.fingerprint(), site.cardKeyNumber()));
        assertThat(Files.readString(copy(), StandardCharsets.UTF_8)).doesNotContain("authority");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy())))
                .isEqualTo("rw-------");

        Path other = folder.resolve("other");
        assertThat(restore(other, COPYS, Passphrase.of("the new machine's"))).isEqualTo(copied);
        SiteAuthority again = TestSite.open(other, "the new machine's");
        assertThat(again.fingerprint()).isEqualTo(site.fingerprint());
        assertThat(again.serverSigner().key()).isEqualTo(site.serverSigner().key());
        assertThat(again.cardKeyNumber()).isEqualTo(site.cardKeyNumber());
    }

    @Test
    void keysThatAreWrappedAreCopiedWithTheirOwnPassphraseOnly() {
        TestSite.open(folder.resolve("keys"), "of this machine");
        fails("passphrase", () -> export(null));
        fails("passphrase", () -> export(Passphrase.of("of another machine")));
        assertThat(copy()).doesNotExist();

        assertThat(export(Passphrase.of("of this machine")).cardKey()).isEqualTo(1);
    }

    @Test
    void neitherACopyNorKeysAreEverWrittenOver() {
        SiteAuthority site = TestSite.open(folder.resolve("keys"));
        export(null);
        fails("there already", () -> export(null));
        Path other = folder.resolve("other");
        SiteAuthority another = TestSite.open(other);

        fails("already", () -> restore(other, COPYS, null));
        assertThat(TestSite.open(other).fingerprint())
                .isEqualTo(another.fingerprint())
                .isNotEqualTo(site.fingerprint());
    }

    @Test
    void aCopyThatDoesNotOpenOrIsNoneChangesNothing() throws IOException {
        TestSite.open(folder.resolve("keys"));
        export(null);
        Path other = folder.resolve("other");
        fails("passphrase", () -> restore(other, Passphrase.of("some other words"), null));
        byte[] good = Files.readAllBytes(copy());
        Files.write(copy(), java.util.Arrays.copyOf(good, good.length / 2));
        fails("no copy", () -> restore(other, COPYS, null));
        Files.write(copy(), new byte[300 * 1024]);
        fails("no copy", () -> restore(other, COPYS, null));
        Files.copy(
                folder.resolve("keys").resolve("site-keys.json"),
                copy(),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        fails("not encrypted", () -> restore(other, COPYS, null));
        Files.delete(copy());
        fails("cannot be read", () -> restore(other, COPYS, null));
        fails("no keys", () -> KeyCopy.export(other, null, copy(), COPYS, FEW_ROUNDS, random));

        assertThat(other.resolve("site-keys.json")).doesNotExist();
    }
}
