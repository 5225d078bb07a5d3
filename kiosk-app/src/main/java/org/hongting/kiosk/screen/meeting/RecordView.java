package org.hongting.kiosk.screen.meeting;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.hongting.kiosk.meeting.Draft;
import org.hongting.kiosk.meeting.MinutesTemplate;
import org.hongting.kiosk.meeting.RecordReply;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.PageParts;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.table.Headcount;
import org.hongting.kiosk.ui.Language;
import org.hongting.kiosk.ui.ScanGuard;
import org.hongting.kiosk.ui.Texts;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.MeetingMinutes;

/// Draws a [RecordPage]. FX thread only.
final class RecordView {
    private static final int EXCERPT = 9;
    private static final int TEN = 10;
    private static final double THUMBNAIL = 260;

    private final RecordViewModel model;
    private final PageForm form;
    private final Texts texts;
    private final Node middle;
    private final List<Button> actions = new ArrayList<>();

    RecordView(RecordViewModel model, RecordPage page, PageForm form) {
        this.model = model;
        this.form = form;
        this.texts = form.texts();
        this.middle = switch (page) {
            case RecordPage.Loading _ -> MeetingView.words(PageParts.heading(texts.text("meetings.loading")));
            case RecordPage.Parts parts -> parts(parts);
            case RecordPage.Text text -> text(text.section());
            case RecordPage.Vote vote -> vote(vote);
            case RecordPage.Photographs photographs -> photographs(photographs);
            case RecordPage.Finished finished ->
                MeetingView.words(
                        Parts.shape("tick", "large"),
                        PageParts.heading(texts.text("record.finished")),
                        PageParts.heading(
                                finished.done().held().board().meeting().title()),
                        PageParts.hint(texts.text(
                                "record.finished.next", finished.done().revision())));
        };
    }

    Node middle() {
        return middle;
    }

    List<Button> actions() {
        return actions;
    }

    private String in(MinutesTemplate.Words words) {
        return texts.language() == Language.CHINESE ? words.zh() : words.en();
    }

    private Node parts(RecordPage.Parts page) {
        RecordReply.Writing writing = page.writing();
        List<Button> tiles = new ArrayList<>();
        for (MinutesTemplate.Section section : writing.template().sections()) {
            tiles.add(part(in(section.heading()), excerpt(model.text(section.id())), () -> model.open(section)));
        }
        List<Draft.Vote> votes = model.votes();
        for (int i = 0; i < votes.size(); i++) {
            int index = i;
            tiles.add(part(
                    texts.text("record.vote", i + 1), excerpt(votes.get(i).motion()), () -> model.openVote(index)));
        }
        if (votes.size() < MeetingMinutes.MOTIONS) {
            tiles.add(part(
                    texts.text("record.vote.new"),
                    "",
                    () -> model.openVote(model.votes().size())));
        }
        tiles.add(part(
                texts.text("record.photographs"),
                writing.photographs().isEmpty()
                        ? texts.text("record.none")
                        : texts.text("record.pictures", writing.photographs().size()),
                model::openPhotographs));
        actions.add(PageParts.action(finish(page), model::finish, "primary"));
        VBox words = MeetingView.words(
                PageParts.heading(texts.text("record.heading")),
                PageParts.hint(writing.held().board().meeting().title()
                        + (writing.finished() == 0
                                ? ""
                                : "　" + texts.text("record.revision", writing.finished() + 1))));
        page.wrong().ifPresent(wrong -> words.getChildren().add(warning(wrong)));
        return MeetingView.stack(words, Parts.scrolled(MeetingView.tiles(tiles, form.portrait() ? 2 : 3)));
    }

    private String finish(RecordPage.Parts page) {
        if (page.busy()) {
            return texts.text("touch.busy");
        }
        return page.toBeRecounted() ? texts.text("record.finish-recounted") : texts.text("record.finish");
    }

    private Node warning(RecordReply.Wrong wrong) {
        String words = texts.textOf("record-problem", wrong.problem());
        return Parts.label(
                wrong.number() == 0 ? words : texts.text("record.vote", wrong.number()) + "　" + words,
                "warned",
                "text-28",
                "strong");
    }

    private static Button part(String heading, String below, Runnable press) {
        Button tile = MeetingView.tile(below.isEmpty() ? heading : heading + "\n" + below, press);
        tile.getStyleClass().add("part-key");
        return tile;
    }

    private String excerpt(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        if (line.isEmpty()) {
            return texts.text("record.empty");
        }
        if (form.larger()) {
            return texts.text("record.filled");
        }
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }

    private Node text(MinutesTemplate.Section section) {
        TextArea area = area(model.text(section.id()), Draft.SECTION, typed -> model.type(section.id(), typed));
        actions.add(PageParts.action(texts.text("record.done"), model::done, "primary"));
        return column(
                MeetingView.words(PageParts.heading(in(section.heading())), PageParts.hint(in(section.prompt()))),
                area,
                phrases(section.phrases(), phrase -> area.insertText(area.getCaretPosition(), phrase)));
    }

    private Node vote(RecordPage.Vote page) {
        Draft.Vote vote = model.votes().get(page.index());
        TextArea area = area(vote.motion(), Draft.MOTION, model::motion);
        area.getStyleClass().add("short");
        Headcount heads = page.writing().held().board().headcount();
        int present = heads.present() - heads.guests();
        String count = texts.text("record.present", heads.expected(), present, vote.cast());
        actions.add(PageParts.action(texts.text("record.vote.discard"), model::discardVote));
        actions.add(PageParts.action(texts.text("record.done"), model::done, "primary"));
        return column(
                PageParts.heading(texts.text("record.vote", page.index() + 1)),
                area,
                phrases(page.writing().template().motions(), model::phrase),
                Parts.column(
                        "guest-kinds",
                        counter(texts.text("record.favour"), vote.inFavour(), more -> model.count(more, 0, 0)),
                        counter(texts.text("record.against"), vote.against(), more -> model.count(0, more, 0)),
                        counter(texts.text("record.abstained"), vote.abstained(), more -> model.count(0, 0, more))),
                vote.cast() > present
                        ? Parts.label(
                                count + "　" + texts.text("record-problem.too-many-votes"),
                                "warned",
                                "text-28",
                                "strong")
                        : PageParts.hint(count));
    }

    private static HBox counter(String words, int count, Consumer<Integer> more) {
        return Parts.row(
                "guest-kind",
                Parts.label(words, "text-36"),
                Parts.push(),
                MeetingView.step("−", count > 0, () -> more.accept(-1)),
                Parts.word(String.valueOf(count), "guest-count", "text-48", "strong"),
                MeetingView.step("＋", true, () -> more.accept(1)),
                MeetingView.step("＋10", true, () -> more.accept(TEN)));
    }

    private Node photographs(RecordPage.Photographs page) {
        FlowPane pictures = new FlowPane();
        pictures.getStyleClass().add("pictures");
        page.writing().photographs().forEach(one -> pictures.getChildren().add(picture(one)));
        if (page.writing().photographs().size() < Fact.MeetingRecorded.PHOTOGRAPHS) {
            actions.add(PageParts.action(
                    texts.text(page.busy() ? "touch.busy" : "record.photograph"), model::takePhotograph, "primary"));
        }
        VBox words = MeetingView.words(
                PageParts.heading(texts.text("record.photographs")),
                PageParts.hint(texts.text("record.photographs.next")));
        page.wrong().ifPresent(wrong -> words.getChildren().add(warning(wrong)));
        return MeetingView.stack(words, pictures);
    }

    private Node picture(RecordReply.Photograph photograph) {
        ImageView view =
                new ImageView(new Image(new ByteArrayInputStream(photograph.jpeg()), THUMBNAIL * 2, 0, true, true));
        view.setPreserveRatio(true);
        view.setFitWidth(THUMBNAIL);
        Button discard = PageParts.action(texts.text("record.discard"), () -> model.discard(photograph), "toggle");
        return Parts.column("picture", view, discard);
    }

    /// A text to write with a keyboard. It takes the keys as soon as it is there; a scan meanwhile is read as always
    /// and leaves nothing in the text.
    private static TextArea area(String text, int most, Consumer<String> typed) {
        TextArea area = new TextArea(text);
        area.setWrapText(true);
        area.getStyleClass().add("text-36");
        area.setTextFormatter(ScanGuard.formatter(most, System::nanoTime));
        area.textProperty().addListener((_, _, now) -> typed.accept(now));
        area.positionCaret(text.length());
        area.sceneProperty().addListener((_, _, scene) -> {
            if (scene != null) {
                area.requestFocus();
            }
        });
        return Parts.grow(area);
    }

    private static Node phrases(List<String> phrases, Consumer<String> press) {
        FlowPane flow = new FlowPane();
        flow.getStyleClass().add("phrases");
        phrases.forEach(phrase ->
                flow.getChildren().add(PageParts.action(phrase.strip(), () -> press.accept(phrase), "phrase")));
        return flow;
    }

    private static Node column(Node... parts) {
        VBox column = Parts.column("touch-stack", parts);
        column.getStyleClass().add("writing");
        return column;
    }
}
