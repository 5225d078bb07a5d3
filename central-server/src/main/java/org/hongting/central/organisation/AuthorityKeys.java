package org.hongting.central.organisation;

import org.hongting.protocol.signing.Signer;
import org.hongting.provisioning.authority.SiteAuthority;

/// The keys of the site's own authority.
final class AuthorityKeys implements SiteKeys {
    private final SiteAuthority authority;

    AuthorityKeys(SiteAuthority authority) {
        this.authority = authority;
    }

    @Override
    public int site() {
        return authority.siteNumber();
    }

    @Override
    public int badgeKeyNumber() {
        return authority.badgeKeyNumber();
    }

    @Override
    public Signer badgeSigner() {
        return authority.badgeSigner();
    }

    @Override
    public int cardKeyNumber() {
        return authority.cardKeyNumber();
    }

    @Override
    public byte[] cardSecret() {
        return authority.cardKey();
    }
}
