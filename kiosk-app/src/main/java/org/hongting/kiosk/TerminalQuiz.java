package org.hongting.kiosk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.hongting.kiosk.member.MemberDesk;
import org.hongting.kiosk.quiz.Banks;
import org.hongting.kiosk.quiz.Choice;
import org.hongting.kiosk.quiz.QuizDesk;
import org.hongting.kiosk.quiz.QuizReply;
import org.hongting.kiosk.screen.quiz.QuizLine;
import org.hongting.kiosk.study.Library;
import org.hongting.protocol.Limits;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.study.Evidence;

/// Takes what happens on the pages of questions to the desk's thread. Question banks are read where lessons are:
/// neither screen nor desk waits for them.
final class TerminalQuiz implements QuizLine {
    private static final System.Logger LOG = System.getLogger(TerminalQuiz.class.getName());
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration TIDYING = Duration.ofMinutes(1);

    private final QuizDesk desk;
    private final MemberDesk member;
    private final TerminalStudy study;
    private final Banks banks;
    private final Scheduler desking;
    private final TerminalFace face;
    private Scheduler.Cancellable ticking = () -> {};
    private Runnable release = () -> {};

    /// In which questions are answered: what was asked in another is of nobody who is here. On the desk's thread.
    private int visit;

    /// @param study whose learning time runs while questions are answered
    /// @param desking the desks' thread
    TerminalQuiz(
            QuizDesk desk,
            MemberDesk member,
            TerminalStudy study,
            Library library,
            Scheduler desking,
            TerminalFace face) {
        this.desk = desk;
        this.member = member;
        this.study = study;
        this.banks = new Banks(library);
        this.desking = desking;
        this.face = face;
    }

    /// Ends what a stop left behind and nobody can go on with: now, and from here on every minute.
    void keepTidy() {
        desking.execute(() -> {
            guarded(desk::tidy);
            desking.after(TIDYING, this::keepTidy);
        });
    }

    @Override
    public void open(int asked) {
        desking.execute(() -> {
            visit = asked;
            answerNow(asked, quiz -> member.identified().map(who -> quiz.open(who.member(), who.origin())));
        });
    }

    @Override
    public void begin(int asked, QuizEntry quiz) {
        read(asked, banks.find(quiz.bank()), bank -> desk.begin(quiz.id(), bank));
    }

    @Override
    public void practise(int asked, Banks.Shelved bank, Choice choice) {
        read(asked, Optional.of(bank), open -> desk.practise(choice, open));
    }

    @Override
    public void review(int asked, QuizEntry quiz) {
        read(asked, banks.find(quiz.bank()), bank -> desk.review(quiz.id(), bank));
    }

    /// Reads a bank away from the desk, and keeps its course on the shelf for as long as somebody answers.
    private void read(int asked, Optional<Banks.Shelved> bank, Function<Banks.Open, Optional<QuizReply>> then) {
        if (bank.isEmpty()) {
            desking.execute(() -> face.reply(asked, new QuizReply.Hindered(QuizReply.Hindrance.BANK_MISSING)));
            return;
        }
        study.reading(() -> {
            Runnable held = banks.library().hold(bank.get().course());
            Optional<Path> file =
                    banks.library().file(bank.get().course(), bank.get().file().path());
            Optional<QuestionBank> questions = file.flatMap(path -> questions(path, bank.get()));
            desking.execute(() -> {
                if (asked != visit || questions.isEmpty()) {
                    held.run();
                    if (asked == visit) {
                        face.reply(
                                asked,
                                new QuizReply.Hindered(
                                        file.isEmpty()
                                                ? QuizReply.Hindrance.BANK_MISSING
                                                : QuizReply.Hindrance.BANK_BROKEN));
                    }
                    return;
                }
                release.run();
                release = held;
                Banks.Open open = new Banks.Open(bank.get(), questions.get());
                answerNow(asked, _ -> then.apply(open));
            });
        });
    }

    /// Whatever the file holds, there is an answer.
    static Optional<QuestionBank> questions(Path file, Banks.Shelved bank) {
        try {
            if (Files.size(file) <= Limits.QUESTION_BANK_BYTES) {
                byte[] bytes = Files.readAllBytes(file);
                if (Digest.of(bytes).equals(bank.digest())) {
                    return Optional.of(QuestionBank.read(bytes));
                }
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the question bank of course {0} is another file",
                    bank.course().id());
        } catch (MalformedJson | IOException | StackOverflowError e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the question bank of course {0} cannot be read: {1}",
                    bank.course().id(),
                    e.getMessage());
        }
        return Optional.empty();
    }

    @Override
    public void answer(int asked, QuestionId question, Answer answer) {
        answer(asked, quiz -> {
            // A panel that is stuck on an option answers nothing by it.
            Evidence evidence = quiz.holds(question, answer) ? Evidence.TOUCH : Evidence.ANSWER;
            Optional<QuizReply> said = quiz.answer(question, answer);
            if (said.filter(QuizReply.Taken.class::isInstance).isPresent()) {
                study.shown(evidence);
            }
            return said;
        });
    }

    @Override
    public void handIn(int asked) {
        answer(asked, QuizDesk::handIn);
    }

    @Override
    public void putAway(int asked) {
        answer(asked, quiz -> {
            quiz.leaveSitting();
            letGo();
            study.endQuiz();
            return quiz.home();
        });
    }

    @Override
    public void ranks(int asked, QuizId quiz) {
        answer(asked, desk -> desk.ranks(quiz));
    }

    /// Whoever was at the screen has gone. On the desk's thread.
    void leave() {
        visit = 0;
        letGo();
        guarded(desk::leave);
    }

    private void letGo() {
        ticking.cancel();
        release.run();
        release = () -> {};
    }

    private void answer(int asked, Function<QuizDesk, Optional<? extends QuizReply>> act) {
        desking.execute(() -> {
            if (asked == visit) {
                answerNow(asked, act);
            }
        });
    }

    private void answerNow(int asked, Function<QuizDesk, Optional<? extends QuizReply>> act) {
        if (!guarded(() -> act.apply(desk).ifPresent(reply -> say(asked, reply)))) {
            face.reply(asked, new QuizReply.NotRecorded(QuizReply.Step.BEGINNING));
        }
    }

    private void endSitting() {
        letGo();
        study.endQuiz();
    }

    private void say(int asked, QuizReply reply) {
        switch (reply) {
            case QuizReply.Asked(QuizReply.Sheet sheet) -> {
                study.beginQuiz(sheet.expected());
                ticking.cancel();
                ticking = desking.after(TICK, this::tick);
            }
            case QuizReply.Ended _ -> endSitting();
            case QuizReply.Hindered _ when !desk.isAnswering() -> endSitting();
            case QuizReply.Opened _,
                    QuizReply.Taken _,
                    QuizReply.Clock _,
                    QuizReply.NotRecorded _,
                    QuizReply.Hindered _,
                    QuizReply.Ranks _ -> {
                // Nothing begins or ends by it.
            }
        }
        face.reply(asked, reply);
    }

    private void tick() {
        if (desk.isAnswering()) {
            ticking = desking.after(TICK, this::tick);
            answerNow(visit, QuizDesk::tick);
        }
    }

    /// @return false where something could not be looked up: the person tries again, or goes
    private static boolean guarded(Runnable step) {
        try {
            step.run();
            return true;
        } catch (DatabaseFault e) {
            LOG.log(System.Logger.Level.WARNING, "questions could not be looked up: {0}", e.kind());
            return false;
        }
    }
}
