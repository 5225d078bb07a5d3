package org.hongting.central.hall;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets so many of a hall in at a time, and as many wait for a moment. Whoever comes beyond that is asked to come
/// again, which browsers and the phone's app do by themselves: so console and check-ins of phones always have threads
/// left.
public final class Crowd extends OncePerRequestFilter {
    private static final int PATIENCE_MILLIS = 500;
    private static final String AGAIN_SECONDS = "3";

    private final Set<String> paths;
    private final Semaphore porch;
    private final Semaphore room;

    /// @param paths those that count; none: all that come here
    public Crowd(int atOnce, Set<String> paths) {
        this.paths = Set.copyOf(paths);
        this.porch = new Semaphore(2 * atOnce);
        this.room = new Semaphore(atOnce);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !paths.isEmpty() && !paths.contains(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!porch.tryAcquire()) {
            refuse(response);
            return;
        }
        try {
            if (!waited()) {
                refuse(response);
                return;
            }
            try {
                chain.doFilter(request, response);
            } finally {
                room.release();
            }
        } finally {
            porch.release();
        }
    }

    private boolean waited() {
        try {
            return room.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, AGAIN_SECONDS);
        response.setHeader("Refresh", AGAIN_SECONDS);
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream()
                .write("现在打开的人太多，几秒后自动重试。Many people are looking; this page tries again by itself.\n".getBytes(UTF_8));
    }
}
