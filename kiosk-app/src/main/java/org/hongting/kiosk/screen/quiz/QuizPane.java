package org.hongting.kiosk.screen.quiz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hongting.kiosk.quiz.Choice;
import org.hongting.kiosk.quiz.QuizHome;
import org.hongting.kiosk.quiz.QuizReply;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.PageParts;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.screen.study.Card;
import org.hongting.kiosk.ui.Texts;
import org.hongting.protocol.document.QuizEntry;

/// One page of questions. A paper that is open changes in place; everything else is drawn anew.
public final class QuizPane extends StackPane {
    private static final int FEW = 10;
    private static final int MORE = 20;

    private final QuizViewModel model;
    private final Texts texts;
    private final QuizWords words;
    private Optional<AnswerPane> answering = Optional.empty();
    private QuizPage page;

    /// @param keys a keypad that types into the model: of digits alone, or of letters too
    public QuizPane(QuizViewModel model, QuizPage page, PageForm form, Function<Boolean, Node> keys) {
        this.model = model;
        this.page = page;
        this.texts = form.texts();
        this.words = new QuizWords(texts);
        getStyleClass().add("study");
        switch (page) {
            case QuizPage.Opening _ -> lay(Parts.label(texts.text("reader.opening"), "muted", "text-36"), back());
            case QuizPage.Home(var attendee, QuizHome home) -> home(attendee.name(), home);
            case QuizPage.Amount(QuizHome.Practice practice) -> amount(practice);
            case QuizPage.WrongBook(List<QuizHome.Practice> practice) -> wrongBook(practice);
            case QuizPage.Brief(QuizHome.Offer offer) -> brief(offer);
            case QuizPage.Answering open -> {
                AnswerPane pane = new AnswerPane(model, open, form, keys);
                answering = Optional.of(pane);
                getChildren().add(pane);
            }
            case QuizPage.Reached(QuizReply.Result result) ->
                getChildren().add(new ReachedPane(model, result, form, words));
            case QuizPage.Ranks ranks -> getChildren().add(new RanksPane(model, ranks, form, words));
            case QuizPage.Trouble(Optional<QuizReply.Hindrance> why) -> trouble(why);
        }
    }

    /// @return false where it is another page
    public boolean update(QuizPage next) {
        if (page.equals(next)) {
            return true;
        }
        boolean same = next instanceof QuizPage.Answering open
                && answering.filter(pane -> pane.update(open)).isPresent();
        if (same) {
            page = next;
        }
        return same;
    }

    private void home(String name, QuizHome home) {
        VBox list = Parts.column("study-list");
        home.offers().forEach(offer -> list.getChildren().add(offer(offer)));
        if (home.wrong() > 0) {
            list.getChildren()
                    .add(new Card(
                            texts.text("quiz.wrong-book"),
                            texts.text("quiz.wrong-book-next"),
                            texts.text("quiz.questions", home.wrong()),
                            () -> model.openWrong(home)));
        }
        if (!home.practice().isEmpty()) {
            list.getChildren().add(PageParts.hint(texts.text("quiz.practice")));
            home.practice().forEach(practice -> list.getChildren().add(practice(practice)));
        }
        if (list.getChildren().isEmpty()) {
            list.getChildren()
                    .add(Parts.column(
                            "touch-notice",
                            PageParts.heading(texts.text("quiz.none")),
                            Parts.label(texts.text("quiz.none-next"), "muted", "text-36")));
        }
        Node top = Parts.row(
                "study-top", PageParts.heading(texts.text("quiz.heading")), Parts.word(name, "text-36", "muted"));
        lay(Parts.column("study-page", top, Parts.grow(Parts.scrolled(list))), back());
    }

    private Card offer(QuizHome.Offer offer) {
        Card card = new Card(
                offer.quiz().title(),
                words.state(offer),
                words.kind(offer.quiz().kind()),
                () -> model.choose(offer));
        if (offer.state() instanceof QuizHome.State.Running) {
            card.getStyleClass().add("go-on");
        }
        return card;
    }

    private Node practice(QuizHome.Practice practice) {
        String title = practice.bank().course().title();
        return practice.paused()
                ? Parts.column(
                        "course-card",
                        Parts.label(title, "text-36", "strong"),
                        PageParts.hint(texts.text("quiz.practice-paused")))
                : new Card(title, texts.text("quiz.practice-next"), "", () -> model.choose(practice));
    }

    private void amount(QuizHome.Practice practice) {
        VBox choices = Parts.column(
                "choices",
                PageParts.choice(texts.text("quiz.questions", FEW), () -> model.practise(practice, Choice.TEN)),
                PageParts.choice(texts.text("quiz.questions", MORE), () -> model.practise(practice, Choice.TWENTY)),
                PageParts.choice(texts.text("quiz.all"), () -> model.practise(practice, Choice.ALL)));
        if (practice.wrong() > 0) {
            choices.getChildren()
                    .add(PageParts.choice(
                            texts.text("quiz.only-wrong", practice.wrong()),
                            () -> model.practise(practice, Choice.WRONG)));
        }
        lay(
                Parts.column(
                        "touch-stack",
                        Parts.column(
                                "touch-notice",
                                PageParts.heading(practice.bank().course().title()),
                                PageParts.hint(texts.text("quiz.how-many"))),
                        Parts.scrolled(choices)),
                back());
    }

    private void wrongBook(List<QuizHome.Practice> practice) {
        VBox list = Parts.column("study-list");
        practice.forEach(one -> list.getChildren()
                .add(new Card(
                        one.bank().course().title(),
                        texts.text("quiz.wrong-book-next"),
                        texts.text("quiz.questions", one.wrong()),
                        () -> model.practise(one, Choice.WRONG))));
        lay(
                Parts.column(
                        "study-page",
                        PageParts.heading(texts.text("quiz.wrong-book")),
                        Parts.grow(Parts.scrolled(list))),
                back());
    }

    private void brief(QuizHome.Offer offer) {
        QuizEntry quiz = offer.quiz();
        VBox notes = Parts.column("touch-notice", PageParts.heading(quiz.title()));
        notes.getChildren().add(Parts.label(words.measure(quiz), "text-36"));
        boolean begins =
                offer.state() instanceof QuizHome.State.Ready || offer.state() instanceof QuizHome.State.Running;
        notes.getChildren().add(Parts.label(words.state(offer), "text-36", "strong"));
        if (begins) {
            notes.getChildren().add(PageParts.hint(words.rule(quiz.kind())));
        }
        offer.last()
                .ifPresent(last -> notes.getChildren()
                        .add(PageParts.hint(texts.text("quiz.last", last.score().percent()))));
        List<Button> acts = new ArrayList<>();
        if (quiz.kind() == QuizEntry.Kind.CONTEST) {
            acts.add(PageParts.action(texts.text("quiz.ranks"), () -> model.openRanks(quiz.id())));
        }
        if (offer.last().isPresent()) {
            acts.add(PageParts.action(texts.text("quiz.review"), () -> model.openReview(quiz)));
        }
        if (begins) {
            acts.add(PageParts.action(
                    texts.text(offer.state() instanceof QuizHome.State.Running ? "quiz.go-on" : "quiz.begin"),
                    () -> model.begin(quiz),
                    "primary"));
        }
        VBox middle = Parts.column("touch-stack", notes);
        lay(middle, foot(acts));
    }

    private Node[] foot(List<Button> acts) {
        List<Node> all = new ArrayList<>(List.of(back(), Parts.push()));
        all.addAll(acts);
        return all.toArray(Node[]::new);
    }

    private void trouble(Optional<QuizReply.Hindrance> why) {
        lay(
                Parts.column(
                        "touch-notice",
                        PageParts.heading(why.map(words::hindrance).orElseGet(() -> texts.text("quiz.not-recorded"))),
                        Parts.label(
                                why.map(words::afterHindrance).orElseGet(() -> texts.text("quiz.not-recorded-next")),
                                "muted",
                                "text-36")),
                back());
    }

    private Button back() {
        return PageParts.action(texts.text("touch.back"), model::back);
    }

    private void lay(Node middle, Node... foot) {
        getChildren().add(Parts.column("touch-page", Parts.grow(new StackPane(middle)), Parts.row("touch-foot", foot)));
    }

    /// Minutes and seconds, as a clock shows them.
    static String clock(Duration time) {
        return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
