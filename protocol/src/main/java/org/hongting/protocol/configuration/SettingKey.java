package org.hongting.protocol.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.protocol.card.CardEncoding;

/// Everything about a terminal that can be set from afar. What is not here is set by whoever stands at the machine: a
/// simulated reader above all, which no configuration can switch on.
///
/// Names and meanings never change; a key may be added, and a terminal passes over one that it does not know.
public enum SettingKey {
    /// How the screen speaks to whoever has said nothing else.
    LANGUAGE("screen.language", new ValueForm.Choice(List.of("zh-CN", "en")), "zh-CN", Effect.AT_ONCE),
    /// The elderly mode, as the screen's usual look.
    LARGE_TYPE("screen.large-type", new ValueForm.Switch(), "off", Effect.AT_ONCE),
    /// Black, white and one yellow, as the screen's usual look.
    HIGH_CONTRAST("screen.high-contrast", new ValueForm.Switch(), "off", Effect.AT_ONCE),
    /// The ways in that need no card, on the check-in page.
    BUTTONS(
            "screen.buttons",
            new ValueForm.Some(List.of("number", "code", "study", "own", "charge")),
            "number code study own charge",
            Effect.AT_ONCE),
    /// How long a yes stands.
    ANSWER_TIME("screen.answer-time", new ValueForm.Whole(1500, 8000, "ms"), "2500", Effect.AT_ONCE),
    /// How long nobody touches a personal page before it asks.
    PERSONAL_IDLE("screen.personal-idle", new ValueForm.Whole(10, 120, "s"), "20", Effect.AT_ONCE),
    /// When the screen is lit by itself; a meeting of the room and whoever touches it come before that.
    SCREEN_HOURS("screen.hours", new ValueForm.Week(), ValueForm.Week.ALWAYS, Effect.AT_ONCE),
    /// What it does outside of them.
    SCREEN_REST("screen.rest", new ValueForm.Choice(List.of("off", "dim")), "off", Effect.AT_ONCE),
    /// How long before check-in to a meeting begins it is lit again.
    SCREEN_LEAD("screen.before-meeting", new ValueForm.Whole(0, 120, "min"), "30", Effect.AT_ONCE),
    VOLUME("sound.volume", new ValueForm.Whole(0, 100, "%"), "100", Effect.AT_ONCE),
    /// Whether answers are said aloud too.
    SPEAK("voice.answers", new ValueForm.Switch(), "off", Effect.AT_ONCE),
    /// When nothing is said aloud.
    QUIET_HOURS("voice.quiet-hours", new ValueForm.Hours(), "22:00-07:00", Effect.AT_ONCE),
    /// Whether smart-card readers are used.
    CARDS("reader.cards", new ValueForm.Switch(), "on", Effect.DEVICES),
    CAMERA("reader.camera", new ValueForm.Camera(), "none", Effect.DEVICES),
    SERIAL("reader.serial", new ValueForm.SerialLines(4), "", Effect.DEVICES),
    /// What readers that type write card numbers in.
    TYPED_CARDS("reader.typed-cards", new ValueForm.Choice(encodings()), "none", Effect.DEVICES);

    /// What a change of it costs.
    public enum Effect {
        /// Nobody notices.
        AT_ONCE,
        /// The readers are closed and opened again, which takes a second or two.
        DEVICES
    }

    private final String word;
    // Every form is a record of numbers, words and lists that are copies.
    @SuppressWarnings("ImmutableEnumChecker")
    private final ValueForm form;

    private final String usual;
    private final Effect effect;

    SettingKey(String word, ValueForm form, String usual, Effect effect) {
        this.word = word;
        this.form = form;
        this.usual = usual;
        this.effect = effect;
    }

    private static List<String> encodings() {
        return Stream.concat(
                        Stream.of("none"), Arrays.stream(CardEncoding.values()).map(CardEncoding::word))
                .toList();
    }

    /// Its name, as it stands on the wire and in tables.
    public String word() {
        return word;
    }

    public ValueForm form() {
        return form;
    }

    /// What is in force where nobody has set it.
    public String usual() {
        return usual;
    }

    public Effect effect() {
        return effect;
    }

    public static Optional<SettingKey> find(String word) {
        return Arrays.stream(values()).filter(key -> key.word.equals(word)).findFirst();
    }
}
