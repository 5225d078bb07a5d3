package org.hongting.central.platform;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import org.hongting.central.platform.database.AfterCommit;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.SqliteFile;
import org.hongting.protocol.port.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The store of the running server.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    @Bean
    HikariDataSource dataSource(CentralSettings settings) throws IOException {
        Files.createDirectories(settings.data());
        HikariDataSource source = SqliteFile.open(settings.databaseFile());
        SqliteFile.migrate(source);
        return source;
    }

    @Bean
    Database database(HikariDataSource source) {
        return new JdbcDatabase(source);
    }

    @Bean
    AfterCommit afterCommit() {
        return AfterCommit.ofSpring();
    }
}
