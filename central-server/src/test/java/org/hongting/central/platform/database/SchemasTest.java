package org.hongting.central.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hongting.central.testing.PostgresqlCluster;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A migration that was written for one of the two stores alone is found here.
@Tag("both-stores")
@Tag("postgresql")
@RequiresTool("pg_ctlcluster")
class SchemasTest {
    private static final String HISTORY = "flyway_schema_history";

    @TempDir
    static Path folder;

    private static Set<String> ofFile(String sql) {
        try (SqliteFile file = SqliteFile.open(folder.resolve("central.db"))) {
            file.migrate();
            return lines(file, sql);
        }
    }

    private static Set<String> ofServer(String sql) {
        PostgresqlCluster cluster = PostgresqlCluster.get();
        try (DataStore store = cluster.open(cluster.databaseOf(folder))) {
            return lines(store, sql);
        }
    }

    private static Set<String> lines(DataStore store, String sql) {
        List<String> lines =
                new JdbcDatabase(store).reading(transaction -> transaction.query(sql, row -> row.text("line")));
        Set<String> sorted = new TreeSet<>(lines);
        sorted.removeIf(line -> line.contains(HISTORY));
        return sorted;
    }

    @Test
    void bothHaveTheSameColumnsOfTheSameTypes() {
        Set<String> there = ofServer("SELECT table_name || '.' || column_name || ' ' || CASE data_type"
                + " WHEN 'bigint' THEN 'INTEGER' WHEN 'bytea' THEN 'BLOB' WHEN 'text' THEN 'TEXT' ELSE data_type END"
                + " || CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END AS line"
                + " FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)"
                + " WHERE table_schema = 'main' AND table_type = 'BASE TABLE'"
                + " AND column_name <> 'rowid'");
        // In SQLite a primary key of one column may say no NOT NULL of its own and hold none all the same.
        Set<String> here = ofFile("SELECT t.name || '.' || c.name || ' ' || c.type"
                + " || CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN ' NOT NULL' ELSE '' END AS line"
                + " FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table'");
        assertThat(there).hasSizeGreaterThan(500).isEqualTo(here);
    }

    @Test
    void bothHaveTheSameKeys() {
        // By the columns and whether they are the primary key; indexes with names of their own are compared below.
        Set<String> there = ofServer("SELECT c.conrelid::regclass::text || ' ' || c.contype::text || ' '"
                + " || (SELECT string_agg(a.attname, ',' ORDER BY k.place) FROM unnest(c.conkey)"
                + " WITH ORDINALITY AS k (number, place) JOIN pg_attribute AS a ON a.attrelid = c.conrelid"
                + " AND a.attnum = k.number) || CASE c.contype WHEN 'f' THEN ' ' || c.confrelid::regclass::text"
                + " ELSE '' END AS line FROM pg_constraint AS c"
                + " WHERE c.connamespace = 'main'::regnamespace AND c.contype IN ('p', 'u', 'f')");
        Set<String> here = ofFile("SELECT t.name || ' ' || i.origin || ' '"
                + " || (SELECT string_agg(name, ',') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno))"
                + " AS line FROM sqlite_schema AS t JOIN pragma_index_list(t.name) AS i"
                + " WHERE t.type = 'table' AND i.origin IN ('pk', 'u')"
                + " UNION SELECT t.name || ' pk ' || c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c"
                + " WHERE t.type = 'table' AND c.pk = 1 AND NOT EXISTS"
                + " (SELECT 1 FROM pragma_index_list(t.name) AS i WHERE i.origin = 'pk')"
                + " UNION SELECT t.name || ' f ' || f.\"from\" || ' ' || f.\"table\" FROM sqlite_schema AS t"
                + " JOIN pragma_foreign_key_list(t.name) AS f WHERE t.type = 'table'");
        Set<String> sameWords = new TreeSet<>();
        here.forEach(line -> sameWords.add(line.replace(" pk ", " p ")));
        assertThat(there).hasSizeGreaterThan(100).isEqualTo(sameWords);
    }

    @Test
    void bothHaveTheSameIndexes() {
        Set<String> there = ofServer("SELECT indexdef AS line FROM pg_indexes WHERE schemaname = 'main'"
                + " AND indexname NOT IN (SELECT conname FROM pg_constraint) AND indexname <> 'record_rowid'");
        Set<String> here = ofFile("SELECT sql AS line FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL");
        assertThat(plain(there)).hasSizeGreaterThan(40).isEqualTo(plain(here));
    }

    /// PostgreSQL writes what it was told in its own way.
    private static Set<String> plain(Set<String> definitions) {
        Set<String> plain = new TreeSet<>();
        definitions.forEach(one -> plain.add(one.replace(" USING btree", "")
                .replace(" ON main.", " ON ")
                .replace(" ON ONLY main.", " ON ")
                .replace("::text", "")
                .replaceAll("[() ]", "")
                .toLowerCase(java.util.Locale.ROOT)));
        return plain;
    }

    @Test
    void bothHaveTheSameTriggers() {
        Set<String> there = ofServer("SELECT event_object_table || ' ' || trigger_name || ' ' || action_timing || ' '"
                + " || event_manipulation AS line FROM information_schema.triggers WHERE trigger_schema = 'main'");
        Set<String> here = ofFile("SELECT tbl_name || ' ' || name || ' ' || CASE WHEN sql LIKE '%' || name || ' AFTER%'"
                + " THEN 'AFTER ' ELSE 'BEFORE ' END || CASE WHEN sql LIKE '%' || name || ' % INSERT ON%' THEN 'INSERT'"
                + " WHEN sql LIKE '%' || name || ' % UPDATE ON%' THEN 'UPDATE' ELSE 'DELETE' END AS line"
                + " FROM sqlite_schema WHERE type = 'trigger'");
        assertThat(there).hasSizeGreaterThan(30).isEqualTo(here);
    }
}
