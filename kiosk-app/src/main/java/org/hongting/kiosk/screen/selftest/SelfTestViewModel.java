package org.hongting.kiosk.screen.selftest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.Scheduler.Cancellable;
import org.hongting.protocol.record.TestVerdict;
import org.hongting.protocol.record.TestedPart;
import org.jspecify.annotations.Nullable;

/// Leads whoever stands before the screen through the parts of a test that need somebody. Where nobody does anything
/// for a minute, what is left counts as not done. Nobody has to say who they are: nothing is shown and nothing changes.
public final class SelfTestViewModel {
    /// So long somebody is waited for at each step.
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    public static final int COLUMNS = 6;
    public static final int ROWS = 4;

    private final Scheduler scheduler;
    private final Runnable change;
    private final BitSet touched = new BitSet();
    private final List<TestedPart> parts = new ArrayList<>();
    private Optional<TestPage> page = Optional.empty();
    private Runnable sound = () -> {};
    private Consumer<List<TestedPart>> ended = _ -> {};
    private Cancellable givesUp = () -> {};

    /// @param change called when another page is to be shown
    public SelfTestViewModel(Scheduler scheduler, Runnable change) {
        this.scheduler = scheduler;
        this.change = change;
    }

    public Optional<TestPage> page() {
        return page;
    }

    /// @param sample makes a sound
    /// @param told what was found, at the end
    public void begin(Runnable sample, Consumer<List<TestedPart>> told) {
        finish();
        sound = sample;
        ended = told;
        touched.clear();
        parts.clear();
        open(TestPage.INVITATION);
    }

    /// Somebody wants to help.
    public void accept() {
        if (isAt(TestPage.INVITATION)) {
            open(TestPage.FIELDS);
        }
    }

    /// Whoever is there does not want to, or wants no more.
    public void decline() {
        if (page.isPresent()) {
            giveUp();
        }
    }

    public boolean isTouched(int field) {
        return touched.get(field);
    }

    /// A finger is on a field. What was touched is drawn by whoever draws the fields.
    public void touch(int field) {
        if (!isAt(TestPage.FIELDS)) {
            return;
        }
        touched.set(field);
        if (touched.cardinality() == COLUMNS * ROWS) {
            parts.add(fields());
            hear();
        } else {
            awaitSomebody();
        }
    }

    /// What was not touched cannot be.
    public void noMoreFields() {
        if (isAt(TestPage.FIELDS)) {
            parts.add(fields());
            hear();
        }
    }

    private TestedPart fields() {
        long missed = (long) COLUMNS * ROWS - touched.cardinality();
        return missed == 0
                ? part("touch", TestVerdict.FINE, null, Map.of("fields", (long) COLUMNS * ROWS))
                : part("touch", TestVerdict.DOUBTFUL, "missed", Map.of("missed-fields", missed));
    }

    private void hear() {
        open(TestPage.HEARD);
        sound.run();
    }

    public void soundAgain() {
        if (isAt(TestPage.HEARD)) {
            awaitSomebody();
            sound.run();
        }
    }

    public void heard(boolean yes) {
        if (isAt(TestPage.HEARD)) {
            parts.add(answered("heard", yes, "not-heard"));
            open(TestPage.SEEN);
        }
    }

    public void seen(boolean yes) {
        if (isAt(TestPage.SEEN)) {
            parts.add(answered("seen", yes, "not-seen"));
            finish();
        }
    }

    private static TestedPart answered(String part, boolean yes, String otherwise) {
        return yes ? part(part, TestVerdict.FINE, null, Map.of()) : part(part, TestVerdict.BROKEN, otherwise, Map.of());
    }

    private static TestedPart part(String part, TestVerdict verdict, @Nullable String why, Map<String, Long> figures) {
        return new TestedPart(part, null, verdict, why, new TreeMap<>(figures));
    }

    private boolean isAt(TestPage one) {
        return page.equals(Optional.of(one));
    }

    private void open(TestPage next) {
        page = Optional.of(next);
        awaitSomebody();
        change.run();
    }

    private void awaitSomebody() {
        givesUp.cancel();
        givesUp = scheduler.after(PATIENCE, this::giveUp);
    }

    private void giveUp() {
        if (isAt(TestPage.FIELDS) && !touched.isEmpty()) {
            parts.add(fields());
        }
        finish();
    }

    private void finish() {
        givesUp.cancel();
        if (page.isEmpty()) {
            return;
        }
        for (String one : List.of("touch", "heard", "seen")) {
            if (parts.stream().noneMatch(part -> part.part().equals(one))) {
                parts.add(part(one, TestVerdict.NOT_DONE, "nobody", Map.of()));
            }
        }
        page = Optional.empty();
        change.run();
        ended.accept(List.copyOf(parts));
    }
}
