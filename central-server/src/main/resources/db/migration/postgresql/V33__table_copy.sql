-- How an empty copy of a table is made among the connection's own, with its keys: statements in their order.
CREATE VIEW table_copy (name, ordinal, statement) AS
SELECT tablename, 1, 'CREATE TEMP TABLE ' || tablename || ' (LIKE ' || schemaname || '.' || tablename || ' INCLUDING ALL)'
FROM pg_tables WHERE schemaname = 'main';
