package org.hongting.central.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import org.hongting.central.release.RolloutRefusal;
import org.hongting.central.release.StagedRelease;
import org.hongting.protocol.Words;
import org.hongting.protocol.release.RefusedRelease;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// Releases and rollouts for scripts.
@RestController
class ApiReleaseController {
    private final RolloutDesk desk;
    private final ReleaseUploads uploads;

    ApiReleaseController(RolloutDesk desk, ReleaseUploads uploads) {
        this.desk = desk;
        this.uploads = uploads;
    }

    record Release(String release, String version, String architectures, long bytes, String key) {
        static Release of(StagedRelease staged) {
            return new Release(
                    staged.release().hex(),
                    staged.version().value(),
                    staged.architectures(),
                    staged.bytes(),
                    staged.key());
        }
    }

    record Refused(String reason) {}

    record Begun(String rollout) {}

    record StageLine(int size, long done, long told, long failed, long silent) {}

    record PlaceLine(
            String terminal,
            String progress,
            String said,
            @Nullable String obstacle) {}

    record Rollout(
            String rollout,
            String release,
            String version,
            String standing,
            int stage,
            List<StageLine> stages,
            List<PlaceLine> places) {
        static Rollout of(RolloutDesk.Line line) {
            return new Rollout(
                    line.row().id(),
                    line.row().release().hex(),
                    line.row().version().value(),
                    line.standing(),
                    line.row().state().stage(),
                    line.stages().stream()
                            .map(one -> new StageLine(one.size(), one.done(), one.told(), one.failed(), one.silent()))
                            .toList(),
                    line.places().stream()
                            .map(one -> new PlaceLine(
                                    one.terminal(),
                                    one.progress(),
                                    one.said(),
                                    one.obstacle().map(Words::of).orElse(null)))
                            .toList());
        }
    }

    @GetMapping("/api/releases")
    List<Release> releases() {
        return desk.staged().stream().map(Release::of).toList();
    }

    /// The body is the package. 400 with the reason where it is not taken.
    @PostMapping("/api/releases")
    ResponseEntity<Object> stage(HttpServletRequest request, Principal principal) throws IOException {
        try {
            return ResponseEntity.ok(Release.of(uploads.stage("api", request.getInputStream(), principal.getName())));
        } catch (RefusedRelease e) {
            return ResponseEntity.badRequest().body(new Refused(Words.of(e.reason())));
        }
    }

    @GetMapping("/api/rollouts")
    List<Rollout> rollouts() {
        return desk.lines().stream().map(Rollout::of).toList();
    }

    @GetMapping("/api/rollouts/{id}")
    Rollout rollout(@PathVariable String id) {
        return desk.line(id).map(Rollout::of).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /// With the fields of the console's form. 400 where they do not fit, 409 where it cannot be begun.
    @PostMapping("/api/rollouts")
    ResponseEntity<Object> begin(RolloutForm form, Principal principal) {
        try {
            return ResponseEntity.ok(new Begun(desk.begin(form, principal.getName())));
        } catch (IllegalArgumentException e) {
            return ResponseEntity.badRequest().body(new Refused("unfit"));
        } catch (RolloutRefusal e) {
            return refused(e);
        }
    }

    /// 404 where there is no such decision, 409 where there is no such rollout or it is over.
    @PostMapping("/api/rollouts/{id}/{decision}")
    ResponseEntity<Object> decide(@PathVariable String id, @PathVariable String decision, Principal principal) {
        RolloutDesk.Decision wanted = RolloutDesk.Decision.find(decision)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        try {
            desk.decide(id, wanted, principal.getName());
            return ResponseEntity.noContent().build();
        } catch (RolloutRefusal e) {
            return refused(e);
        }
    }

    private static ResponseEntity<Object> refused(RolloutRefusal why) {
        return ResponseEntity.status(HttpStatus.CONFLICT).body(new Refused(Words.of(why.reason())));
    }
}
