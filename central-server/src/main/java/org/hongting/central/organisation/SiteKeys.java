package org.hongting.central.organisation;

import org.hongting.protocol.signing.Signer;

/// What of the site's keys badges and rosters need.
public interface SiteKeys {
    /// The site number that stands in every code.
    int site();

    /// The number under which terminals find the badge key.
    int badgeKeyNumber();

    Signer badgeSigner();

    /// The number of the card key in force.
    int cardKeyNumber();

    byte[] cardSecret();
}
