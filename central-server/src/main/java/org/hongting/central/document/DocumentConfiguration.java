package org.hongting.central.document;

import org.hongting.central.platform.database.AfterCommit;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The documents of the running server.
@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {
    @Bean
    DocumentStore documentStore(Database database, StoreId store, AfterCommit afterCommit) {
        return new DocumentStore(database, store, afterCommit);
    }
}
