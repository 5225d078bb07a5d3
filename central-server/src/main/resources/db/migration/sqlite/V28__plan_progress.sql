-- How far people are in a course, without reading what they have seen part by part: how many parts that is, and when
-- most of the lesson (95 in 100, which is all of a film) and all of it had been seen. Made from study_interval like the
-- rest of the row.
ALTER TABLE study_lesson ADD COLUMN seen_parts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE study_lesson ADD COLUMN most_at INTEGER;
ALTER TABLE study_lesson ADD COLUMN whole_at INTEGER;

-- What stands here already knows no earlier day than the last one: `./hongting central study --keep` finds it.
UPDATE study_lesson SET seen_parts = (
    SELECT coalesce(sum(max(0, min(part.value ->> '$.until', parts) - (part.value ->> '$.from'))), 0)
    FROM json_each(seen, '$.parts') AS part);
UPDATE study_lesson SET most_at = last_at WHERE seen_parts * 100 >= parts * 95;
UPDATE study_lesson SET whole_at = last_at WHERE seen_parts = parts;

-- All that stands in it is read for a whole plan, and nothing else of the row.
CREATE INDEX study_lesson_course ON study_lesson (course, edition, lesson, member, parts, seen_parts, most_at, whole_at);

-- Tests stand in study_plan_part as the kind `test`.
CREATE INDEX study_plan_part_value ON study_plan_part (kind, value);

-- Whoever sat a test that a plan asks for, terminals are told of anew. Triggers, because attempts are marked, dated and
-- ruled about in many places.
CREATE TRIGGER progress_test_marked AFTER INSERT ON quiz_attempt
WHEN NEW.ending IS NOT NULL AND EXISTS (SELECT 1 FROM study_plan_part WHERE kind = 'test' AND value = NEW.quiz)
BEGIN
    INSERT INTO publication_due (document, stamp) VALUES ('progress/' || substr(NEW.member, 1, 1), 1)
    ON CONFLICT (document) DO UPDATE SET stamp = publication_due.stamp + 1;
END;

CREATE TRIGGER progress_test_marked_anew AFTER UPDATE ON quiz_attempt
WHEN EXISTS (SELECT 1 FROM study_plan_part WHERE kind = 'test' AND value = NEW.quiz)
BEGIN
    INSERT INTO publication_due (document, stamp) VALUES ('progress/' || substr(NEW.member, 1, 1), 1)
    ON CONFLICT (document) DO UPDATE SET stamp = publication_due.stamp + 1;
END;

CREATE TRIGGER progress_test_ruled AFTER INSERT ON quiz_attempt_ruling
BEGIN
    INSERT INTO publication_due (document, stamp) VALUES ('progress/' || substr(NEW.member, 1, 1), 1)
    ON CONFLICT (document) DO UPDATE SET stamp = publication_due.stamp + 1;
END;

-- What a command beside the server has to know of its settings.
CREATE TABLE site_setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
