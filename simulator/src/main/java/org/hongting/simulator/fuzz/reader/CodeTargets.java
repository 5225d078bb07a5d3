package org.hongting.simulator.fuzz.reader;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hongting.device.ScannerText;
import org.hongting.device.Shown;
import org.hongting.device.camera.LuminanceFrame;
import org.hongting.device.camera.QrDecoder;
import org.hongting.device.keyboard.Burst;
import org.hongting.device.keyboard.KeyAssembler;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.code.DigitCode;
import org.hongting.protocol.code.KioskCode;
import org.hongting.protocol.code.MemberCode;
import org.hongting.protocol.code.PhoneTicket;

/// What readers hand over, and what phones bring to the centre.
final class CodeTargets {
    private static final int FRAME_BYTES = 4096;

    private CodeTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget("member-code", Shown.LONGEST_TEXT, CodeTargets::memberCode),
                new FuzzTarget("phone-code", Shown.LONGEST_TEXT, CodeTargets::phoneCode),
                new FuzzTarget("card-number", CardEncoding.LONGEST_TEXT, CodeTargets::cardNumber),
                FuzzTarget.stream("keys", 3 * Shown.LONGEST_TEXT, CodeTargets::keys),
                FuzzTarget.stream("camera-frame", FRAME_BYTES, CodeTargets::cameraFrame));
    }

    private static boolean memberCode(byte[] bytes) {
        String text = ScannerText.strip(new String(bytes, UTF_8));
        Optional<byte[]> code = DigitCode.read(text);
        code.ifPresent(read -> Promise.holds(
                new BigInteger(DigitCode.write(read)).equals(new BigInteger(text)), () -> "digits are one number"));
        return code.flatMap(MemberCode::parse).isPresent();
    }

    private static boolean phoneCode(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        Optional<PhoneTicket> ticket = PhoneTicket.parse(text);
        ticket.ifPresent(read -> Promise.holds(
                PhoneTicket.parse(read.head() + text.substring(text.lastIndexOf('.')))
                        .filter(read::equals)
                        .isPresent(),
                () -> "the head of a ticket is its own"));
        boolean isKioskCode = KioskCode.parse(text).isPresent();
        return isKioskCode || ticket.isPresent();
    }

    private static boolean cardNumber(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        boolean isNumber = false;
        for (CardEncoding encoding : CardEncoding.values()) {
            Optional<CardUid> uid = encoding.parse(text);
            uid.flatMap(encoding::print)
                    .ifPresent(printed -> Promise.holds(
                            encoding.parse(printed).equals(uid), () -> encoding + " reads what it prints"));
            isNumber |= uid.isPresent();
        }
        return isNumber;
    }

    /// An input is pairs of bytes: how long nothing came, and the key.
    private static boolean keys(byte[] bytes) {
        KeyAssembler assembler = new KeyAssembler();
        long nanos = 0;
        boolean any = false;
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            nanos += TimeUnit.MILLISECONDS.toNanos(Byte.toUnsignedLong(bytes[i])) / 2 + 1;
            List<Burst> finished = assembler.key((char) Byte.toUnsignedInt(bytes[i + 1]), nanos);
            any |= !finished.isEmpty();
            finished.forEach(CodeTargets::isShort);
        }
        boolean isLast =
                !assembler.quiet(nanos + KeyAssembler.PATIENT_QUIET_NANOS).isEmpty();
        return isLast || any;
    }

    private static void isShort(Burst burst) {
        int length = switch (burst) {
            case Burst.Scanned scanned -> scanned.text().length();
            case Burst.Typed typed -> typed.text().length();
            case Burst.TooLong _ -> 0;
        };
        Promise.holds(length <= Shown.LONGEST_TEXT, () -> "a text of " + length + " signs is too long");
    }

    /// An input is the width, and the brightness of each point.
    private static boolean cameraFrame(byte[] bytes) {
        if (bytes.length < 2) {
            return false;
        }
        int width = Math.min(Math.max(1, Byte.toUnsignedInt(bytes[0])), bytes.length - 1);
        int height = (bytes.length - 1) / width;
        LuminanceFrame frame = new LuminanceFrame(width, height, Arrays.copyOfRange(bytes, 1, 1 + width * height));
        return new QrDecoder().glance(frame).isPresent();
    }
}
