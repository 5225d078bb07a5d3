package org.hongting.kiosk.screen.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.screen.part.ScreenHabits;
import org.hongting.kiosk.screen.touch.TouchPage;
import org.hongting.kiosk.screen.touch.TouchViewModel;
import org.hongting.kiosk.ui.FxScheduler;
import org.hongting.kiosk.ui.Motion;
import org.hongting.kiosk.ui.Theme;
import org.hongting.kiosk.ui.Toolkit;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.configuration.SettingKey;
import org.hongting.protocol.record.RefusalReason;
import org.junit.jupiter.api.Test;

class CheckInViewTest {
    private static final Station STATION = new Station(Optional.empty(), Optional.empty(), 0, true, true);
    private static final Station BUSIER = new Station(Optional.empty(), Optional.empty(), 3, false, true);

    private final FakeScheduler scheduler = new FakeScheduler(Instant.parse("2026-11-22T01:02:10Z"));
    private final CheckInViewModel model = new CheckInViewModel(scheduler, scheduler.clock(ZoneId.of("Asia/Shanghai")));

    @Test
    void pressingTheLanguageSwitchTurnsThePageAndTimeTurnsItBack() {
        Toolkit.onFxThread(() -> {
            Parent view = shown();
            assertThat(words(view)).contains("今天没有会议");
            button(view, "English").fire();
            assertThat(words(view)).contains("No meeting today").doesNotContain("今天没有会议");
            scheduler.pass(CheckInViewModel.APPEARANCE_TIME);
            assertThat(words(view)).contains("今天没有会议");
            return null;
        });
    }

    @Test
    void pressingTheElderlySwitchSetsLargerType() {
        Toolkit.onFxThread(() -> {
            Parent view = shown();
            double usual = size(view, "今天没有会议");
            button(view, "长辈版").fire();
            assertThat(size(view, "今天没有会议") / usual).isBetween(1.38, 1.42);
            return null;
        });
    }

    @Test
    void inLargeTypeWhoeverIsInChargeSignsInFromTheirOwnPage() {
        Toolkit.onFxThread(() -> {
            Parent view = shown();
            button(view, "长辈版").fire();
            assertThat(words(view)).doesNotContain("负责人");
            button(view, "我的").fire();
            button(view, "负责人").fire();
            assertThat(model.touch().page()).contains(new TouchPage.ChargeCard(Optional.empty()));
            return null;
        });
    }

    @Test
    void onlyTheButtonsThatAreWantedAreOffered() {
        Toolkit.onFxThread(() -> {
            Parent view = shown();
            model.configure(ScreenHabits.of(
                    new Configuration(1, new TreeMap<>(Map.of(SettingKey.BUTTONS.word(), "number own")))));
            assertThat(words(view)).contains("学号签到", "我的", "English").doesNotContain("学习", "负责人");
            model.configure(ScreenHabits.USUAL);
            assertThat(words(view)).contains("学习", "负责人");
            return null;
        });
    }

    @Test
    void newFiguresLeaveTheSwitchesInPlaceSoThatNoPressIsLost() {
        Toolkit.onFxThread(() -> {
            Parent view = shown();
            Button before = button(view, "English");
            Parent holder = before.getParent();
            List<Object> moves = new ArrayList<>();
            before.parentProperty().addListener((_, _, now) -> moves.add(String.valueOf(now)));
            model.show(BUSIER);
            scheduler.pass(Duration.ofMinutes(3));
            assertThat(button(view, "English")).isSameAs(before);
            assertThat(before.getParent()).isSameAs(holder);
            assertThat(moves).isEmpty();
            return null;
        });
    }

    @Test
    void aScreenTurnedUprightIsLaidOutAnew() {
        Toolkit.onFxThread(() -> {
            CheckInView view = shown();
            view.resize(1080, 1920);
            assertThat(view.getPseudoClassStates()).extracting(Object::toString).contains("portrait");
            view.resize(1920, 1080);
            assertThat(view.getPseudoClassStates()).extracting(Object::toString).doesNotContain("portrait");
            return null;
        });
    }

    @Test
    void anIdleScreenAsksForNoPulse() throws InterruptedException {
        CompletableFuture<int[]> counted = new CompletableFuture<>();
        Stage stage = Toolkit.onFxThread(() -> {
            Stage made = new Stage();
            made.setScene(new Scene(new CheckInView(model, Theme.LIGHT, Motion.FULL), 900, 600));
            model.show(STATION);
            made.show();
            return made;
        });
        Thread.sleep(500);
        int[] pulses = new int[1];
        Toolkit.onFxThread(() -> {
            stage.getScene().addPostLayoutPulseListener(() -> pulses[0]++);
            return null;
        });
        Thread.sleep(500);
        Toolkit.onFxThread(() -> {
            counted.complete(pulses);
            stage.close();
            return null;
        });
        assertThat(Toolkit.await(counted)[0]).isLessThanOrEqualTo(2);
    }

    @Test
    void stepsOfTheRealSchedulerRunOnTheFxThreadUnlessCancelledWhileTheyWaitForIt() throws InterruptedException {
        CompletableFuture<Boolean> onFxThread = new CompletableFuture<>();
        boolean[] cancelledRan = new boolean[1];
        try (FxScheduler real = new FxScheduler()) {
            Toolkit.onFxThread(() -> {
                var cancelled = real.after(Duration.ZERO, () -> cancelledRan[0] = true);
                Thread.sleep(50); // It is in this thread's queue by now.
                cancelled.cancel();
                return null;
            });
            real.after(
                    Duration.ofMillis(30),
                    () -> onFxThread.complete(javafx.application.Platform.isFxApplicationThread()));
            assertThat(Toolkit.await(onFxThread)).isTrue();
        }
        assertThat(cancelledRan[0]).isFalse();
    }

    @Test
    void pressedKeysTypeAndNoKeyIsReplacedUnderAFinger() {
        Toolkit.onFxThread(() -> {
            Parent view = shown();
            button(view, "学号签到").fire();
            Button two = button(view, "2");
            two.fire();
            button(view, "0").fire();
            assertThat(button(view, "2")).isSameAs(two);
            assertThat(words(view)).contains("20");
            button(view, "删除").fire();
            assertThat(words(view)).contains("2").doesNotContain("20");
            button(view, "确定").fire();
            assertThat(words(view)).contains("正在核对…");
            button(view, "返回").fire();
            assertThat(words(view)).contains("学号签到").doesNotContain("删除");
            return null;
        });
    }

    @Test
    void theSheetThatAsksWhetherAnybodyIsThereCountsAndGoesAtATouch() {
        Toolkit.onFxThread(() -> {
            Parent view = shown();
            button(view, "学号签到").fire();
            scheduler.pass(TouchViewModel.IDLE);
            assertThat(words(view)).contains("还在使用吗？", "10");
            scheduler.pass(Duration.ofSeconds(3));
            assertThat(words(view)).contains("7");
            button(view, "继续").fire();
            assertThat(words(view)).doesNotContain("还在使用吗？");
            scheduler.pass(Duration.ofSeconds(31));
            assertThat(words(view)).contains("学号签到").doesNotContain("删除");
            return null;
        });
    }

    @Test
    void aRefusalSaysWhatToDoNextAndNoRawReason() {
        Toolkit.onFxThread(() -> {
            Parent view = shown();
            model.show(new Decision.Refused(RefusalReason.RANDOM_CARD));
            assertThat(words(view)).containsExactly("这张卡的号码每次都变", "请不要用手机或银行卡\uff0c改用实体校园卡");
            return null;
        });
    }

    private CheckInView shown() {
        CheckInView view = new CheckInView(model, Theme.LIGHT, Motion.FULL);
        Scene scene = new Scene(view, 1280, 800);
        model.show(STATION);
        assertThat(scene.getRoot()).isSameAs(view);
        return view;
    }

    private static double size(Parent view, String words) {
        return labels(view).stream()
                .filter(label -> label.getText().equals(words))
                .findFirst()
                .orElseThrow()
                .getFont()
                .getSize();
    }

    private static Button button(Parent view, String words) {
        return labels(view).stream()
                .filter(label -> label.getText().equals(words))
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> words(Parent view) {
        return labels(view).stream().map(Labeled::getText).toList();
    }

    private static List<Labeled> labels(Parent parent) {
        List<Labeled> found = new ArrayList<>();
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (child instanceof Labeled label) {
                found.add(label);
            } else if (child instanceof Parent inner) {
                found.addAll(labels(inner));
            }
        }
        return found;
    }
}
