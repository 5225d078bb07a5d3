package org.hongting.kiosk.voice;

import java.time.Clock;
import java.time.LocalTime;
import org.hongting.device.speech.Voice;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.ui.Language;
import org.hongting.kiosk.ui.Texts;

/// Says in a few words what stands on the screen. No name and no number is ever said: whoever stands behind hears it
/// too. Silent in the quiet hours.
public final class SpokenAnswers implements AutoCloseable {
    private final Voice voice;
    private final QuietHours quiet;
    private final Clock clock;

    /// @param clock of the wall
    public SpokenAnswers(Voice voice, QuietHours quiet, Clock clock) {
        this.voice = voice;
        this.quiet = quiet;
        this.clock = clock;
    }

    /// Never waits.
    ///
    /// @param language of the screen now
    public void say(Decision decision, Language language) {
        if (!quiet.include(LocalTime.now(clock))) {
            voice.say(words(decision, Texts.in(language)), language.locale());
        }
    }

    private static String words(Decision decision, Texts texts) {
        return switch (decision) {
            case Decision.Admitted(var _, var _, var _, Decision.Arrival.OnTime _) -> texts.text("spoken.admitted");
            case Decision.Admitted(var _, var _, var _, Decision.Arrival.Late _) -> texts.text("spoken.late");
            case Decision.Already _ -> texts.text("spoken.already");
            case Decision.Left _ -> texts.text("spoken.left");
            case Decision.TakenBack _ -> texts.text("spoken.taken-back");
            case Decision.CardBound _ -> texts.text("spoken.card-bound");
            case Decision.StudiesHere _ -> texts.text("spoken.studies-here");
            case Decision.NeedsMeeting _ -> texts.text("spoken.choose");
            case Decision.NeedsProof _ -> texts.text("spoken.proof");
            case Decision.Refused _ -> texts.text("spoken.refused");
            case Decision.NotRecorded _ -> texts.text("spoken.not-recorded");
        };
    }

    @Override
    public void close() {
        voice.close();
    }
}
