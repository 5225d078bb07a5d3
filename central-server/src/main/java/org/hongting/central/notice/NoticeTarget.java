package org.hongting.central.notice;

import java.net.URI;
import java.util.regex.Pattern;
import org.hongting.protocol.Words;

/// Who is told.
///
/// @param address of a page or a mailbox
/// @param secret signs what goes to a webhook; empty for mail
/// @param language `zh` or `en`
public record NoticeTarget(String id, Kind kind, String address, String secret, String language) {
    private static final int LONGEST = 400;
    private static final int LAST_PORT = 65_535;
    private static final Pattern MAILBOX = Pattern.compile("[^\\s@<>,;:\"]{1,64}@[A-Za-z0-9.-]{1,250}");

    /// The way.
    public enum Kind {
        WEBHOOK,
        MAIL;

        public String word() {
            return Words.of(this);
        }
    }

    public NoticeTarget {
        if (address.length() > LONGEST
                || !(language.equals("zh") || language.equals("en"))
                || !(kind == Kind.MAIL ? MAILBOX.matcher(address).matches() : isPage(address))) {
            throw new IllegalArgumentException("nobody can be told there");
        }
    }

    /// One that no request can be made to would be refused only when something is to be told.
    private static boolean isPage(String address) {
        URI page = URI.create(address);
        return page.getHost() != null
                && page.getUserInfo() == null
                && page.getPort() <= LAST_PORT
                && ("https".equals(page.getScheme()) || "http".equals(page.getScheme()));
    }
}
