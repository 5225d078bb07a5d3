package org.hongting.kiosk.checkin;

import java.util.Optional;
import org.hongting.device.CredentialRead;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceFault;
import org.hongting.device.DeviceName;
import org.hongting.device.Shown;
import org.hongting.protocol.card.CardEncoding;

/// Stands before a listener and takes for a card what a scanner typed and what is a card number in the encoding of
/// this terminal's readers. Badges and passes are far longer than any card number and stay codes, and so does
/// everything that a camera saw: a printed number is no card.
///
/// On the readers' threads; it has no state.
public final class TypedCards implements CredentialReader.Listener {
    private final CardEncoding encoding;
    private final CredentialReader.Listener listener;

    private TypedCards(CardEncoding encoding, CredentialReader.Listener listener) {
        this.encoding = encoding;
        this.listener = listener;
    }

    /// @param encoding absent where no reader types card numbers: the listener then hears everything as it came
    public static CredentialReader.Listener before(
            CredentialReader.Listener listener, Optional<CardEncoding> encoding) {
        return encoding.<CredentialReader.Listener>map(known -> new TypedCards(known, listener))
                .orElse(listener);
    }

    @Override
    public void onRead(CredentialRead read) {
        listener.onRead(new CredentialRead(read.device(), meant(read.shown()), read.readAtNanos(), read.simulated()));
    }

    private Shown meant(Shown shown) {
        if (shown instanceof Shown.CodeShown(String text, Shown.Source source) && source == Shown.Source.SCANNER) {
            return encoding.parse(text)
                    .<Shown>map(uid -> new Shown.CardShown(uid.bytes()))
                    .orElse(shown);
        }
        return shown;
    }

    @Override
    public void onFault(DeviceFault fault) {
        listener.onFault(fault);
    }

    @Override
    public void onRecovered(DeviceName device) {
        listener.onRecovered(device);
    }
}
