package org.hongting.central.hall;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.central.draw.Draw;
import org.hongting.central.draw.DrawBook;
import org.hongting.central.draw.DrawProof;
import org.hongting.protocol.identity.DrawId;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The page of a draw for everybody who was told its address. It asks for no account, changes nothing, and knows the
/// secret only once it is revealed: before that it is in no [DrawBook.Page].
@Controller
class HallController {
    private static final int DIGITS = 12;
    private static final Duration PROOF_KEPT = Duration.ofHours(1);

    /// What can fail when a phone computes the draw again: what the command says, and that the file is none of this
    /// draw.
    private static final List<String> STEPS = Stream.concat(
                    Stream.of("form", "other-draw"),
                    Stream.of(DrawProof.Step.values()).map(DrawProof.Step::word))
            .toList();

    private final DrawBook book;

    HallController(DrawBook book) {
        this.book = book;
    }

    @GetMapping({"/draw", "/draw/"})
    String none(HttpServletResponse response) {
        return unknown(response);
    }

    /// @param page a number; anything else is the first
    @GetMapping("/draw/{digits}")
    String draw(
            @PathVariable String digits,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") String page,
            Model model,
            HttpServletResponse response) {
        Optional<DrawBook.Page> found = open(digits);
        if (found.isEmpty()) {
            return unknown(response);
        }
        // Phones ask anew each time: what is in the hall goes on by steps.
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
        String sought = q.substring(0, Math.min(q.length(), HallPage.SOUGHT_CHARACTERS));
        model.addAttribute("hall", HallPage.of(found.get(), sought, number(page)));
        model.addAttribute("steps", STEPS);
        model.addAttribute("soughtCharacters", HallPage.SOUGHT_CHARACTERS);
        return "draw-hall";
    }

    /// What an open page asks now and then.
    @GetMapping("/draw/{digits}/state")
    ResponseEntity<Map<String, String>> state(@PathVariable String digits) {
        return open(digits)
                .map(page -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(Map.of("state", page.draw().state().word())))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    /// It names nobody, and never changes once it is there.
    @GetMapping("/draw/{digits}/proof.json")
    ResponseEntity<byte[]> proof(@PathVariable String digits) {
        return id(digits)
                .flatMap(book::proof)
                .map(proof -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .cacheControl(CacheControl.maxAge(PROOF_KEPT).cachePrivate())
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("draw-" + Draw.idOf(digits) + ".json")
                                        .build()
                                        .toString())
                        .body(proof))
                .orElseGet(() -> ResponseEntity.notFound()
                        .cacheControl(CacheControl.noStore())
                        .build());
    }

    private static String unknown(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return "draw-hall-unknown";
    }

    private Optional<DrawBook.Page> open(String digits) {
        return id(digits).flatMap(book::open);
    }

    private static Optional<DrawId> id(String digits) {
        return digits.length() == DIGITS && digits.matches("[0-9a-f]+")
                ? Optional.of(Draw.idOf(digits))
                : Optional.empty();
    }

    private static int number(String text) {
        return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : 1;
    }
}
