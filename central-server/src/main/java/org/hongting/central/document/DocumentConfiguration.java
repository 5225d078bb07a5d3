package org.hongting.central.document;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.hongting.central.platform.CentralSettings;
import org.hongting.central.platform.ListeningPorts;
import org.hongting.central.platform.database.AfterCommit;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.hongting.provisioning.authority.SiteAuthority;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The documents of the running server, with the site's keys and settings always among them.
@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {
    @Bean
    DocumentStore documentStore(Database database, StoreId store, AfterCommit afterCommit, SiteAuthority authority) {
        DocumentStore documents = new DocumentStore(database, store, afterCommit);
        documents.replace(DocumentName.KEYS, SiteKeyDocument.of(authority));
        return documents;
    }

    /// Published once the port is known on which terminals are heard.
    @Bean
    ApplicationListener<WebServerInitializedEvent> settingsDocument(
            DocumentStore documents,
            CentralSettings settings,
            ListeningPorts ports,
            ZoneId siteZone,
            @Value("${hongting.phone-address:}") String phoneAddress) {
        return event -> {
            List<DocumentEntry> entries = new ArrayList<>();
            entries.add(DocumentEntry.of(new SettingEntry(
                    SettingEntry.TERMINAL_ADDRESS,
                    CentralSettings.terminalAddress(
                                    settings.hostNames().getFirst(),
                                    ports.announced().terminal())
                            .toString())));
            entries.add(DocumentEntry.of(new SettingEntry(SettingEntry.ZONE, siteZone.getId())));
            String phones = phoneAddress.replaceAll("/+$", "");
            if (!phones.isEmpty()) {
                entries.add(DocumentEntry.of(new SettingEntry(SettingEntry.PHONE_ADDRESS, phones)));
            }
            documents.replace(DocumentName.CONFIGURATION, entries);
        };
    }
}
