package org.hongting.central.document;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.port.Transaction;
import org.hongting.provisioning.authority.SiteAuthority;

/// What `keys/site` holds.
public final class SiteKeyDocument {
    private SiteKeyDocument() {}

    /// The site's number, its badge key, its seal key, its course keys, and its card keys: the one in force and the one
    /// before.
    public static List<DocumentEntry> of(SiteAuthority authority) {
        return Stream.of(
                        Stream.of(
                                SiteKey.site(authority.siteNumber()),
                                SiteKey.badge(authority.badgeKeyNumber(), authority.badgePublicKey()),
                                authority.sealKey()),
                        authority.cardKeys().stream(),
                        authority.courseKeys().stream())
                .flatMap(keys -> keys)
                .map(DocumentEntry::of)
                .toList();
    }

    /// The card key that terminals were told of last.
    public static SiteKey newestCardKey(Transaction transaction, DocumentStore documents) {
        return documents.entries(transaction, DocumentName.KEYS).stream()
                .map(entry -> entry.as(SiteKey.class))
                .filter(key -> key.use() == SiteKey.Use.CARD)
                .max(Comparator.comparingInt(SiteKey::number))
                .orElseThrow(() -> new IllegalStateException("the site's keys are published at every start"));
    }
}
