package org.hongting.central.phone;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.hongting.central.draw.Draws;
import org.hongting.protocol.identity.DrawId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells an enrolled phone its own member's ticket of a draw. It names nobody: whose it is follows from who signed.
@RestController
class DrawTicketController {
    private final PhoneCalls calls;
    private final Database database;

    DrawTicketController(PhoneCalls calls, Database database) {
        this.calls = calls;
        this.database = database;
    }

    record Wanted(@JsonProperty(required = true) DrawId draw) {}

    /// @param ticket absent where they take no part, or the list is open
    /// @param now the centre's clock, milliseconds of UTC
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(@Nullable String ticket, long now) {}

    @PostMapping("/pass/api/draw")
    ResponseEntity<byte[]> ticket(HttpServletRequest request) throws IOException {
        return calls.tell(request, "draw", (member, content) -> {
            DrawId draw = Json.read(content, Wanted.class).draw();
            return new Told(
                    database.reading(transaction -> Draws.ticketOf(transaction, draw, member.id()))
                            .orElse(null),
                    calls.now());
        });
    }
}
