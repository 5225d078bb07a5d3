package org.hongting.device;

import java.util.regex.Pattern;

/// What the project calls one device of a terminal, for example `card` or `camera-door`: it stands in faults,
/// logs and journaled facts, so it is short, plain and never the hardware's own string.
public record DeviceName(String value) {
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public DeviceName {
        if (!PLAIN.matcher(value).matches()) {
            throw new IllegalArgumentException("a device name is 1 to 32 of a-z, 0-9 and hyphen");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
