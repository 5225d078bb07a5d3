package org.hongting.kiosk.screen.part;

import java.time.Duration;
import java.util.List;
import org.hongting.kiosk.ui.Language;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.configuration.SettingKey;
import org.hongting.protocol.configuration.ValueForm;

/// What the screen is like for whoever has said nothing about it.
///
/// @param answers how long a yes stands
/// @param idle how long nobody touches a personal page before it asks
/// @param buttons the ways in that need no card, by the words of [SettingKey#BUTTONS]
/// @param rest when it is lit
public record ScreenHabits(Appearance look, Duration answers, Duration idle, List<String> buttons, Rest rest) {
    /// When the screen rests, and how.
    ///
    /// @param off whether it is black then, and not only darker
    /// @param lead so long before check-in to a meeting begins it is lit again
    public record Rest(ScreenHours hours, boolean off, Duration lead) {}

    /// Where nobody has set anything.
    public static final ScreenHabits USUAL = of(Configuration.NONE);

    public ScreenHabits {
        buttons = List.copyOf(buttons);
    }

    public static ScreenHabits of(Configuration configuration) {
        return new ScreenHabits(
                new Appearance(
                        language(configuration.value(SettingKey.LANGUAGE)),
                        configuration.isOn(SettingKey.LARGE_TYPE),
                        configuration.isOn(SettingKey.HIGH_CONTRAST)),
                Duration.ofMillis(configuration.whole(SettingKey.ANSWER_TIME)),
                Duration.ofSeconds(configuration.whole(SettingKey.PERSONAL_IDLE)),
                SettingKey.BUTTONS.form() instanceof ValueForm.Some some
                        ? some.of(configuration.value(SettingKey.BUTTONS))
                        : List.of(),
                new Rest(
                        ScreenHours.parse(configuration.value(SettingKey.SCREEN_HOURS)),
                        configuration.value(SettingKey.SCREEN_REST).equals("off"),
                        Duration.ofMinutes(configuration.whole(SettingKey.SCREEN_LEAD))));
    }

    private static Language language(String tag) {
        return tag.equals(Language.ENGLISH.locale().toLanguageTag()) ? Language.ENGLISH : Language.CHINESE;
    }
}
