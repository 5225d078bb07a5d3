package org.hongting.central.document;

import org.hongting.central.platform.database.AfterCommit;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.hongting.provisioning.authority.SiteAuthority;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The documents of the running server, with the site's keys always among them.
@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {
    @Bean
    DocumentStore documentStore(Database database, StoreId store, AfterCommit afterCommit, SiteAuthority authority) {
        DocumentStore documents = new DocumentStore(database, store, afterCommit);
        documents.replace(DocumentName.KEYS, SiteKeyDocument.of(authority));
        return documents;
    }
}
