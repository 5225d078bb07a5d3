package org.hongting.central.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.hongting.central.configuration.ConfigurationRefusal;
import org.hongting.central.configuration.Configurations;
import org.hongting.central.configuration.Edition;
import org.hongting.central.configuration.Scope;
import org.hongting.central.configuration.Shadow;
import org.hongting.central.configuration.Shadows;
import org.hongting.protocol.Words;
import org.hongting.protocol.configuration.SettingKey;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// Configurations for scripts.
@RestController
class ApiConfigurationController {
    private static final int LARGEST = 128 * 1024;

    private final Database database;
    private final Configurations configurations;
    private final Shadows shadows;

    ApiConfigurationController(Database database, Configurations configurations, Shadows shadows) {
        this.database = database;
        this.configurations = configurations;
        this.shadows = shadows;
    }

    /// @param values what is set for this scope
    /// @param effective what is in force of every key, with where it comes from
    record Shown(long version, String hash, SortedMap<String, String> values, List<Line> effective) {}

    record Line(String key, String value, String origin) {}

    /// @param version the one that was edited
    record Wanted(
            @JsonProperty(required = true) long version,
            @JsonProperty(required = true) Map<String, String> values) {}

    record Done(long version, String hash, boolean merged) {}

    /// @param key which one, and `takes` what it takes where it is known
    record Problem(String key, @Nullable String takes) {}

    record Refused(String reason, List<Problem> problems) {}

    /// @param state how what is wanted and what is so stand to each other
    record Told(
            String state,
            @Nullable Long desired,
            @Nullable Long reported,
            @Nullable String obstacle,
            List<String> keys,
            List<String> unknown,
            List<String> local) {}

    @GetMapping("/api/configuration/site")
    Shown site() {
        return show(Scope.SITE);
    }

    @GetMapping("/api/configuration/groups/{id}")
    Shown group(@PathVariable String id) {
        return show(Scope.ofGroup(id));
    }

    @GetMapping("/api/configuration/terminals/{id}")
    Shown terminal(@PathVariable String id) {
        return show(Scope.of(named(id)));
    }

    @PostMapping("/api/configuration/site")
    ResponseEntity<Object> saveSite(InputStream body, Principal principal) throws IOException {
        return save(Scope.SITE, wanted(body), principal);
    }

    @PostMapping("/api/configuration/groups/{id}")
    ResponseEntity<Object> saveGroup(InputStream body, @PathVariable String id, Principal principal)
            throws IOException {
        return save(Scope.ofGroup(id), wanted(body), principal);
    }

    @PostMapping("/api/configuration/terminals/{id}")
    ResponseEntity<Object> saveTerminal(InputStream body, @PathVariable String id, Principal principal)
            throws IOException {
        return save(Scope.of(named(id)), wanted(body), principal);
    }

    /// What a terminal has said of it.
    @GetMapping("/api/configuration/terminals/{id}/state")
    Told state(@PathVariable String id) {
        Shadow shadow = database.reading(transaction -> shadows.find(transaction, named(id)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return new Told(
                Words.of(shadow.state()),
                shadow.desired().map(Shadow.Desire::version).orElse(null),
                shadow.reported().map(Shadow.Report::version).orElse(null),
                shadow.reported()
                        .flatMap(Shadow.Report::obstacle)
                        .map(Words::of)
                        .orElse(null),
                shadow.reported().map(Shadow.Report::keys).orElse(List.of()),
                shadow.reported().map(Shadow.Report::unknown).orElse(List.of()),
                shadow.reported().map(Shadow.Report::local).orElse(List.of()));
    }

    /// Read before any parameter: `curl --data` calls every body a form.
    private static Wanted wanted(InputStream body) throws IOException {
        byte[] json = body.readNBytes(LARGEST + 1);
        try {
            if (json.length > LARGEST) {
                throw new MalformedJson("too long");
            }
            return Json.read(json, Wanted.class);
        } catch (MalformedJson e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, e);
        }
    }

    private static TerminalId named(String id) {
        try {
            return new TerminalId(id);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }

    private Shown show(Scope scope) {
        return database.reading(transaction -> {
            Edition edition = configurations.find(transaction, scope);
            return new Shown(
                    edition.version(),
                    edition.hash().hex(),
                    edition.values(),
                    configurations.inheritance(transaction, scope).all().stream()
                            .map(one -> new Line(one.key().word(), one.value(), Words.of(one.origin())))
                            .toList());
        });
    }

    /// 400 where something does not fit, 404 where there is no such scope, 409 where somebody else has changed the
    /// same.
    private ResponseEntity<Object> save(Scope scope, Wanted wanted, Principal principal) {
        try {
            Configurations.Saved saved = database.inTransaction(transaction ->
                    configurations.save(transaction, scope, wanted.version(), wanted.values(), principal.getName()));
            return ResponseEntity.ok(
                    new Done(saved.edition().version(), saved.edition().hash().hex(), saved.merged()));
        } catch (ConfigurationRefusal e) {
            HttpStatus status = switch (e.reason()) {
                case UNFIT, NAME -> HttpStatus.BAD_REQUEST;
                case NO_SUCH -> HttpStatus.NOT_FOUND;
                case CHANGED_MEANWHILE, NOT_EMPTY -> HttpStatus.CONFLICT;
            };
            return ResponseEntity.status(status)
                    .body(new Refused(
                            Words.of(e.reason()),
                            e.keys().stream()
                                    .map(key -> new Problem(
                                            key,
                                            SettingKey.find(key)
                                                    .map(known -> known.form().words())
                                                    .orElse(null)))
                                    .toList()));
        }
    }
}
