package org.hongting.central.hall;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets one address fetch so many large files at a time: whoever reads slowly keeps a place until all is written. A
/// whole hall may share an address, so pages are not counted.
final class Downloads extends OncePerRequestFilter {
    private final int atOnce;
    private final String ending;
    private final ConcurrentMap<String, Integer> fetching = new ConcurrentHashMap<>();

    /// @param ending of the paths that are large
    Downloads(int atOnce, String ending) {
        this.atOnce = atOnce;
        this.ending = ending;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().endsWith(ending);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = request.getRemoteAddr();
        try {
            if (fetching.merge(address, 1, Integer::sum) > atOnce) {
                Crowd.refuse(response);
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            fetching.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        }
    }
}
