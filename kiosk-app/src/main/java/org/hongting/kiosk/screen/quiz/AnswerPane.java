package org.hongting.kiosk.screen.quiz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hongting.kiosk.quiz.QuizReply;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.PageParts;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.screen.quiz.QuizPage.Answering;
import org.hongting.kiosk.screen.quiz.QuizPage.Writing;
import org.hongting.kiosk.screen.study.AttentionSheet;
import org.hongting.kiosk.screen.study.StudyPage.Attention;
import org.hongting.kiosk.ui.Texts;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Marking;
import org.hongting.protocol.quiz.Question;

/// A paper that is open: one question a screen, one slim bar above it, and the way on below.
final class AnswerPane extends StackPane {
    private static final PseudoClass LAST_MINUTE = PseudoClass.getPseudoClass("last-minute");

    private final QuizViewModel model;
    private final PageForm form;
    private final Texts texts;
    private final QuizWords words;
    private final Function<Boolean, Node> keys;
    private final Label time = Parts.word("", "text-28", "strong");
    private final Label where = Parts.word("", "text-28", "strong");
    private final Region fill = Parts.shape("quiz-fill");
    private final HBox track = Parts.row("quiz-track", fill);
    private final StackPane middle = new StackPane();
    private final HBox foot = Parts.row("touch-foot");
    private final AttentionSheet sheet;
    private Optional<BlankArea> blank = Optional.empty();
    private Answering page;

    AnswerPane(QuizViewModel model, Answering page, PageForm form, Function<Boolean, Node> keys) {
        this.model = model;
        this.page = page;
        this.form = form;
        this.texts = form.texts();
        this.words = new QuizWords(texts);
        this.keys = keys;
        this.sheet = new AttentionSheet(model, texts);
        HBox bar = Parts.row(
                "reader-bar", Parts.label(page.sheet().title(), "text-28", "strong"), Parts.push(), time, where);
        getStyleClass().add("reader");
        getChildren().addAll(Parts.column("reader-page", bar, track, Parts.grow(middle), foot), sheet);
        addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> model.touched());
        fill();
        show();
    }

    boolean update(Answering next) {
        if (!next.sheet().equals(page.sheet())) {
            return false;
        }
        Answering before = page;
        page = next;
        if (!before.with(next.bar()).equals(next)) {
            boolean typed = before.with(next.bar()).with(next.draft()).equals(next)
                    && before.draft().blank() == next.draft().blank()
                    && blank.isPresent();
            if (typed) {
                blank.ifPresent(
                        area -> area.show(next.draft().filled().get(next.draft().blank())));
                foot();
            } else {
                fill();
            }
        }
        show();
        return true;
    }

    private void show() {
        Optional<Duration> left = page.bar().left();
        boolean last = page.bar().isLastMinute();
        time.setText(left.map(rest -> texts.text(last ? "quiz.last-minute" : "quiz.left", QuizPane.clock(rest)))
                .orElse(""));
        time.pseudoClassStateChanged(LAST_MINUTE, last);
        fill.pseudoClassStateChanged(LAST_MINUTE, last);
        track.setVisible(left.isPresent());
        page.sheet().time().ifPresent(whole -> {
            double share = left.map(rest ->
                            rest.toMillis() / (double) Math.max(1, whole.whole().toMillis()))
                    .orElse(0.0);
            fill.prefWidthProperty().bind(track.widthProperty().multiply(Math.clamp(share, 0, 1)));
        });
        where.setText(
                texts.text("quiz.where", page.at() + 1, page.sheet().items().size()));
        sheet.show(page.bar().attention());
        middle.setVisible(isThere());
    }

    private boolean isThere() {
        return page.bar().attention() == Attention.THERE || page.bar().attention() == Attention.ASKED;
    }

    private void fill() {
        blank = Optional.empty();
        middle.getChildren()
                .setAll(
                        switch (page.view()) {
                            case QUESTION -> question();
                            case OVERVIEW -> overview();
                            case LEAVING -> leaving();
                        });
        foot();
    }

    private void foot() {
        Button back = PageParts.action(texts.text("touch.back"), model::back);
        foot.getChildren().setAll(back);
        switch (page.view()) {
            case QUESTION -> {
                if (!form.portrait() && !form.larger()) {
                    foot.getChildren().add(PageParts.action(texts.text("reader.night"), model::switchNight));
                }
                foot.getChildren().add(Parts.push());
                foot.getChildren().addAll(way());
            }
            case OVERVIEW ->
                foot.getChildren()
                        .addAll(Parts.push(), PageParts.action(texts.text("quiz.hand-in"), model::handIn, "primary"));
            case LEAVING ->
                foot.getChildren()
                        .addAll(Parts.push(), PageParts.action(texts.text("quiz.leave"), model::putAway, "primary"));
        }
    }

    private List<Button> way() {
        List<Button> way = new ArrayList<>();
        if (page.sheet().kind().isEmpty()) {
            boolean asks = needsConfirmation() && !page.isMarked();
            if (asks) {
                way.addAll(confirm());
            } else if (page.isMarked()) {
                way.add(
                        page.isLast()
                                ? PageParts.action(texts.text("quiz.finish"), model::handIn, "primary")
                                : PageParts.action(texts.text("quiz.after"), () -> model.move(1), "primary"));
            } else {
                way.add(PageParts.action(texts.text("quiz.finish"), model::handIn));
            }
            return way;
        }
        way.add(PageParts.action(texts.text("quiz.overview"), model::openOverview));
        if (!form.larger()) {
            Button before = PageParts.action(texts.text("quiz.before"), () -> model.move(-1), "arrow");
            before.setDisable(page.at() == 0);
            way.add(before);
        }
        boolean draft =
                needsConfirmation() && !page.draft().isEmpty() && !page.answer().equals(Optional.of(drafted()));
        if (draft || (needsConfirmation() && page.answer().isEmpty())) {
            way.addAll(confirm());
        } else {
            way.add(PageParts.action(
                    texts.text(page.isLast() ? "quiz.to-hand-in" : "quiz.after"),
                    () -> {
                        if (page.isLast()) {
                            model.openOverview();
                        } else {
                            model.move(1);
                        }
                    },
                    "primary"));
        }
        return way;
    }

    private Answer drafted() {
        return page.question().kind() == Question.Kind.FILL_IN
                ? Answer.filled(page.draft().filled())
                : Answer.chosen(page.draft().chosen());
    }

    private boolean needsConfirmation() {
        return page.question().kind() == Question.Kind.MULTIPLE
                || page.question().kind() == Question.Kind.FILL_IN;
    }

    private List<Button> confirm() {
        List<Button> confirm = new ArrayList<>();
        boolean practice = page.sheet().kind().isEmpty();
        boolean fills = page.question().kind() == Question.Kind.FILL_IN;
        if (fills && !form.portrait()) {
            confirm.add(giveUp());
        } else if (!fills && !practice && page.draft().isEmpty() && !page.isLast()) {
            confirm.add(PageParts.action(texts.text("quiz.after"), () -> model.move(1)));
        }
        Button yes = PageParts.action(texts.text("quiz.confirm"), model::confirm, "primary");
        yes.setDisable(page.draft().isEmpty());
        confirm.add(yes);
        return confirm;
    }

    private Node question() {
        Question question = page.question();
        VBox list = Parts.column(
                "quiz-question",
                Parts.row("quiz-kind", Parts.word(words.kind(question.kind()), "quiz-chip", "text-28", "strong")),
                Parts.label(question.text(), "text-36", "strong"));
        if (page.sheet().breaks() > 0
                && page.answer().isEmpty()
                && page.sheet().kind().isPresent()) {
            list.getChildren()
                    .add(PageParts.hint(texts.text("quiz.went-on", page.sheet().breaks())));
        }
        if (page.writing() == Writing.FAILED) {
            list.getChildren().add(Parts.label(texts.text("quiz.not-taken"), "warned", "text-28", "strong"));
        }
        if (page.isMarked()) {
            // Before the options: it is to be read, however long they are.
            marked(list);
        }
        switch (question.kind()) {
            case SINGLE, MULTIPLE -> options(list);
            case TRUE_FALSE -> statement(list);
            case FILL_IN -> {
                if (!page.isMarked()) {
                    return filling(list);
                }
            }
        }
        return Parts.scrolled(list);
    }

    private void options(VBox list) {
        List<Integer> order = page.item().order();
        List<String> options = page.question().options();
        List<Integer> right = page.question().right();
        for (int place = 0; options != null && right != null && place < order.size(); place++) {
            int inBank = order.get(place);
            boolean drafted = page.question().kind() == Question.Kind.MULTIPLE && !page.isMarked();
            boolean chosen = drafted
                    ? page.draft().chosen().contains(inBank)
                    : page.answer()
                            .map(Answer::chosen)
                            .filter(all -> all.contains(inBank))
                            .isPresent();
            list.getChildren()
                    .add(option(
                            QuizWords.sign(place),
                            options.get(inBank),
                            chosen,
                            right.contains(inBank),
                            () -> model.press(inBank)));
        }
    }

    private void statement(VBox list) {
        Optional<Boolean> said = page.answer().flatMap(answer -> Optional.ofNullable(answer.said()));
        for (boolean one : new boolean[] {true, false}) {
            boolean right = Boolean.valueOf(one).equals(page.question().statement());
            list.getChildren()
                    .add(option("", words.said(one), said.equals(Optional.of(one)), right, () -> model.say(one)));
        }
    }

    private Node option(String sign, String text, boolean chosen, boolean right, Runnable press) {
        if (!page.isMarked()) {
            return new OptionKey(
                    sign,
                    text,
                    chosen ? OptionKey.Look.CHOSEN : OptionKey.Look.PLAIN,
                    chosen ? texts.text(page.answer().isPresent() ? "quiz.chosen" : "quiz.picked") : "",
                    press);
        }
        OptionKey.Look look = right ? OptionKey.Look.RIGHT : chosen ? OptionKey.Look.WRONG : OptionKey.Look.FADED;
        String mark = right
                ? texts.text(chosen ? "quiz.right-chosen" : "quiz.right")
                : chosen ? texts.text("quiz.chosen") : "";
        return new OptionKey(sign, text, look, mark, press);
    }

    /// The keys stand where they are; what is asked is drawn up with a finger, where it is long.
    private Node filling(VBox list) {
        int count = page.draft().filled().size();
        int active = page.draft().blank();
        FlowPane tabs = new FlowPane();
        tabs.getStyleClass().addAll("phrases", "quiz-blanks");
        for (int i = 0; count > 1 && i < count; i++) {
            int one = i;
            Button tab = PageParts.action(texts.text("quiz.blank", i + 1), () -> model.chooseBlank(one), "phrase");
            if (i == active) {
                tab.getStyleClass().add("primary");
            }
            tabs.getChildren().add(tab);
        }
        if (form.portrait()) {
            tabs.getChildren().add(giveUp("phrase"));
        }
        BlankArea area = new BlankArea(page.draft().filled().get(active), model::write);
        blank = Optional.of(area);
        boolean digits = QuizViewModel.isOfDigits(page.question(), active);
        list.getChildren().add(area);
        if (!tabs.getChildren().isEmpty()) {
            list.getChildren().add(tabs);
        }
        if (!digits && !form.larger()) {
            list.getChildren().add(PageParts.hint(texts.text("quiz.keyboard")));
        }
        Node pad = keys.apply(digits);
        Node asked = Parts.grow(Parts.scrolled(list));
        return digits && !form.portrait()
                ? Parts.row("quiz-beside", asked, pad)
                : Parts.column("quiz-stack", asked, Parts.row("quiz-keys", pad));
    }

    /// Beside the keys where the page is narrow, else at its foot.
    private Button giveUp(String... styles) {
        return PageParts.action(texts.text("quiz.give-up"), model::giveUp, styles);
    }

    private void marked(VBox list) {
        boolean full = Integer.valueOf(Marking.FULL)
                .equals(page.points().get(page.question().id()));
        VBox explained = Parts.column(
                "quiz-explained", Parts.label(texts.text(full ? "quiz.good" : "quiz.not-good"), "text-36", "strong"));
        explained.getStyleClass().add(full ? "good" : "other");
        if (page.question().kind() == Question.Kind.FILL_IN) {
            explained
                    .getChildren()
                    .addAll(
                            Parts.label(texts.text("quiz.yours", words.answer(page.item(), page.answer())), "text-28"),
                            Parts.label(texts.text("quiz.key", words.right(page.item())), "text-28"));
        }
        String explanation = page.question().explanation();
        if (explanation != null) {
            explained.getChildren().add(Parts.label(texts.text("quiz.explanation", explanation), "text-28"));
        }
        list.getChildren().add(explained);
    }

    private Node overview() {
        FlowPane numbers = new FlowPane();
        numbers.getStyleClass().add("numbers");
        List<QuizReply.Item> items = page.sheet().items();
        for (int i = 0; i < items.size(); i++) {
            int one = i;
            QuestionId id = items.get(i).question().id();
            boolean given = page.given().containsKey(id);
            Button number = Parts.button(() -> model.go(one), "key", "number-key", "text-28", "strong");
            number.setText(given ? texts.text("quiz.number-given", i + 1) : String.valueOf(i + 1));
            if (given) {
                number.getStyleClass().add("given");
            }
            numbers.getChildren().add(number);
        }
        int open = page.unanswered();
        VBox top = Parts.column(
                "touch-words",
                PageParts.heading(
                        open == 0 ? texts.text("quiz.all-answered") : texts.text("quiz.unanswered-count", open)),
                PageParts.hint(texts.text("quiz.overview-next")));
        if (page.writing() == Writing.FAILED) {
            top.getChildren().add(Parts.label(texts.text("quiz.not-handed-in"), "warned", "text-28", "strong"));
        }
        return Parts.column("study-page", top, Parts.grow(Parts.scrolled(numbers)));
    }

    private Node leaving() {
        boolean contest = page.sheet()
                .kind()
                .filter(kind -> kind == QuizEntry.Kind.CONTEST)
                .isPresent();
        return Parts.column(
                "touch-notice",
                PageParts.heading(texts.text("quiz.leaving")),
                Parts.label(texts.text(contest ? "quiz.leaving-contest" : "quiz.leaving-test"), "muted", "text-36"));
    }
}
