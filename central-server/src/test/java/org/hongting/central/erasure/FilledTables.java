package org.hongting.central.erasure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.identity.MemberId;
import org.jspecify.annotations.Nullable;

/// Every table of a real store in which something of a person stands, filled with a row of each, whatever its columns
/// are: a table that comes later is in it by itself.
final class FilledTables {
    /// What everybody's rows refer to.
    private static final List<String> SHARED = List.of("branch", "meeting", "draw");

    private static final Set<String> REFERRING = Set.of("branch", "meeting", "draw", "terminal");

    private final TestStore store;
    private final Map<String, List<Column>> tables;

    FilledTables(TestStore store) {
        this.store = store;
        this.tables = columns(store);
    }

    private record Column(String table, String name, String type, boolean needed) {
        boolean isText() {
            return type.equalsIgnoreCase("text");
        }

        boolean isBytes() {
            return type.equalsIgnoreCase("blob") || type.equalsIgnoreCase("bytea");
        }
    }

    private static Map<String, List<Column>> columns(TestStore store) {
        String sql = TestStore.isPostgresql()
                ? "SELECT c.table_name AS owner, column_name AS name, data_type AS type,"
                        + " CASE WHEN is_nullable = 'NO' THEN 1 ELSE 0 END AS needed"
                        + " FROM information_schema.columns AS c JOIN information_schema.tables AS t"
                        + " ON t.table_schema = c.table_schema AND t.table_name = c.table_name"
                        + " WHERE c.table_schema = 'main' AND t.table_type = 'BASE TABLE'"
                        + " ORDER BY c.table_name, ordinal_position"
                : "SELECT t.name AS owner, c.name AS name, c.type AS type, max(c.\"notnull\", c.pk > 0) AS needed"
                        + " FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table'"
                        + " AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid";
        return store
                .database
                .reading(transaction -> transaction.query(
                        sql,
                        row -> new Column(
                                row.text("owner"), row.text("name"), row.text("type"), row.integer("needed") == 1)))
                .stream()
                .filter(column -> !column.table().startsWith("flyway"))
                .collect(Collectors.groupingBy(Column::table, LinkedHashMap::new, Collectors.toList()));
    }

    /// Tables with a column that names a member.
    Set<String> naming() {
        return tables.entrySet().stream()
                .filter(table -> table.getValue().stream()
                        .anyMatch(column -> column.name().equals("member")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    Set<String> columnsOf(String table) {
        return tables.getOrDefault(table, List.of()).stream().map(Column::name).collect(Collectors.toSet());
    }

    /// @param said a text in every row of what goes
    void fill(List<MemberId> people, List<String> said, Set<String> except) {
        SHARED.forEach(table -> insert(table, row(table, "shared", 1, null)));
        for (int i = 0; i < people.size(); i++) {
            MemberId member = people.get(i);
            for (String table : inOrder(except)) {
                String text = Trace.STAY.contains(table) ? "kept" + i : said.get(i);
                insert(table, row(table, text, i + 1, member));
            }
        }
    }

    private List<String> inOrder(Set<String> except) {
        Set<String> all = new HashSet<>(naming());
        Arrays.stream(Trace.values()).forEach(trace -> all.addAll(trace.tables()));
        all.addAll(Trace.STAY);
        all.removeAll(except);
        List<String> first = List.of("member", "phone");
        return Stream.concat(
                        first.stream(),
                        all.stream().filter(table -> !first.contains(table)).sorted())
                .toList();
    }

    private Map<String, Object> row(String table, String text, int number, @Nullable MemberId member) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (Column column : tables.getOrDefault(table, List.of())) {
            boolean names = column.name().equals("member")
                    || (table.equals("member") && column.name().equals("id"));
            if (names && member != null) {
                row.put(column.name(), member.value());
            } else if (table.equals("study_plan_part") && member != null) {
                row.put(column.name(), column.name().equals("value") ? member.value() : "member");
            } else if (REFERRING.contains(column.name()) && column.isText()) {
                row.put(column.name(), "shared");
            } else if (column.needed() && column.isText()) {
                row.put(column.name(), text);
            } else if (column.isBytes() && (column.needed() || column.name().equals("note"))) {
                row.put(column.name(), text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            } else if (column.needed()) {
                row.put(column.name(), number);
            }
        }
        return row;
    }

    private void insert(String table, Map<String, Object> row) {
        store.execute(
                "INSERT INTO " + table + " (" + String.join(", ", row.keySet()) + ") VALUES ("
                        + row.keySet().stream().map(name -> "?").collect(Collectors.joining(", ")) + ")",
                row.values().toArray());
    }

    /// Columns in which a text stands anywhere, like `card.sealed`.
    List<String> holding(String text) {
        List<String> found = new ArrayList<>();
        tables.values().stream()
                .flatMap(List::stream)
                .filter(column -> column.isText() || column.isBytes())
                .filter(column -> holds(column, text))
                .forEach(column -> found.add(column.table() + "." + column.name()));
        return found;
    }

    private boolean holds(Column column, String text) {
        String value = column.isText() || !TestStore.isPostgresql()
                ? "CAST(" + column.name() + " AS TEXT)"
                : "encode(" + column.name() + ", 'escape')";
        return store.count(column.table() + " WHERE " + value + " LIKE ?", "%" + text + "%") > 0;
    }
}
