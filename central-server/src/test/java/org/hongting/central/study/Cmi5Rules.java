package org.hongting.central.study;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The rules of xAPI 1.0.3 and cmi5 (Quartz) that concern what is exported, written down from the
/// specifications and knowing nothing of the code that makes it.
final class Cmi5Rules {
    private static final String EXTENSIONS = "https://w3id.org/xapi/cmi5/context/extensions/";
    private static final String CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories/";
    private static final String COURSE = "https://w3id.org/xapi/cmi5/activitytype/course";
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    /// xAPI-Data 4.6: at most a hundredth of a second.
    private static final Pattern DURATION =
            Pattern.compile("P(?=.)(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+(\\.\\d{1,2})?S)?)?");

    private static final Set<String> LIFE = Set.of(
            "http://adlnet.gov/expapi/verbs/launched",
            "http://adlnet.gov/expapi/verbs/initialized",
            "http://adlnet.gov/expapi/verbs/completed",
            "http://adlnet.gov/expapi/verbs/passed",
            "http://adlnet.gov/expapi/verbs/failed",
            "http://adlnet.gov/expapi/verbs/terminated",
            "https://w3id.org/xapi/adl/verbs/satisfied",
            "https://w3id.org/xapi/adl/verbs/abandoned");
    /// cmi5 13.1.4.
    private static final Set<String> MOVE_ON =
            Set.of("Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable");

    private static final Set<String> TIMED = Set.of("completed", "passed", "failed", "terminated", "abandoned");

    private final List<String> problems = new ArrayList<>();

    private Cmi5Rules() {}

    /// @return what is wrong; empty if nothing is
    static List<String> problems(List<? extends JsonNode> statements) {
        Cmi5Rules rules = new Cmi5Rules();
        Set<String> ids = new HashSet<>();
        Map<String, List<JsonNode>> sessions = new LinkedHashMap<>();
        for (JsonNode statement : statements) {
            rules.require(ids.add(statement.path("id").asString("")), "two statements have one id");
            rules.statement(statement);
            sessions.computeIfAbsent(rules.session(statement), id -> new ArrayList<>())
                    .add(statement);
        }
        sessions.values().forEach(rules::session);
        rules.oncePerRegistration(statements);
        return rules.problems;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            problems.add(otherwise);
        }
    }

    private String session(JsonNode statement) {
        return statement
                .path("context")
                .path("extensions")
                .path(EXTENSIONS + "sessionid")
                .asString("");
    }

    private static String verb(JsonNode statement) {
        String id = statement.path("verb").path("id").asString("");
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private void statement(JsonNode statement) {
        String verb = verb(statement);
        JsonNode context = statement.path("context");
        JsonNode result = statement.path("result");
        require(UUID.matcher(statement.path("id").asString("")).matches(), "an id is a UUID");
        require(LIFE.contains(statement.path("verb").path("id").asString("")), "a verb of cmi5");
        actor(statement.path("actor"));
        require(isIri(statement.path("object").path("id").asString("")), "the object is an IRI");
        require(UUID.matcher(context.path("registration").asString("")).matches(), "a registration is a UUID");
        require(!session(statement).isEmpty(), "each statement names its session");
        require(statement.path("version").asString("").startsWith("1.0."), "version 1.0.x");
        require(categories(context).contains(CATEGORIES + "cmi5"), "cmi5 defined statements say so");
        boolean decides = result.has("success") || result.has("completion");
        require(
                categories(context).contains(CATEGORIES + "moveon") == decides,
                "moveOn category where a result decides");
        require(context.path("contextActivities").path("grouping").size() > 0, "the publisher's id stands in grouping");
        require(result.has("completion") == verb.equals("completed"), "completion stands in completed alone");
        require(
                result.has("success") == (verb.equals("passed") || verb.equals("failed")),
                "success where it is judged");
        require(!result.has("score") || verb.equals("passed") || verb.equals("failed"), "a score where it is judged");
        if (result.has("success")) {
            require(result.path("success").asBoolean() == verb.equals("passed"), "success is what the verb says");
            score(context, result.path("score"), verb);
        }
        require(
                statement
                                .path("object")
                                .path("definition")
                                .path("type")
                                .asString("")
                                .equals(COURSE)
                        == verb.equals("satisfied"),
                "a course is satisfied, and nothing else is done with it");
        require(!verb.equals("satisfied") || !statement.has("result"), "satisfied has no result");
        if (TIMED.contains(verb) || result.has("duration")) {
            require(DURATION.matcher(result.path("duration").asString("")).matches(), "a duration to a hundredth");
        }
        if (verb.equals("launched")) {
            JsonNode extensions = context.path("extensions");
            require(
                    Stream.of("launchmode", "launchurl", "moveon").allMatch(name -> extensions.has(EXTENSIONS + name)),
                    "launched says mode, address and moveOn");
            require(MOVE_ON.contains(extensions.path(EXTENSIONS + "moveon").asString("")), "a moveOn of cmi5");
        }
        try {
            String at = statement.path("timestamp").asString("");
            Instant.parse(at);
            require(at.endsWith("Z"), "timestamps are UTC");
        } catch (java.time.DateTimeException e) {
            require(false, "each statement has a timestamp");
        }
    }

    /// cmi5 9.3.4, 9.3.5, 9.5.1 and 9.6.3.2; xAPI-Data 4.5.1: a scaled score lies between -1 and 1, in cmi5 from 0 on.
    private void score(JsonNode context, JsonNode score, String verb) {
        JsonNode mastery = context.path("extensions").path(EXTENSIONS + "masteryscore");
        require(mastery.isNumber() && mastery.asDouble() >= 0 && mastery.asDouble() <= 1, "what passes, from 0 to 1");
        require(
                !mastery.isNumber()
                        || mastery.decimalValue().stripTrailingZeros().scale() <= 4,
                "what passes, to four places");
        double scaled = score.path("scaled").asDouble(-2);
        require(scaled >= 0 && scaled <= 1, "a scaled score from 0 to 1");
        require((scaled >= mastery.asDouble()) == verb.equals("passed"), "passed and failed follow from the score");
        require(
                Stream.of("raw", "min", "max").allMatch(name -> score.path(name).isIntegralNumber()),
                "raw, min and max are whole numbers");
        int raw = score.path("raw").asInt();
        require(raw >= score.path("min").asInt() && raw <= score.path("max").asInt(), "raw lies between min and max");
    }

    private void actor(JsonNode actor) {
        require(!actor.has("name") && !actor.has("mbox"), "no personal data");
        require(isIri(actor.path("account").path("homePage").asString("")), "an account has a home page");
        require(!actor.path("account").path("name").asString("").isEmpty(), "an account has a name");
    }

    private static List<String> categories(JsonNode context) {
        return context.path("contextActivities")
                .path("category")
                .valueStream()
                .map(category -> category.path("id").asString(""))
                .toList();
    }

    private static boolean isIri(String text) {
        try {
            return URI.create(text).isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void session(List<JsonNode> session) {
        List<String> verbs = session.stream().map(Cmi5Rules::verb).toList();
        require(new HashSet<>(verbs).size() == verbs.size(), "no verb twice in a session");
        require(verbs.getFirst().equals("launched"), "launched is the first of all");
        require(verbs.size() > 1 && verbs.get(1).equals("initialized"), "initialized is the first of the lesson");
        String last = verbs.getLast();
        require(last.equals("terminated") || last.equals("abandoned"), "a session ends");
        require(!(verbs.contains("terminated") && verbs.contains("abandoned")), "it ends in one way");
        require(!(verbs.contains("passed") && verbs.contains("failed")), "one of passed and failed");
        for (int i = 1; i < session.size(); i++) {
            String before = session.get(i - 1).path("timestamp").asString("");
            require(session.get(i).path("timestamp").asString("").compareTo(before) >= 0, "time goes forward");
            for (String same : List.of("actor", "object")) {
                require(
                        (same.equals("object") && verbs.get(i).equals("satisfied"))
                                || session.get(i)
                                        .path(same)
                                        .equals(session.getFirst().path(same)),
                        "one " + same + " in a session");
            }
        }
    }

    private void oncePerRegistration(List<? extends JsonNode> statements) {
        Map<String, Integer> times = new HashMap<>();
        Map<String, String> passed = new HashMap<>();
        for (JsonNode statement : statements) {
            String verb = verb(statement);
            String unit = statement.path("context").path("registration").asString("")
                    + statement.path("object").path("id").asString("");
            String at = statement.path("timestamp").asString("");
            if (verb.equals("passed")) {
                passed.merge(unit, at, (one, other) -> one.compareTo(other) < 0 ? one : other);
            }
            if (verb.equals("completed") || verb.equals("passed") || verb.equals("satisfied")) {
                times.merge(verb + unit, 1, Integer::sum);
            }
        }
        require(
                times.values().stream().allMatch(count -> count == 1),
                "completed, passed and satisfied once per registration");
        for (JsonNode statement : statements) {
            String unit = statement.path("context").path("registration").asString("")
                    + statement.path("object").path("id").asString("");
            require(
                    !verb(statement).equals("failed")
                            || !passed.containsKey(unit)
                            || statement.path("timestamp").asString("").compareTo(passed.get(unit)) <= 0,
                    "nobody fails who has passed");
        }
    }
}
