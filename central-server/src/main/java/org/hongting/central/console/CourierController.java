package org.hongting.central.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.courier.CourierOffice;
import org.hongting.central.courier.CourierVisit;
import org.hongting.protocol.courier.CourierFile;
import org.hongting.protocol.courier.Way;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.wire.RefusedMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/// Stations without network: what a stick brings is taken in, and what it takes back is given out. The file is the body
/// itself, for it may be larger than what forms may send.
@Controller
class CourierController {
    private static final int PAGE = 200;

    private final CourierOffice office;
    private final TerminalBoard terminals;

    CourierController(CourierOffice office, TerminalBoard terminals) {
        this.office = office;
        this.terminals = terminals;
    }

    /// A station and the last visit of its stick.
    public record Line(TerminalBoard.Terminal terminal, Optional<CourierVisit> visit) {}

    @ModelAttribute("section")
    String section() {
        return "terminals";
    }

    @GetMapping("/courier")
    String list(@RequestParam(defaultValue = "0") int page, Model model) {
        fill(page, model);
        return "courier";
    }

    @GetMapping("/courier/live")
    String live(@RequestParam(defaultValue = "0") int page, Model model) {
        fill(page, model);
        return "courier :: live";
    }

    @PostMapping("/courier")
    ResponseEntity<Void> bring(HttpServletRequest request, Principal principal) throws IOException {
        takeIn(request, principal);
        return ResponseEntity.accepted().build();
    }

    @PostMapping("/api/courier")
    @ResponseBody
    CourierOffice.Brought bringForScript(HttpServletRequest request, Principal principal) throws IOException {
        return takeIn(request, principal);
    }

    private CourierOffice.Brought takeIn(HttpServletRequest request, Principal principal) throws IOException {
        if (request.getContentLengthLong() > CourierFile.MOST_BYTES) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
        }
        try (BufferedInputStream file = new BufferedInputStream(request.getInputStream())) {
            return office.takeIn(file, principal.getName());
        } catch (RefusedMessage e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, e);
        }
    }

    @GetMapping({"/courier/{id}", "/api/courier/{id}"})
    ResponseEntity<byte[]> give(@PathVariable String id, Principal principal) throws IOException {
        TerminalId terminal = terminals
                .find(id)
                .filter(found -> !found.revoked())
                .map(found -> new TerminalId(found.id()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        office.write(terminal, file, principal.getName());
        return Downloads.file(
                CourierFile.name(terminal, Way.DOWN), MediaType.APPLICATION_OCTET_STREAM, file.toByteArray());
    }

    private void fill(int page, Model model) {
        int at = Paging.clamp(page);
        List<TerminalBoard.Terminal> found = terminals.terminals(at * PAGE, PAGE + 1);
        Map<String, CourierVisit> visits = office.visits();
        model.addAttribute("paging", Paging.of(at, found.size() > PAGE));
        model.addAttribute("folder", CourierFile.FOLDER);
        model.addAttribute(
                "lines",
                found.stream()
                        .limit(PAGE)
                        .filter(terminal -> !terminal.revoked())
                        .map(terminal -> new Line(terminal, Optional.ofNullable(visits.get(terminal.id()))))
                        .toList());
    }
}
