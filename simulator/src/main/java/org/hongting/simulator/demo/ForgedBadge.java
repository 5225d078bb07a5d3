package org.hongting.simulator.demo;

import org.hongting.protocol.code.DigitCode;

/// Badges that look like ours and are not.
final class ForgedBadge {
    private static final int SITE = 1;
    private static final int SERIAL = 13;

    private ForgedBadge() {}

    /// The same badge with another serial number: its signature no longer fits.
    static String of(String digits) {
        return changed(digits, SERIAL);
    }

    /// The same badge with another school's number.
    static String ofAnotherSchool(String digits) {
        return changed(digits, SITE);
    }

    private static String changed(String digits, int position) {
        byte[] code = DigitCode.read(digits).orElseThrow();
        code[position] ^= 0x5A;
        return DigitCode.write(code);
    }
}
