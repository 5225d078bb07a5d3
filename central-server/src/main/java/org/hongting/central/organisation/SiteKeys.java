package org.hongting.central.organisation;

import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.signing.Signer;

/// What of the site's keys badges and rosters need.
public interface SiteKeys {
    /// The site number that stands in every code.
    int site();

    /// The number under which terminals find the badge key.
    int badgeKeyNumber();

    Signer badgeSigner();

    /// The newest card key that terminals are told of: hashes are made with it and no other.
    SiteKey cardKey(Transaction transaction);
}
