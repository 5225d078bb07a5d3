package org.hongting.central.platform;

import java.io.IOException;
import java.nio.file.Files;
import javax.sql.DataSource;
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
    SqliteFile sqliteFile(CentralSettings settings) throws IOException {
        Files.createDirectories(settings.data());
        SqliteFile file = SqliteFile.open(settings.databaseFile());
        file.migrate();
        return file;
    }

    /// For what of Spring asks whether the store answers; it cannot write. The file closes it.
    @Bean(destroyMethod = "")
    DataSource dataSource(SqliteFile file) {
        return file.readers();
    }

    @Bean
    Database database(SqliteFile file) {
        return new JdbcDatabase(file);
    }

    @Bean
    AfterCommit afterCommit() {
        return AfterCommit.ofSpring();
    }
}
