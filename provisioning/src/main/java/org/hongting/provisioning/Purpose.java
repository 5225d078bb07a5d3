package org.hongting.provisioning;

/// What a key of the site may do, beyond the purposes X.509 knows.
public final class Purpose {
    /// Extended key usage of a key that signs acknowledgements, documents and commands. An object identifier
    /// under 2.25 (ITU-T X.667) is made of a random UUID and needs no registration.
    public static final String SERVER_SIGNING = "2.25.31577055054783238629043268563732366375";

    private Purpose() {}
}
