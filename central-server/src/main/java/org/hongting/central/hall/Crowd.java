package org.hongting.central.hall;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets so many of a hall in at a time. Whoever comes when there is no room waits for a moment and is then asked to
/// come again, so that console and check-ins of phones always have threads left.
final class Crowd extends OncePerRequestFilter {
    private static final int PATIENCE_MILLIS = 500;
    private static final String AGAIN_SECONDS = "3";

    private final Semaphore room;

    Crowd(int atOnce) {
        this.room = new Semaphore(atOnce);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!enter()) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, AGAIN_SECONDS);
            response.setContentType("text/plain;charset=UTF-8");
            response.getOutputStream().write("现在打开的人太多，请过几秒再试。Please try again in some seconds.\n".getBytes(UTF_8));
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            room.release();
        }
    }

    private boolean enter() {
        try {
            return room.tryAcquire(PATIENCE_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
