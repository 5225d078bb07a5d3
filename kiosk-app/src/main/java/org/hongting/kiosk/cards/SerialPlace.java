package org.hongting.kiosk.cards;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hongting.device.Backoff;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceName;
import org.hongting.device.serial.SerialScanner;
import picocli.CommandLine.TypeConversionException;

/// Where a scanner or card reader on a serial line is: a device file, which may be plugged in later, and its rate.
public record SerialPlace(Path line, int baudRate) {
    private static final Pattern FORM = Pattern.compile("(/dev/[^@]{1,200})(?:@([0-9]{3,7}))?");
    private static final int USUAL_RATE = 9600;

    /// @throws TypeConversionException if the text is no `LINE` or `LINE@BAUD`
    public static SerialPlace parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new TypeConversionException("write a serial line as /dev/NAME or /dev/NAME@BAUD");
        }
        return new SerialPlace(
                Path.of(form.group(1)), form.group(2) == null ? USUAL_RATE : Integer.parseInt(form.group(2)));
    }

    /// As it is written.
    @Override
    public String toString() {
        return line + "@" + baudRate;
    }

    public CredentialReader reader(DeviceName name) {
        return new SerialScanner(name, line, baudRate, Backoff.USUAL);
    }
}
