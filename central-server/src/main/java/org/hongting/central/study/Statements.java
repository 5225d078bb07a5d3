package org.hongting.central.study;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.study.Coverage;
import tools.jackson.databind.node.ObjectNode;

/// Learning as xAPI statements after the rules of cmi5, for a school's learning record store. Each stay with a
/// lesson that is over is one session: launched, initialized, completed where all of the lesson has been seen
/// by then, and terminated or abandoned. An attempt at a test that counts is one too, with passed or failed by the
/// centre's marks. Whoever has done all of a course satisfies it. Ids are made from the facts, so that whoever exports
/// twice sends the same; those of what a registration has once are made of nothing that changes with facts that come
/// late, so that a record store takes one of them. People stand in it by their random id alone.
public final class Statements {
    private static final String CMI5 = "https://w3id.org/xapi/cmi5/context/";
    private static final String CATEGORIES = CMI5 + "categories/";
    private static final String EXTENSIONS = CMI5 + "extensions/";
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final String MOVE_ON = CATEGORIES + "moveon";
    private static final String COURSE_TYPE = "https://w3id.org/xapi/cmi5/activitytype/course";

    /// Places of a scaled score and of the score that passes (cmi5 9.6.3.2).
    private static final int PLACES = 4;

    private static final int WHOLE = 100;

    private final String home;
    private final CourseContents contents;
    private final TestResults results;
    private final Clock clock;

    /// @param home whose accounts the ids of members are: an address without a slash at its end, which never
    /// changes
    public Statements(String home, CourseContents contents, TestResults results, Clock clock) {
        this.home = home;
        this.contents = contents;
        this.results = results;
        this.clock = clock;
    }

    private enum Verb {
        LAUNCHED("http://adlnet.gov/expapi/verbs/launched"),
        INITIALIZED("http://adlnet.gov/expapi/verbs/initialized"),
        PASSED("http://adlnet.gov/expapi/verbs/passed"),
        FAILED("http://adlnet.gov/expapi/verbs/failed"),
        COMPLETED("http://adlnet.gov/expapi/verbs/completed"),
        SATISFIED("https://w3id.org/xapi/adl/verbs/satisfied"),
        TERMINATED("http://adlnet.gov/expapi/verbs/terminated"),
        ABANDONED("https://w3id.org/xapi/adl/verbs/abandoned");

        private final String id;

        Verb(String id) {
            this.id = id;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether a registration has one at most (cmi5 9.3).
        boolean isOnce() {
            return switch (this) {
                case PASSED, COMPLETED, SATISFIED -> true;
                case LAUNCHED, INITIALIZED, FAILED, TERMINATED, ABANDONED -> false;
            };
        }
    }

    /// What somebody does: a lesson or a test.
    ///
    /// @param course what it belongs to, as its address has it: an edition of a course, or the test itself
    private record Activity(String course, String id, String publisher, String coursePublisher) {}

    /// One stay: whoever did what, in which session.
    private record Session(MemberId member, Activity activity, String id) {}

    /// Who did what with which lesson, when.
    private record Said(Session session, Verb verb, String source, long at) {
        /// What it is alone with: which record completes or passes depends on what has arrived.
        String name() {
            Activity activity = session.activity();
            String about = verb == Verb.SATISFIED ? activity.course() : activity.id();
            return verb.word() + " " + (verb.isOnce() ? session.member() + " " + about : source);
        }
    }

    /// What is known of a lesson that somebody studies.
    private static final class Progress {
        private Coverage seen = Coverage.NONE;
        private long credited;
        private boolean completed;
    }

    /// What a member has come to so far.
    private static final class Told {
        private final MemberId member;
        private final List<ObjectNode> statements = new ArrayList<>();
        private final Map<String, Progress> lessons = new HashMap<>();

        /// Activities that are completed, by the course they belong to.
        private final Map<String, Set<String>> completed = new HashMap<>();

        private Told(MemberId member) {
            this.member = member;
        }
    }

    /// Of everything a member has finished: lessons first, then tests, each as time goes.
    public List<ObjectNode> of(Transaction transaction, MemberId member) {
        Told told = new Told(member);
        for (StudyVisit visit : StudyVisit.of(transaction, member, clock.millis())) {
            if (visit.ending() != StudyVisit.Ending.OPEN) {
                add(transaction, told, visit);
            }
        }
        Map<QuizId, List<TestResults.Sitting>> tests = new LinkedHashMap<>();
        results.of(transaction, member).stream()
                .sorted(Comparator.comparing(TestResults.Sitting::ended).thenComparing(TestResults.Sitting::source))
                .forEach(sitting -> tests.computeIfAbsent(sitting.test(), id -> new ArrayList<>())
                        .add(sitting));
        tests.values().forEach(sittings -> add(told, sittings));
        return told.statements;
    }

    private void add(Transaction transaction, Told told, StudyVisit visit) {
        StudyVisit.Step first = visit.first();
        Activity activity = activity(first);
        Session session = new Session(told.member, activity, uuid("session " + first.source()));
        Progress progress = told.lessons.computeIfAbsent(activity.id(), id -> new Progress());
        launch(told, session, first.source(), first.from(), "Completed", Optional.empty());
        for (StudyVisit.Step step : visit.steps()) {
            progress.seen = progress.seen.and(step.seen());
            progress.credited += step.until() - step.from();
            Optional<List<Lesson>> lessons = lessons(transaction, step);
            if (!progress.completed && isWhole(lessons, step, progress.seen)) {
                progress.completed = true;
                ObjectNode completed = statement(new Said(session, Verb.COMPLETED, step.source(), step.until()));
                complete(completed, progress.credited);
                told.statements.add(completed);
                Set<String> done = told.completed.computeIfAbsent(activity.course(), id -> new HashSet<>());
                done.add(step.lesson());
                if (lessons.filter(all -> all.stream()
                                .allMatch(lesson -> done.contains(lesson.id().value())))
                        .isPresent()) {
                    told.statements.add(satisfied(new Said(session, Verb.SATISFIED, step.source(), step.until())));
                }
            }
        }
        Verb end = visit.ending() == StudyVisit.Ending.LEFT ? Verb.TERMINATED : Verb.ABANDONED;
        long at = visit.steps().stream()
                .mapToLong(StudyVisit.Step::until)
                .max()
                .orElse(visit.last().until());
        end(told, new Said(session, end, visit.last().source(), at), visit.credited());
    }

    private Optional<List<Lesson>> lessons(Transaction transaction, StudyVisit.Step step) {
        return contents.edition(transaction, new CourseId(step.course()), step.edition())
                .map(CourseContents.Content::lessons);
    }

    /// By the rule that kiosk and plans go by; where the lesson is not known here, by all of its parts.
    private static boolean isWhole(Optional<List<Lesson>> lessons, StudyVisit.Step step, Coverage seen) {
        int count = seen.within(step.parts());
        return step.parts() > 0
                && lessons.flatMap(all -> all.stream()
                                .filter(lesson -> lesson.id().value().equals(step.lesson()))
                                .findFirst())
                        .map(lesson -> lesson.percent(count, step.parts()) == WHOLE)
                        .orElse(count == step.parts());
    }

    /// The attempts at one test, by their ends. Nobody fails who has passed before, nobody passes twice, and a test is
    /// completed once: by the first paper that was handed in (cmi5 9.3).
    private void add(Told told, List<TestResults.Sitting> sittings) {
        boolean hasPassed = false;
        boolean hasCompleted = false;
        long used = 0;
        for (TestResults.Sitting sitting : sittings) {
            Session session = new Session(told.member, activity(sitting), uuid("session " + sitting.source()));
            Optional<Integer> pass = sitting.pass();
            long ended = sitting.ended().toEpochMilli();
            used += sitting.used();
            launch(
                    told,
                    session,
                    sitting.source(),
                    sitting.begun().toEpochMilli(),
                    pass.isPresent() ? "Passed" : "Completed",
                    pass);
            boolean passes = false;
            if (pass.isPresent() && sitting.score().of() > 0 && !hasPassed) {
                passes = sitting.score().percent() >= pass.get();
                Said said = new Said(session, passes ? Verb.PASSED : Verb.FAILED, sitting.source(), ended);
                told.statements.add(judged(said, sitting, pass.get(), passes));
            }
            boolean completes = !hasCompleted && sitting.ending() == QuizFact.Ending.HANDED_IN;
            if (completes) {
                ObjectNode completed = statement(new Said(session, Verb.COMPLETED, sitting.source(), ended));
                complete(completed, used);
                told.statements.add(completed);
            }
            if (passes || (completes && pass.isEmpty())) {
                told.statements.add(satisfied(new Said(session, Verb.SATISFIED, sitting.source(), ended)));
            }
            hasPassed |= passes;
            hasCompleted |= completes;
            end(told, new Said(session, end(sitting.ending()), sitting.source(), ended), sitting.used());
        }
    }

    private static Verb end(QuizFact.Ending ending) {
        return switch (ending) {
            case HANDED_IN, TIME_UP -> Verb.TERMINATED;
            case LEFT, CLOSED -> Verb.ABANDONED;
        };
    }

    private ObjectNode judged(Said said, TestResults.Sitting sitting, int pass, boolean passes) {
        ObjectNode judged = statement(said);
        Score score = sitting.score();
        ObjectNode result = judged.withObject("result");
        result.put("success", passes).put("duration", duration(sitting.used()));
        result.putObject("score")
                .put(
                        "scaled",
                        BigDecimal.valueOf(score.points())
                                .divide(BigDecimal.valueOf(score.of()), PLACES, RoundingMode.DOWN))
                .put("raw", score.points())
                .put("min", 0)
                .put("max", score.of());
        judged.withObject("context").withObject("extensions").put(EXTENSIONS + "masteryscore", mastery(pass));
        moveOn(judged);
        return judged;
    }

    private static BigDecimal mastery(int pass) {
        return BigDecimal.valueOf(pass, 2);
    }

    private void launch(Told told, Session session, String source, long at, String moveOn, Optional<Integer> pass) {
        ObjectNode launched = statement(new Said(session, Verb.LAUNCHED, source, at));
        ObjectNode extensions = launched.withObject("context").withObject("extensions");
        extensions
                .put(EXTENSIONS + "launchmode", "Normal")
                .put(EXTENSIONS + "launchurl", session.activity().id())
                .put(EXTENSIONS + "moveon", moveOn);
        pass.ifPresent(percent -> extensions.put(EXTENSIONS + "masteryscore", mastery(percent)));
        told.statements.add(launched);
        told.statements.add(statement(new Said(session, Verb.INITIALIZED, source, at)));
    }

    private static void complete(ObjectNode completed, long millis) {
        completed.withObject("result").put("completion", true).put("duration", duration(millis));
        moveOn(completed);
    }

    private static void moveOn(ObjectNode statement) {
        statement
                .withObject("context")
                .withObject("contextActivities")
                .withArray("category")
                .addObject()
                .put("id", MOVE_ON);
    }

    private void end(Told told, Said said, long millis) {
        ObjectNode ended = statement(said);
        ended.withObject("result").put("duration", duration(millis));
        told.statements.add(ended);
    }

    /// All of the course is done: its object is the course (cmi5 9.3.9).
    private ObjectNode satisfied(Said said) {
        Activity activity = said.session().activity();
        ObjectNode satisfied = statement(said);
        satisfied.withObject("object").put("id", home + "/study/" + activity.course());
        satisfied.withObject("object").putObject("definition").put("type", COURSE_TYPE);
        satisfied
                .withObject("context")
                .withObject("contextActivities")
                .putArray("grouping")
                .addObject()
                .put("id", activity.coursePublisher());
        return satisfied;
    }

    private ObjectNode statement(Said said) {
        Session session = said.session();
        ObjectNode statement = Json.newObject();
        statement.put("id", uuid(said.name()));
        ObjectNode account =
                statement.putObject("actor").put("objectType", "Agent").putObject("account");
        account.put("homePage", home).put("name", session.member().value());
        ObjectNode verb = statement.putObject("verb").put("id", said.verb().id);
        verb.putObject("display").put("en", said.verb().word());
        ObjectNode object = statement.putObject("object").put("objectType", "Activity");
        object.put("id", session.activity().id());
        ObjectNode context = statement.putObject("context");
        context.put(
                "registration",
                uuid("registration " + session.member() + " "
                        + session.activity().course()));
        ObjectNode activities = context.putObject("contextActivities");
        activities.putArray("category").addObject().put("id", CATEGORIES + "cmi5");
        activities.putArray("grouping").addObject().put("id", session.activity().publisher());
        context.putObject("extensions").put(EXTENSIONS + "sessionid", session.id());
        statement.put("timestamp", UTC.format(Instant.ofEpochMilli(said.at())));
        statement.put("version", "1.0.0");
        return statement;
    }

    /// The launched lesson; its id differs from the publisher's, as cmi5 wants it.
    private Activity activity(StudyVisit.Step step) {
        String course = "courses/" + step.course() + "/" + step.edition();
        String publisher = "urn:hongting:course:" + step.course() + ":" + step.edition();
        return new Activity(
                course, home + "/study/" + course + "/" + step.lesson(), publisher + ":" + step.lesson(), publisher);
    }

    /// A test is a course of its own with one activity: which plans ask for it changes, and what was said does not.
    private Activity activity(TestResults.Sitting sitting) {
        String course = "tests/" + sitting.test();
        String publisher = "urn:hongting:test:" + sitting.test();
        return new Activity(course, home + "/study/" + course + "/paper", publisher + ":paper", publisher);
    }

    /// ISO 8601 in seconds, to a hundredth: cut down, as credited time is everywhere.
    static String duration(long millis) {
        return String.format(Locale.ROOT, "PT%d.%02dS", millis / 1_000, millis % 1_000 / 10);
    }

    /// Name-based, version 5 (RFC 9562).
    private String uuid(String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] hash = sha1.digest((home + "\n" + name).getBytes(UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(hash, 16));
            long most = (bytes.getLong() & ~0xF000L) | 0x5000L;
            long least = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(most, least).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
