package org.hongting.central.console;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hongting.central.publishing.ChangeListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Tells open pages which kind of thing changed; the page then asks for its own piece again. Nothing personal goes
/// through the stream.
@Controller
public class LiveStream implements ChangeListener {
    /// Open pages at one time; the next one works by reloading.
    private static final int PAGES = 500;

    /// The browser comes back by itself after that, with whatever session it then has.
    private static final long MINUTES_30 = 30L * 60 * 1000;

    private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();

    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> live() throws IOException {
        if (open.size() >= PAGES) {
            return ResponseEntity.status(503).build();
        }
        SseEmitter emitter = new SseEmitter(MINUTES_30);
        open.add(emitter);
        emitter.onCompletion(() -> open.remove(emitter));
        emitter.onTimeout(emitter::complete);
        emitter.onError(error -> open.remove(emitter));
        emitter.send(SseEmitter.event().name("open").data("1"));
        return ResponseEntity.ok().header("X-Accel-Buffering", "no").body(emitter);
    }

    @Override
    public void changed(String kind) {
        open.removeIf(emitter -> !isTold(emitter, kind));
    }

    private static boolean isTold(SseEmitter emitter, String kind) {
        try {
            emitter.send(SseEmitter.event().name("change").data(kind));
            return true;
        } catch (IOException | IllegalStateException e) {
            // The page was closed: only writing finds that out.
            return false;
        }
    }

    @EventListener(ContextClosedEvent.class)
    void end() {
        open.forEach(SseEmitter::complete);
    }
}
