package org.hongting.central.organisation;

import org.hongting.central.document.DocumentStore;
import org.hongting.central.document.SiteKeyDocument;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.signing.Signer;
import org.hongting.provisioning.authority.SiteAuthority;

/// The keys of the site's own authority. The card key is taken from the document that terminals hold and not from the
/// authority, so that no roster is hashed with a key that nobody was told.
final class AuthorityKeys implements SiteKeys {
    private final SiteAuthority authority;
    private final DocumentStore documents;

    AuthorityKeys(SiteAuthority authority, DocumentStore documents) {
        this.authority = authority;
        this.documents = documents;
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
    public SiteKey cardKey(Transaction transaction) {
        return SiteKeyDocument.newestCardKey(transaction, documents);
    }
}
