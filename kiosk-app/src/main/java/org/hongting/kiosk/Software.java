package org.hongting.kiosk;

import java.util.Optional;

/// What this build calls itself, in the journal and to the centre.
final class Software {
    /// Of the jar; `dev` where classes run from a folder.
    static final String VERSION = Optional.ofNullable(
                    Software.class.getPackage().getImplementationVersion())
            .orElse("dev");

    private Software() {}
}
