package org.hongting.central.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hongting.central.alert.AlertRule;
import org.hongting.central.backup.BackupFailure;
import org.hongting.central.command.CommandRefusal;
import org.hongting.central.command.CommandState;
import org.hongting.central.configuration.ConfigurationRefusal;
import org.hongting.central.configuration.Origin;
import org.hongting.central.configuration.Shadow;
import org.hongting.central.draw.Draw;
import org.hongting.central.draw.DrawProof;
import org.hongting.central.draw.DrawRefusal;
import org.hongting.central.erasure.ErasureBook;
import org.hongting.central.erasure.Holding;
import org.hongting.central.erasure.Reason;
import org.hongting.central.erasure.Trace;
import org.hongting.central.fleet.Pairing;
import org.hongting.central.health.OfflineReason;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.Door;
import org.hongting.central.ingest.Forks;
import org.hongting.central.ingest.QuarantineReason;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.phone.CodeArrivals;
import org.hongting.central.phone.Enrolment;
import org.hongting.central.phone.PhoneDoor;
import org.hongting.central.platform.broker.TurnedAway;
import org.hongting.central.platform.servers.ServerState;
import org.hongting.central.quiz.Counting;
import org.hongting.central.quiz.ItemAnalysis;
import org.hongting.central.quiz.Quiz;
import org.hongting.central.quiz.QuizRefusal;
import org.hongting.central.study.Piece;
import org.hongting.central.study.RulePack;
import org.hongting.central.study.Standing;
import org.hongting.central.study.StudyRefusal;
import org.hongting.central.study.StudyRole;
import org.hongting.protocol.Words;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.attendance.SecondFactor;
import org.hongting.protocol.claim.ClaimRefused;
import org.hongting.protocol.claim.PairingRefused;
import org.hongting.protocol.claim.RenewalRefused;
import org.hongting.protocol.configuration.SettingKey;
import org.hongting.protocol.configuration.ValueForm;
import org.hongting.protocol.course.RefusedCourse;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.health.Ending;
import org.hongting.protocol.health.StartReason;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.record.CommandObstacle;
import org.hongting.protocol.record.ConfigurationObstacle;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.record.QuizRuling;
import org.hongting.protocol.record.RulingReason;
import org.hongting.protocol.record.StudyRuling;
import org.hongting.protocol.record.TestVerdict;
import org.hongting.protocol.record.Verdict;
import org.hongting.protocol.record.VoidReason;
import org.hongting.protocol.time.DatedMoment;
import org.hongting.protocol.wire.RefusedMessage;
import org.junit.jupiter.api.Test;

class ConsoleTextTest {
    private static final Pattern USED = Pattern.compile(
            "#\\{([a-z][a-z0-9.-]*)[}(]|msg\\('([a-z.-]+)'|[\"']([a-z][a-z-]*\\.[a-z][a-z0-9.-]*)[\"']");

    /// Keys that are put together from a word at run time.
    private static final List<String> COMPOSED = List.of(
            "kind.",
            "phase.",
            "state.",
            "certainty.",
            "hall.now.",
            "hall.step.",
            "credential.",
            "mark-reason.",
            "void-reason.",
            "guest-kind.",
            "on-site.doubt.",
            "on-site.closing-doubt.",
            "minutes.doubt.",
            "second-factor.",
            "form.quorum",
            "form.second-factor",
            "form.places",
            "clock.",
            "alarm.",
            "backup.failure.",
            "servers.standing.",
            "branch-kind.",
            "import.problem.",
            "import.title-",
            "card-encoding.",
            "attendance.",
            "doubt.",
            "verdict.",
            "ruling-reason.",
            "refusal.",
            "refused.door.",
            "pairing.state.",
            "pairing.problem.",
            "refused.reason.",
            "refused.kept.",
            "quarantine.why.",
            "forks.verdict.",
            "erase.kind.",
            "erase.reason.",
            "erasure.state.",
            "erasure.hint.",
            "held.what.",
            "held.where.",
            "held.erased.",
            "request.kind.",
            "request.reason.",
            "request.state.",
            "bindings.why.",
            "bindings.state.",
            "ledger.",
            "study.kind.",
            "study.role.",
            "study.exempt.",
            "study.state.",
            "study.sure.",
            "study.verdict.",
            "study.reason.",
            "study.off-site.",
            "study.certainty.",
            "study.refusal.",
            "courses.questions.",
            "draw.state.",
            "draw.source.",
            "draw.refusal.",
            "draw.screen-next.",
            "quiz.kind.",
            "quiz.mode.",
            "quiz.phase.",
            "quiz.question.",
            "quiz.standing.",
            "quiz.ending.",
            "quiz.verdict.",
            "quiz.flag.",
            "quiz.refusal.",
            "phones.by-",
            "section.",
            "sign-in.",
            "ago.",
            "form.",
            "account.",
            "member.problem.",
            "branch.problem.",
            "terminal.problem.",
            "command.action.",
            "command.state.",
            "command.obstacle.",
            "command.problem.",
            "diagnosis.",
            "health.light.",
            "alert.",
            "alert-rule.",
            "notice.",
            "why.",
            "begun.",
            "ending.",
            "document.",
            "configuration.head.",
            "configuration.lead.",
            "configuration.form.",
            "configuration.origin.",
            "configuration.state.",
            "configuration.chip.",
            "configuration.obstacle.",
            "configuration.problem.",
            "setting.",
            "study.shown.");

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        assertThat(bundle("messages_en").stringPropertyNames())
                .isEqualTo(bundle("messages").stringPropertyNames());
    }

    @Test
    void everyTextThatATemplateUsesIsThere() throws IOException {
        Set<String> known = bundle("messages").stringPropertyNames();

        assertThat(templateKeys()).allMatch(known::contains, "is in the bundles");
    }

    @Test
    void noTextStandsUnused() throws IOException {
        String sources = sources();
        List<String> unused = bundle("messages").stringPropertyNames().stream()
                .filter(key -> COMPOSED.stream().noneMatch(key::startsWith))
                .filter(key -> !sources.contains(key))
                .toList();

        assertThat(unused).isEmpty();
    }

    @Test
    void everyProblemOfAnImportHasItsSentence() throws IOException {
        Set<String> known = bundle("messages").stringPropertyNames();
        Set<String> codes = Pattern.compile(
                        "(?:CsvProblem\\.at\\([^;]*?|problem\\.accept\\(|problem\\()\"([a-z][a-z-]+)\"")
                .matcher(sources())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(codes).hasSizeGreaterThan(15).allMatch(code -> known.contains("import.problem." + code));
    }

    /// A constant that was added without its words would be seen by people as a question mark.
    @Test
    void everyConstantThatPeopleSeeHasItsWords() throws IOException {
        Map<String, Enum<?>[]> seen = Map.ofEntries(
                Map.entry("credential.", CredentialKind.values()),
                Map.entry("mark-reason.", MarkReason.values()),
                Map.entry("void-reason.", VoidReason.values()),
                Map.entry("verdict.", Verdict.values()),
                Map.entry("ruling-reason.", RulingReason.values()),
                Map.entry("second-factor.", SecondFactor.values()),
                Map.entry("phase.", MeetingHall.Phase.values()),
                Map.entry("alarm.", Alarms.Kind.values()),
                Map.entry("backup.failure.", BackupFailure.Reason.values()),
                Map.entry("servers.standing.", ServerState.Standing.values()),
                Map.entry("command.state.", CommandState.values()),
                Map.entry("command.obstacle.", CommandObstacle.values()),
                Map.entry("command.problem.", CommandRefusal.Reason.values()),
                Map.entry("diagnosis.verdict.", TestVerdict.values()),
                Map.entry("diagnosis.what.", DiagnosisForm.What.values()),
                Map.entry("configuration.origin.", Origin.values()),
                Map.entry("configuration.state.", Shadow.State.values()),
                Map.entry("configuration.obstacle.", ConfigurationObstacle.values()),
                Map.entry("configuration.problem.", ConfigurationRefusal.Reason.values()),
                Map.entry("alert.", AlertRule.values()),
                Map.entry("alert-rule.", AlertRule.values()),
                Map.entry("why.", OfflineReason.values()),
                Map.entry("begun.", StartReason.values()),
                Map.entry("ending.", Ending.values()),
                Map.entry("branch-kind.", BranchKind.values()),
                Map.entry("kind.", MeetingKind.values()),
                Map.entry("study.kind.", Piece.Kind.values()),
                Map.entry("study.role.", StudyRole.values()),
                Map.entry("study.exempt.", Standing.Exempt.values()),
                Map.entry("study.sure.", RulePack.Sure.values()),
                Map.entry("study.verdict.", StudyRuling.StudyVerdict.values()),
                Map.entry("study.reason.", StudyRuling.StudyReason.values()),
                Map.entry("study.off-site.", StudyRuling.OffSiteKind.values()),
                Map.entry("study.certainty.", DatedMoment.Provenance.values()),
                Map.entry("courses.questions.", Question.Kind.values()),
                Map.entry("draw.state.", Draw.State.values()),
                Map.entry("draw.refusal.", DrawRefusal.Why.values()),
                Map.entry("study.shown.", PlanBook.Shown.values()),
                Map.entry("hall.now.", new Draw.State[] {Draw.State.ANNOUNCED, Draw.State.CLOSED, Draw.State.REVEALED}),
                Map.entry("hall.step.", DrawProof.Step.values()),
                Map.entry("study.refusal.", StudyRefusal.Why.values()),
                Map.entry("quiz.kind.", QuizEntry.Kind.values()),
                Map.entry("quiz.mode.", QuizEntry.Mode.values()),
                Map.entry("quiz.phase.", Quiz.Phase.values()),
                Map.entry("quiz.question.", Question.Kind.values()),
                Map.entry("quiz.standing.", Counting.Standing.values()),
                Map.entry("quiz.ending.", QuizFact.Ending.values()),
                Map.entry("quiz.verdict.", QuizRuling.QuestionVerdict.values()),
                Map.entry("quiz.flag.", ItemAnalysis.Flag.values()),
                Map.entry("quiz.refusal.", QuizRefusal.Why.values()),
                Map.entry("pairing.state.", Pairing.State.values()),
                Map.entry("pairing.problem.", Pairing.Approval.values()),
                Map.entry("refused.door.", Door.values()),
                Map.entry("refused.kept.", QuarantineReason.values()),
                Map.entry("quarantine.why.", QuarantineReason.values()),
                Map.entry("forks.verdict.", Forks.Verdict.values()),
                Map.entry("erase.kind.", Trace.values()),
                Map.entry("erase.reason.", Reason.values()),
                Map.entry("erasure.state.", ErasureBook.State.values()),
                Map.entry("erasure.hint.", ErasureBook.State.values()),
                Map.entry("held.what.", Holding.values()),
                Map.entry("held.where.", Holding.values()),
                Map.entry("held.erased.", Holding.values()),
                Map.entry("refused.reason.", reasonsOfRefusals()));
        Set<String> known = bundle("messages").stringPropertyNames();

        seen.forEach((prefix, constants) ->
                assertThat(constants).allSatisfy(constant -> assertThat(known).contains(prefix + Words.of(constant))));
    }

    @Test
    void everySettingHasItsWords() throws IOException {
        Set<String> known = bundle("messages").stringPropertyNames();
        for (SettingKey key : SettingKey.values()) {
            assertThat(known).contains("setting." + key.word());
            if (key.form() instanceof ValueForm.Some(List<String> choices)) {
                assertThat(choices)
                        .allSatisfy(choice -> assertThat(known).contains("setting." + key.word() + "." + choice));
            }
        }
    }

    private static Enum<?>[] reasonsOfRefusals() {
        return Stream.of(
                        RefusedMessage.Reason.values(),
                        TurnedAway.values(),
                        ClaimRefused.Reason.values(),
                        RenewalRefused.Reason.values(),
                        PairingRefused.Reason.values(),
                        Enrolment.Reason.values(),
                        PhoneDoor.Reason.values(),
                        CodeArrivals.Reason.values(),
                        Imports.Fault.values(),
                        RefusedCourse.Reason.values())
                .flatMap(Stream::of)
                .toArray(Enum<?>[]::new);
    }

    @Test
    void everyTextIsAFormatThatCanBeFilled() throws IOException {
        for (String name : List.of("messages", "messages_en")) {
            bundle(name)
                    .forEach((key, text) -> assertThat(new MessageFormat(text.toString(), Locale.ROOT)
                                    .format(new Object[] {"1", "2", "3"}))
                            .as(key.toString())
                            .isNotBlank());
        }
    }

    private static Set<String> templateKeys() {
        return USED.matcher(read(Path.of("src/main/resources/templates")))
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .filter(Objects::nonNull)
                .filter(key -> !key.endsWith("."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sources() {
        return read(Path.of("src/main/resources/templates")) + read(Path.of("src/main/java"));
    }

    private static String read(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties bundle(String name) throws IOException {
        Properties texts = new Properties();
        try (InputStream file =
                Objects.requireNonNull(ConsoleTextTest.class.getResourceAsStream("/" + name + ".properties"))) {
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return texts;
    }
}
