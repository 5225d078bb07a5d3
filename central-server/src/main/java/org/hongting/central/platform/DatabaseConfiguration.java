package org.hongting.central.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import javax.sql.DataSource;
import org.hongting.central.platform.database.AfterCommit;
import org.hongting.central.platform.database.DataStore;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.StoreAddress;
import org.hongting.central.platform.lease.FencedDatabase;
import org.hongting.protocol.port.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The store of the running server.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    @Bean
    DataStore dataStore(CentralSettings settings) throws IOException {
        Files.createDirectories(settings.data());
        DataStore store = StoreAddress.of(settings.data(), Optional.ofNullable(settings.database()), System.getenv())
                .open();
        store.migrate();
        return store;
    }

    /// For what of Spring asks whether the store answers; it cannot write. The store closes it.
    @Bean(destroyMethod = "")
    DataSource dataSource(DataStore store) {
        return store.readers();
    }

    @Bean
    Database database(DataStore store) {
        return new FencedDatabase(new JdbcDatabase(store));
    }

    @Bean
    AfterCommit afterCommit() {
        return AfterCommit.ofSpring();
    }
}
