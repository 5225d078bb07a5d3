package org.hongting.central.console;

import java.net.URI;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// Where phones reach this server: what the operator said, else the address under which the console was called.
@Component
final class PhoneAddress {
    private final String said;

    PhoneAddress(@Value("${hongting.phone-address:}") String said) {
        this.said = said;
    }

    /// @param token stands in the fragment, which browsers keep to themselves
    String ofLink(String token) {
        return ofPage("/pass/#" + token);
    }

    /// @param path of a page that phones may open, with its stroke
    String ofPage(String path) {
        String base = said.isEmpty()
                ? ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
                : said;
        return base.replaceAll("/+$", "") + path;
    }

    /// Whether browsers let the app work there: keys and offline pages need HTTPS, or this very machine.
    static boolean isTrusted(String link) {
        URI uri = URI.create(link);
        return "https".equals(uri.getScheme())
                || List.of("localhost", "127.0.0.1").contains(uri.getHost());
    }
}
