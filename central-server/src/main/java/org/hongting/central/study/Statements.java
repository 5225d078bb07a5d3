package org.hongting.central.study;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.study.Coverage;
import tools.jackson.databind.node.ObjectNode;

/// Learning as xAPI statements after the rules of cmi5, for a school's learning record store. Each stay with a
/// lesson that is over is one session: launched, initialized, completed where all of the lesson has been seen
/// by then, and terminated or abandoned. Ids are made from the facts, so that whoever exports twice sends the
/// same. People stand in it by their random id alone.
public final class Statements {
    private static final String CMI5 = "https://w3id.org/xapi/cmi5/context/";
    private static final String CATEGORIES = CMI5 + "categories/";
    private static final String EXTENSIONS = CMI5 + "extensions/";
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String home;
    private final Clock clock;

    /// @param home whose accounts the ids of members are: an address without a slash at its end, which never
    /// changes
    public Statements(String home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    private enum Verb {
        LAUNCHED("http://adlnet.gov/expapi/verbs/launched"),
        INITIALIZED("http://adlnet.gov/expapi/verbs/initialized"),
        COMPLETED("http://adlnet.gov/expapi/verbs/completed"),
        TERMINATED("http://adlnet.gov/expapi/verbs/terminated"),
        ABANDONED("https://w3id.org/xapi/adl/verbs/abandoned");

        private final String id;

        Verb(String id) {
            this.id = id;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Who did what with which lesson, when.
    private record Said(MemberId member, StudyVisit.Step step, String session, Verb verb, String source, long at) {}

    /// What is known of a lesson that somebody studies.
    private static final class Progress {
        private Coverage seen = Coverage.NONE;
        private long credited;
        private boolean completed;
    }

    /// Of everything a member has finished.
    public List<ObjectNode> of(Transaction transaction, MemberId member) {
        List<ObjectNode> statements = new ArrayList<>();
        Map<String, Progress> lessons = new HashMap<>();
        for (StudyVisit visit : StudyVisit.of(transaction, member, clock.millis())) {
            if (visit.ending() != StudyVisit.Ending.OPEN) {
                add(statements, member, visit, lessons.computeIfAbsent(activity(visit.first()), id -> new Progress()));
            }
        }
        return statements;
    }

    private void add(List<ObjectNode> statements, MemberId member, StudyVisit visit, Progress progress) {
        StudyVisit.Step first = visit.first();
        StudyVisit.Step last = visit.last();
        String session = uuid("session " + first.source());
        ObjectNode launched = statement(new Said(member, first, session, Verb.LAUNCHED, first.source(), first.from()));
        launched.withObject("context")
                .withObject("extensions")
                .put(EXTENSIONS + "launchmode", "Normal")
                .put(EXTENSIONS + "launchurl", activity(first))
                .put(EXTENSIONS + "moveon", "Completed");
        statements.add(launched);
        statements.add(statement(new Said(member, first, session, Verb.INITIALIZED, first.source(), first.from())));
        for (StudyVisit.Step step : visit.steps()) {
            progress.seen = progress.seen.and(step.seen());
            progress.credited += step.until() - step.from();
            boolean isWhole = step.parts() > 0 && progress.seen.within(step.parts()) == step.parts();
            if (isWhole && !progress.completed) {
                progress.completed = true;
                ObjectNode completed =
                        statement(new Said(member, step, session, Verb.COMPLETED, step.source(), step.until()));
                completed.withObject("result").put("completion", true).put("duration", duration(progress.credited));
                completed
                        .withObject("context")
                        .withObject("contextActivities")
                        .withArray("category")
                        .addObject()
                        .put("id", CATEGORIES + "moveon");
                statements.add(completed);
            }
        }
        Verb end = visit.ending() == StudyVisit.Ending.LEFT ? Verb.TERMINATED : Verb.ABANDONED;
        long at = visit.steps().stream().mapToLong(StudyVisit.Step::until).max().orElse(last.until());
        ObjectNode ended = statement(new Said(member, last, session, end, last.source(), at));
        ended.withObject("result").put("duration", duration(visit.credited()));
        statements.add(ended);
    }

    private ObjectNode statement(Said said) {
        ObjectNode statement = Json.newObject();
        statement.put("id", uuid(said.verb().word() + " " + said.source()));
        ObjectNode account =
                statement.putObject("actor").put("objectType", "Agent").putObject("account");
        account.put("homePage", home).put("name", said.member().value());
        ObjectNode verb = statement.putObject("verb").put("id", said.verb().id);
        verb.putObject("display").put("en", said.verb().word());
        ObjectNode object = statement.putObject("object").put("objectType", "Activity");
        object.put("id", activity(said.step()));
        ObjectNode context = statement.putObject("context");
        context.put("registration", uuid("registration " + said.member() + " " + course(said.step())));
        ObjectNode activities = context.putObject("contextActivities");
        activities.putArray("category").addObject().put("id", CATEGORIES + "cmi5");
        activities.putArray("grouping").addObject().put("id", publisher(said.step()));
        context.putObject("extensions").put(EXTENSIONS + "sessionid", said.session());
        statement.put("timestamp", UTC.format(Instant.ofEpochMilli(said.at())));
        statement.put("version", "1.0.0");
        return statement;
    }

    private static String course(StudyVisit.Step step) {
        return step.course() + "/" + step.edition();
    }

    /// The launched lesson; its id differs from the publisher's, as cmi5 wants it.
    private String activity(StudyVisit.Step step) {
        return home + "/study/courses/" + course(step) + "/" + step.lesson();
    }

    private static String publisher(StudyVisit.Step step) {
        return "urn:hongting:course:" + step.course() + ":" + step.edition() + ":" + step.lesson();
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
