package org.hongting.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.SiteKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CentralServerTest {
    @Test
    void aServerStartsOnAnEmptyFolderAndKeepsItsStoreIdAcrossAStart(@TempDir Path data) {
        Object first;
        try (CentralServer server = CentralServer.start(TestStore.serverOn(data))) {
            assertThat(server.ports().console()).isPositive();
            first = server.context().getBean(org.hongting.protocol.identity.StoreId.class);
            server.context()
                    .getBean(org.hongting.central.document.DocumentStore.class)
                    .replace(DocumentName.KEYS, java.util.List.of(DocumentEntry.of(SiteKey.site(1))));
        }
        try (CentralServer server = CentralServer.start(TestStore.serverOn(data))) {
            assertThat(server.context().getBean(org.hongting.protocol.identity.StoreId.class))
                    .isEqualTo(first);
        }
    }
}
