package org.hongting.central.document;

import java.util.List;
import org.hongting.central.platform.database.AfterCommit;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.hongting.provisioning.authority.SiteAuthority;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The documents of the running server, with the site's keys and settings always among them.
@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {
    @Bean
    DocumentStore documentStore(
            Database database,
            StoreId store,
            AfterCommit afterCommit,
            SiteAuthority authority,
            @Value("${hongting.phone-address:}") String phoneAddress) {
        DocumentStore documents = new DocumentStore(database, store, afterCommit);
        documents.replace(DocumentName.KEYS, SiteKeyDocument.of(authority));
        documents.replace(DocumentName.CONFIGURATION, settings(phoneAddress));
        return documents;
    }

    private static List<DocumentEntry> settings(String phoneAddress) {
        String address = phoneAddress.replaceAll("/+$", "");
        return address.isEmpty()
                ? List.of()
                : List.of(DocumentEntry.of(new SettingEntry(SettingEntry.PHONE_ADDRESS, address)));
    }
}
