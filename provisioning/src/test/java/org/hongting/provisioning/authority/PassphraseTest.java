package org.hongting.provisioning.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassphraseTest {
    @TempDir
    Path folder;

    @Test
    void theCredentialGoesBeforeTheVariable() throws IOException {
        Files.writeString(folder.resolve(Passphrase.CREDENTIAL), "from the credential\n");
        Map<String, String> both =
                Map.of("CREDENTIALS_DIRECTORY", folder.toString(), Passphrase.VARIABLE, "from the variable");

        assertThat(Passphrase.find(both).map(Passphrase::characters))
                .hasValueSatisfying(found -> assertThat(found).containsExactly("from the credential".toCharArray()));
        assertThat(Passphrase.find(Map.of(Passphrase.VARIABLE, "from the variable")))
                .isPresent();
        assertThat(Passphrase.find(Map.of())).isEmpty();
    }

    @Test
    void anEmptyPassphraseIsAFaultAndNotNoPassphrase() {
        assertThatThrownBy(() -> Passphrase.find(Map.of(Passphrase.VARIABLE, "")))
                .isInstanceOf(AuthorityFault.class);
    }
}
