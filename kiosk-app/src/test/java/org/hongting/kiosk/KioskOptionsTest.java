package org.hongting.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.hongting.kiosk.cards.CardsCommand;
import org.hongting.kiosk.cards.SerialPlace;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.configuration.Configuration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class KioskOptionsTest {
    @Test
    void readersThatTypeAreNamedWithTheirEncodingAndTheirLines() {
        KioskOptions options = new KioskOptions();
        new CommandLine(options)
                .registerConverter(SerialPlace.class, SerialPlace::parse)
                .registerConverter(CardEncoding.class, CardsCommand::encoding)
                .parseArgs(
                        "--typed-cards",
                        "reversed-decimal",
                        "--serial",
                        "/dev/ttyUSB0@115200",
                        "--serial=/dev/serial/by-id/usb-reader");

        assertThat(options.typedCards).hasValue(CardEncoding.REVERSED_DECIMAL);
        assertThat(options.serial)
                .containsExactly(
                        new SerialPlace(Path.of("/dev/ttyUSB0"), 115_200),
                        new SerialPlace(Path.of("/dev/serial/by-id/usb-reader"), 9600));
    }

    @Test
    void whatIsGivenAtTheMachineAndNothingElseIsLocal() {
        KioskOptions options = new KioskOptions();
        CommandLine line = new CommandLine(options)
                .registerConverter(SerialPlace.class, SerialPlace::parse)
                .registerConverter(CardEncoding.class, CardsCommand::encoding);
        line.parseArgs();
        assertThat(options.local()).isEmpty();
        line.parseArgs(
                "--camera=pi:1",
                "--no-cards",
                "--serial=/dev/ttyUSB0",
                "--typed-cards=decimal",
                "--silent",
                "--speak",
                "--quiet-hours=21:00-08:30",
                "--simulated");
        Configuration local = Configuration.NONE.under(options.local());

        assertThat(local.unfit()).isEmpty();
        assertThat(local.unknown()).isEmpty();
        assertThat(local.values())
                .containsEntry("reader.camera", "pi:1")
                .containsEntry("reader.cards", "off")
                .containsEntry("reader.serial", "/dev/ttyUSB0@9600")
                .containsEntry("reader.typed-cards", "decimal")
                .containsEntry("sound.volume", "0")
                .containsEntry("voice.answers", "on")
                .containsEntry("voice.quiet-hours", "21:00-08:30")
                .hasSize(7);
    }

    @Test
    void anEncodingOrALineThatIsNoneIsRefusedInWords() {
        assertThat(refusal("--typed-cards", "octal")).contains("reversed-decimal");
        assertThat(refusal("--serial", "COM3")).contains("/dev/NAME");
    }

    private static String refusal(String option, String value) {
        StringWriter err = new StringWriter();
        int status = KioskMain.commandLine().setErr(new PrintWriter(err)).execute(option, value);
        assertThat(status).isEqualTo(2);
        return err.toString();
    }
}
