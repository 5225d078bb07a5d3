package org.hongting.protocol.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hongting.protocol.Limits;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.attendance.CheckOutWindow;
import org.hongting.protocol.attendance.SecondFactor;
import org.hongting.protocol.document.ArrivalEntry;
import org.hongting.protocol.document.AssignmentEntry;
import org.hongting.protocol.document.BindingEntry;
import org.hongting.protocol.document.BranchEntry;
import org.hongting.protocol.document.CourseDelivery;
import org.hongting.protocol.document.CourseEntry;
import org.hongting.protocol.document.EraseEntry;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.document.LeaveEntry;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.document.PhoneKey;
import org.hongting.protocol.document.Preference;
import org.hongting.protocol.document.ProgressEntry;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.document.RankEntry;
import org.hongting.protocol.document.RequestEntry;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.document.TouchEntry;
import org.hongting.protocol.health.ClockHealth;
import org.hongting.protocol.health.DeviceHealth;
import org.hongting.protocol.health.DiskHealth;
import org.hongting.protocol.health.LinkHealth;
import org.hongting.protocol.health.MachineHealth;
import org.hongting.protocol.health.RunHealth;
import org.hongting.protocol.health.ScreenHealth;
import org.hongting.protocol.health.Vitals;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.PaperRule;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.CommandObstacle;
import org.hongting.protocol.record.CommandOutcome;
import org.hongting.protocol.record.ConfigurationObstacle;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.GuestKind;
import org.hongting.protocol.record.LeaveReason;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.MeetingMinutes;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.record.QuizRuling;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.record.RulingReason;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.record.StudyRuling;
import org.hongting.protocol.record.TestVerdict;
import org.hongting.protocol.record.TestedPart;
import org.hongting.protocol.record.Verdict;
import org.hongting.protocol.record.VoidReason;
import org.hongting.protocol.record.VoteCount;
import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Batch;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Command;
import org.hongting.protocol.wire.DocumentPart;
import org.hongting.protocol.wire.Domain;
import org.hongting.protocol.wire.Health;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.TerminalState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// `docs/protocol/asyncapi.yaml` says what the code does: every difference is a mistake in one of them.
class AsyncApiTest {
    private static final Map<String, Object> FILE = load();
    private static final List<String> SIGNATURE = List.of("key", "suite", "sig");

    private static Map<String, Object> load() {
        try {
            Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(Path.of("..", "docs", "protocol", "asyncapi.yaml")));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Object node, String... path) {
        Object here = node;
        for (String step : path) {
            here = Objects.requireNonNull(((Map<String, Object>) here).get(step), () -> "no " + step);
        }
        return (Map<String, Object>) here;
    }

    private static List<?> list(Map<String, Object> node, String name) {
        return (List<?>) Objects.requireNonNull(node.get(name), () -> "no list " + name);
    }

    static Stream<Class<?>> schemas() {
        return Stream.concat(
                Stream.of(
                        StoreId.class,
                        HeldDocument.class,
                        Hello.HeldEpoch.class,
                        Hello.class,
                        Batch.Header.class,
                        Acknowledgement.Watermark.class,
                        Acknowledgement.class,
                        DocumentPart.Header.class,
                        Command.class,
                        TerminalState.class,
                        Health.class,
                        Vitals.class,
                        MachineHealth.class,
                        DiskHealth.class,
                        ClockHealth.class,
                        LinkHealth.class,
                        DeviceHealth.class,
                        ScreenHealth.class,
                        RunHealth.class,
                        Fact.Origin.class,
                        Fact.PassUse.class,
                        Fact.PreviousEpoch.class,
                        Fact.Mark.class,
                        Fact.ReadMoment.class,
                        Fact.Sealed.class,
                        CheckInWindow.class,
                        CheckOutWindow.class,
                        RosterEntry.class,
                        PhoneKey.class,
                        TouchEntry.class,
                        MeetingEntry.class,
                        ArrivalEntry.class,
                        LeaveEntry.class,
                        RequestEntry.class,
                        BindingEntry.class,
                        EraseEntry.class,
                        Preference.class,
                        SettingEntry.class,
                        BranchEntry.class,
                        VoteCount.class,
                        Attachment.class,
                        MeetingMinutes.class,
                        StudyFact.LessonName.class,
                        StudyFact.Stretch.class,
                        StudyFact.Reading.class,
                        Coverage.class,
                        Coverage.Part.class,
                        AssignmentEntry.class,
                        CourseEntry.class,
                        CourseDelivery.class,
                        CourseDelivery.DailyWindow.class,
                        ProgressEntry.class,
                        ProgressEntry.Lesson.class,
                        Answer.class,
                        Score.class,
                        PaperRule.class,
                        QuizEntry.class,
                        RankEntry.class,
                        PersonalEntry.class,
                        PersonalEntry.Tries.class,
                        PersonalEntry.QuizResult.class,
                        PersonalEntry.Attended.class,
                        PersonalEntry.WrongAnswer.class,
                        TestedPart.class,
                        SiteKey.class),
                Arrays.stream(FactType.values()).map(FactType::body));
    }

    private static String schemaOf(Class<?> type) {
        return type == Batch.Header.class
                ? "BatchHeader"
                : type == DocumentPart.Header.class ? "DocumentPartHeader" : type.getSimpleName();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void theSchemaHasThePropertiesOfTheRecordInTheirOrder(Class<?> type) {
        Map<String, Object> schema = at(FILE, "components", "schemas", schemaOf(type));
        List<String> names = new ArrayList<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
            names.add(component.getName());
            if (property != null && property.required()) {
                required.add(component.getName());
            }
        }
        if (Boolean.TRUE.equals(schema.get("x-signed"))) {
            names.addAll(SIGNATURE);
            required.addAll(SIGNATURE);
        }
        assertThat(at(schema, "properties").keySet()).containsExactlyElementsOf(names);
        assertThat(list(schema, "required")).isEqualTo(required);
        for (RecordComponent component : type.getRecordComponents()) {
            Object reference = at(schema, "properties", component.getName()).get("$ref");
            String simple = component.getType().getSimpleName();
            if (reference != null && at(FILE, "components", "schemas").containsKey(simple)) {
                assertThat(reference).isEqualTo("#/components/schemas/" + simple);
            }
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        collectReferences(FILE, references);
        assertThat(references).hasSizeGreaterThan(50);
        for (String reference : references) {
            assertThat(at(FILE, reference.substring(2).split("/", -1)))
                    .as(reference)
                    .isNotNull();
        }
    }

    private static void collectReferences(Object node, List<String> references) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if ("$ref".equals(name)) {
                    references.add(String.valueOf(value));
                }
                collectReferences(value, references);
            });
        } else if (node instanceof List<?> items) {
            items.forEach(item -> collectReferences(item, references));
        }
    }

    @Test
    void theLimitsAreTheCodes() throws IllegalAccessException {
        Map<String, Object> limits = new LinkedHashMap<>();
        for (Field field : Limits.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                limits.put(field.getName(), field.get(null));
            }
        }
        assertThat(at(FILE, "x-limits")).isEqualTo(limits);
    }

    @Test
    void theSigningDomainsAreTheCodes() {
        Map<String, Object> domains = new LinkedHashMap<>();
        for (Domain domain : Domain.values()) {
            domains.put(domain.name(), domain.text());
        }
        assertThat(at(FILE, "x-signing-domains")).isEqualTo(domains);
    }

    @Test
    void theWordsOfEveryEnumerationAreTheCodes() {
        Map<String, Object[]> enumerations = Map.ofEntries(
                Map.entry("RefusalReason", RefusalReason.values()),
                Map.entry("Verdict", Verdict.values()),
                Map.entry("RulingReason", RulingReason.values()),
                Map.entry("CredentialKind", CredentialKind.values()),
                Map.entry("MarkReason", MarkReason.values()),
                Map.entry("GuestKind", GuestKind.values()),
                Map.entry("VoidReason", VoidReason.values()),
                Map.entry("LeaveReason", LeaveReason.values()),
                Map.entry("SecondFactor", SecondFactor.values()),
                Map.entry("ClockQuality", ClockQuality.values()),
                Map.entry("BindingOutcome", BindingEntry.Outcome.values()),
                Map.entry("RequestState", RequestEntry.State.values()),
                Map.entry("Cause", StudyFact.Cause.values()),
                Map.entry("StudyVerdict", StudyRuling.StudyVerdict.values()),
                Map.entry("StudyReason", StudyRuling.StudyReason.values()),
                Map.entry("OffSiteKind", StudyRuling.OffSiteKind.values()),
                Map.entry("Evidence", Evidence.values()),
                Map.entry("Ending", QuizFact.Ending.values()),
                Map.entry("QuestionVerdict", QuizRuling.QuestionVerdict.values()),
                Map.entry("QuizKind", QuizEntry.Kind.values()),
                Map.entry("QuizMode", QuizEntry.Mode.values()),
                Map.entry("CommandOutcome", CommandOutcome.values()),
                Map.entry("CommandObstacle", CommandObstacle.values()),
                Map.entry("TestVerdict", TestVerdict.values()),
                Map.entry("ConfigurationObstacle", ConfigurationObstacle.values()),
                Map.entry("SiteKeyUse", SiteKey.Use.values()));
        enumerations.forEach((name, values) -> assertThat(list(at(FILE, "components", "schemas", name), "enum"))
                .as(name)
                .isEqualTo(Arrays.stream(values)
                        .map(value -> Json.writeText(value).replace("\"", ""))
                        .toList()));
        assertThat(list(at(FILE, "components", "schemas", "FactType"), "enum"))
                .isEqualTo(
                        Arrays.stream(FactType.values()).map(FactType::typeName).toList());
    }

    @Test
    void theChannelsAreTheCodes() {
        List<String> words = Arrays.stream(Channel.values()).map(Channel::word).toList();
        assertThat(at(FILE, "channels").keySet()).containsExactlyElementsOf(words);
        assertThat(at(FILE, "operations").keySet()).containsExactlyElementsOf(words);
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void theChannelSaysItsTopicItsSenderAndItsService(Channel channel) {
        Map<String, Object> written = at(FILE, "channels", channel.word());
        assertThat(written.get("address")).isEqualTo("ht/v1/{shard}/{terminal}/" + channel.word());
        assertThat(written.get("x-sender")).isEqualTo(channel.isFromTerminal() ? "terminal" : "centre");
        assertThat(written.get("x-qos")).isEqualTo(channel == Channel.HEALTH ? 0 : 1);
        assertThat(written.get("x-retained")).isEqualTo(channel == Channel.STATE);
        Map<String, Object> operation = at(FILE, "operations", channel.word());
        assertThat(operation.get("action")).isEqualTo(channel.isFromTerminal() ? "receive" : "send");
        assertThat(at(operation, "bindings", "mqtt").get("qos")).isEqualTo(written.get("x-qos"));
        assertThat(at(operation, "bindings", "mqtt").get("retain")).isEqualTo(written.get("x-retained"));
    }

    @Test
    void everyMessageSaysItsCap() {
        at(FILE, "components", "messages")
                .forEach((name, message) -> assertThat(at(message).get("x-max-bytes"))
                        .as(name)
                        .isEqualTo(
                                switch (name) {
                                    case "state" -> Limits.STATE_BYTES;
                                    case "health" -> Limits.HEALTH_BYTES;
                                    default -> Limits.MESSAGE_BYTES;
                                }));
    }
}
