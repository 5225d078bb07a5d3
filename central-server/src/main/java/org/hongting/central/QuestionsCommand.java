package org.hongting.central;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hongting.central.course.question.BankProblem;
import org.hongting.central.course.question.BankReading;
import org.hongting.central.course.question.QuestionFile;
import org.hongting.central.course.question.QuestionTemplate;
import org.hongting.protocol.Words;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Question banks from the command line; needs neither server nor data. Exit status: 0 good; 1 refused, with every
/// reason; 2 wrong usage.
@Command(
        name = "questions",
        mixinStandardHelpOptions = true,
        description = "Question banks: check a file, convert it to our JSON, write the Excel template.",
        subcommands = {QuestionsCommand.Check.class, QuestionsCommand.Convert.class, QuestionsCommand.Template.class})
public final class QuestionsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new QuestionsCommand());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// What the commands have in common.
    static final class Common {
        @Option(names = "--json", description = "One object on the last line of stdout.")
        private boolean json;

        @Spec(Spec.Target.MIXEE)
        private CommandSpec spec = CommandSpec.create();

        private Optional<QuestionBank> read(Path file) throws IOException {
            if (!Files.isRegularFile(file)) {
                throw new CommandLine.ParameterException(spec.commandLine(), "there is no file " + file);
            }
            byte[] bytes;
            try (InputStream content = Files.newInputStream(file)) {
                bytes = content.readNBytes(QuestionFile.BYTES + 1);
            }
            return switch (QuestionFile.read(String.valueOf(file.getFileName()), bytes)) {
                case BankReading.Taken taken -> Optional.of(taken.bank());
                case BankReading.Refused refused -> {
                    refused.problems().forEach(problem -> err().println("refused: " + problem));
                    said(new Answer(
                            false,
                            null,
                            null,
                            null,
                            refused.problems().stream().map(Problem::of).toList()));
                    yield Optional.empty();
                }
            };
        }

        private int good(QuestionBank bank, @Nullable Path written) {
            Map<String, Integer> kinds = new LinkedHashMap<>();
            for (Question.Kind kind : Question.Kind.values()) {
                kinds.put(Words.of(kind), bank.of(kind).size());
            }
            if (!json) {
                out().println(bank.questions().size() + " questions: " + kinds);
                Optional.ofNullable(written).ifPresent(file -> out().println(file));
            }
            return said(new Answer(
                    true, bank.questions().size(), kinds, written == null ? null : written.toString(), List.of()));
        }

        private int said(Answer answer) {
            if (json) {
                out().println(Json.writeText(answer));
            }
            out().flush();
            err().flush();
            return answer.done() ? 0 : 1;
        }

        private void write(Path file, byte[] bytes) throws IOException {
            try {
                Files.write(file, bytes);
            } catch (java.nio.file.NoSuchFileException e) {
                throw new CommandLine.ParameterException(spec.commandLine(), "there is no folder for " + file, e);
            }
        }

        private PrintWriter out() {
            return spec.commandLine().getOut();
        }

        private PrintWriter err() {
            return spec.commandLine().getErr();
        }
    }

    /// What `--json` prints.
    record Answer(
            boolean done,
            @Nullable Integer questions,
            @Nullable Map<String, Integer> kinds,
            @Nullable String file,
            List<Problem> problems) {}

    /// What is wrong with a file.
    ///
    /// @param place what is counted there
    /// @param key of the sentence, for programs
    record Problem(BankProblem.Place place, int number, String key, String text) {
        static Problem of(BankProblem problem) {
            return new Problem(
                    problem.place(),
                    problem.number(),
                    problem.what().key(),
                    problem.what().toString());
        }
    }

    /// Reads a bank and says how many questions it has, or what is wrong with it.
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Read a bank (Excel template, Aiken, GIFT, Moodle XML, our JSON) and say all that is wrong.")
    static final class Check implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "The file.")
        private Path file = Path.of("");

        @CommandLine.Mixin
        private Common common = new Common();

        @Override
        public Integer call() throws IOException {
            Optional<QuestionBank> bank = common.read(file);
            return bank.isEmpty() ? 1 : common.good(bank.get(), null);
        }
    }

    /// Writes a bank in the form that a course's package holds.
    @Command(
            name = "convert",
            mixinStandardHelpOptions = true,
            description = "Write a bank as our JSON; nothing is written where anything is wrong.")
    static final class Convert implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "FILE", description = "The file.")
        private Path file = Path.of("");

        @Parameters(index = "1", paramLabel = "OUT.json", description = "What is written.")
        private Path target = Path.of("");

        @CommandLine.Mixin
        private Common common = new Common();

        @Override
        public Integer call() throws IOException {
            Optional<QuestionBank> bank = common.read(file);
            if (bank.isEmpty()) {
                return 1;
            }
            common.write(target, bank.get().write());
            return common.good(bank.get(), target);
        }
    }

    /// Writes the workbook that teachers fill in.
    @Command(
            name = "template",
            mixinStandardHelpOptions = true,
            description = "Write the Excel workbook that teachers fill in.")
    static final class Template implements Callable<Integer> {
        @Parameters(paramLabel = "OUT.xlsx", description = "What is written.")
        private Path target = Path.of("");

        @CommandLine.Mixin
        private Common common = new Common();

        @Override
        public Integer call() throws IOException {
            common.write(target, QuestionTemplate.write());
            if (!common.json) {
                common.out().println(target);
            }
            return common.said(new Answer(true, null, null, target.toString(), List.of()));
        }
    }
}
