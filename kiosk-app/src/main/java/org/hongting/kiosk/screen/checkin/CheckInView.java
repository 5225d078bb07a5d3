package org.hongting.kiosk.screen.checkin;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hongting.kiosk.screen.part.Appearance;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.screen.part.ScreenLight;
import org.hongting.kiosk.screen.selftest.SelfTestPane;
import org.hongting.kiosk.screen.touch.TouchPage;
import org.hongting.kiosk.screen.touch.TouchPane;
import org.hongting.kiosk.ui.Concealed;
import org.hongting.kiosk.ui.Look;
import org.hongting.kiosk.ui.Motion;
import org.hongting.kiosk.ui.Texts;
import org.hongting.kiosk.ui.Theme;

/// Draws a [CheckInViewModel], landscape or portrait, at any size, as the root of a scene. FX thread only.
///
/// What belongs to one person is in the scene only while it is shown: every state is drawn anew, and the nodes of the
/// one before are let go.
public final class CheckInView extends Region {
    private static final PseudoClass PORTRAIT = PseudoClass.getPseudoClass("portrait");
    private static final PseudoClass BROKEN = PseudoClass.getPseudoClass("broken");
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final PseudoClass LARGER = PseudoClass.getPseudoClass("larger");

    /// Lengths are rounded to whole pixels; less than one is no crowd.
    private static final double ROUNDING = 1;

    private final CheckInViewModel model;
    private final Theme theme;
    private final Motion motion;
    private final BorderPane page = new BorderPane();
    private final Switches switches;
    private final VBox bottom;

    /// Lies over a screen that rests. It takes the touch that wakes it, so that nothing beneath is pressed.
    private final Region shade = Parts.shape("shade");
    private Look look;
    private Optional<TouchPane> touching = Optional.empty();
    private Optional<Appearance> touchingAs = Optional.empty();

    public CheckInView(CheckInViewModel model, Theme theme) {
        this(model, theme, Motion.FULL);
    }

    public CheckInView(CheckInViewModel model, Theme theme, Motion motion) {
        this.model = model;
        this.theme = theme;
        this.motion = motion;
        this.switches = new Switches(model);
        this.bottom = Parts.column("bottom", switches, new Region());
        this.look = Look.of(theme, 0, 0, false);
        getStylesheets().setAll(look.sheets());
        getStyleClass().add("hongting");
        page.getStyleClass().add("page");
        page.setBottom(bottom);
        model.screen().addListener((_, _, _) -> draw());
        model.appearance().addListener((_, _, _) -> reshape());
        model.habits().addListener((_, _, _) -> draw());
        model.light().level().addListener((_, _, _) -> darken());
        shade.setOnMousePressed(_ -> model.light().use());
        darken();
        widthProperty().addListener((_, _, _) -> reshape());
        heightProperty().addListener((_, _, _) -> reshape());
        sceneProperty().addListener((_, _, _) -> reshape());
        reshape();
    }

    /// Size or reader changed: other style sheets, perhaps another arrangement.
    private void reshape() {
        Appearance appearance = model.appearance().get();
        Look fitting = Look.of(themeNow(), getWidth(), getHeight(), appearance.larger());
        wear(fitting);
        pseudoClassStateChanged(PORTRAIT, portrait());
        pseudoClassStateChanged(LARGER, appearance.larger());
        touching = Optional.empty();
        draw();
    }

    private Theme themeNow() {
        if (model.appearance().get().highContrast()) {
            return Theme.HIGH_CONTRAST;
        }
        boolean night = model.screen().get() instanceof CheckInScreen.Touch(var _, TouchPage page) && page.isNight();
        return night ? Theme.NIGHT : theme;
    }

    private void wear(Look other) {
        if (!other.equals(look)) {
            look = other;
            getStylesheets().setAll(look.sheets());
        }
    }

    /// Sets type smaller, step by step, where a page with unusually long texts would otherwise be cut off.
    private void fit() {
        if (getScene() == null || getHeight() <= 0) {
            return;
        }
        wear(Look.of(themeNow(), getWidth(), getHeight(), look.larger()));
        arrange();
        while (look.tightness() < Look.TIGHTEST && crowded(this)) {
            wear(look.tighter());
            arrange();
        }
    }

    private void arrange() {
        applyCss();
        layout();
    }

    /// Whether anything below got less height than it needs or stands out of what holds it. Asked of what was laid
    /// out, because the least heights of containers do not know how their texts wrap.
    private static boolean crowded(Region parent) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            // What is written, or longer than the screen, scrolls in its own room.
            boolean whole = child instanceof TextInputControl || child instanceof ScrollPane;
            if (child instanceof Region region && (squeezed(region, parent) || (!whole && crowded(region)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean squeezed(Region child, Region parent) {
        return child.getHeight() + ROUNDING < child.minHeight(child.getWidth())
                || child.getLayoutY() + ROUNDING < 0
                || child.getLayoutY() + child.getHeight() > parent.getHeight() + ROUNDING;
    }

    private boolean portrait() {
        return getHeight() > getWidth();
    }

    private void draw() {
        Appearance appearance = model.appearance().get();
        PageForm form = new PageForm(Texts.in(appearance.language()), portrait(), appearance.larger(), motion);
        CheckInScreen screen = model.screen().get();
        if (screen instanceof CheckInScreen.Touch touch) {
            touch(touch, form, appearance);
            return;
        }
        touching = Optional.empty();
        Node middle = switch (screen) {
            case CheckInScreen.Starting _ -> NoticePane.starting(form);
            case CheckInScreen.Unclaimed unclaimed -> NoticePane.unclaimed(unclaimed.trouble(), form);
            case CheckInScreen.Pairing pairing ->
                Concealed.as(form.texts().text("concealed.pairing"), new PairingPane(pairing.page(), form));
            case CheckInScreen.Idle idle -> new IdlePane(idle.frame(), idle.station(), form);
            case CheckInScreen.Announced(var frame, var _, var announcement) ->
                new AnnouncementPane(announcement, frame, form, model::dismissAnnouncement);
            case CheckInScreen.OutOfOrder broken -> NoticePane.outOfOrder(broken.reason(), broken.frame(), form);
            case CheckInScreen.Answer answer ->
                Concealed.as(form.texts().text("concealed.answer"), new AnswerPane(answer, form, model));
            case CheckInScreen.SelfTest test -> new SelfTestPane(test.page(), model.testing(), form);
            case CheckInScreen.Touch touch -> touchPane(touch, form);
        };
        if (screen instanceof CheckInScreen.Answer || screen instanceof CheckInScreen.SelfTest) {
            page.setCenter(null);
            cover(middle);
            fit();
            return;
        }
        boolean offersCode = screen instanceof CheckInScreen.Idle idle
                && idle.station().offersCode()
                && idle.station().current().isPresent();
        boolean open = screen instanceof CheckInScreen.Idle || screen instanceof CheckInScreen.Announced;
        switches.show(appearance, form.texts(), portrait(), open, offersCode);
        page.setTop(new TopBar(screen.frame(), form.texts()));
        page.setCenter(middle);
        page.pseudoClassStateChanged(BROKEN, screen instanceof CheckInScreen.OutOfOrder);
        bottom.getChildren().set(1, new StatusBar(screen.frame().station(), form.texts()));
        if (page.getParent() == null) {
            cover(page);
        }
        fit();
    }

    /// What was typed changes in the page as it stands: a key must not be replaced while a finger is on it.
    private void touch(CheckInScreen.Touch touch, PageForm form, Appearance appearance) {
        boolean sameLook = touchingAs.equals(Optional.of(appearance));
        boolean updated =
                sameLook && touching.filter(pane -> pane.update(touch.page())).isPresent();
        if (!updated) {
            page.setCenter(null);
            TouchPane pane = touchPane(touch, form);
            touching = Optional.of(pane);
            touchingAs = Optional.of(appearance);
            cover(pane);
        }
        fit();
    }

    private void darken() {
        ScreenLight.Level level = model.light().level().get();
        shade.setVisible(level != ScreenLight.Level.BRIGHT);
        shade.pseudoClassStateChanged(DARK, level == ScreenLight.Level.DARK);
    }

    private void cover(Node whole) {
        getChildren().setAll(whole, shade);
    }

    /// All of it belongs to whoever stands there: names, what they type, codes for their phone.
    private TouchPane touchPane(CheckInScreen.Touch touch, PageForm form) {
        return Concealed.as(
                form.texts().text("concealed.touch"), new TouchPane(model.touch(), touch.page(), touch.frame(), form));
    }

    @Override
    protected void layoutChildren() {
        getManagedChildren().forEach(child -> child.resizeRelocate(0, 0, getWidth(), getHeight()));
    }
}
