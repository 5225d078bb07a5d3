-- How an empty copy of a table is made among the connection's own, with its keys: statements in their order.
CREATE VIEW table_copy (name, ordinal, statement) AS
SELECT tbl_name, CASE type WHEN 'table' THEN 1 ELSE 2 END,
    CASE type WHEN 'table' THEN 'CREATE TEMP' || substr(sql, 7) ELSE sql END
FROM sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL;
