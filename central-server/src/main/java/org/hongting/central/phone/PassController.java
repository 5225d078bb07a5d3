package org.hongting.central.phone;

import java.net.URI;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Serves the phone's app. Browsers ask anew each time they are online; offline the service worker has it all.
@RestController
class PassController {
    private final PassFiles files;

    PassController(PassFiles files) {
        this.files = files;
    }

    /// The app's folder ends in a stroke: that is its service worker's scope.
    @GetMapping("/pass")
    ResponseEntity<byte[]> folder() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create("/pass/"))
                .build();
    }

    @GetMapping("/pass/")
    ResponseEntity<byte[]> page() {
        return file(PassFiles.PAGE);
    }

    @GetMapping("/pass/{name:[a-z0-9-]+\\.[a-z]+}")
    ResponseEntity<byte[]> file(@PathVariable String name) {
        return files.find(name)
                .map(content -> ResponseEntity.ok()
                        .contentType(PassFiles.typeOf(name))
                        .cacheControl(CacheControl.noCache())
                        .body(content))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @GetMapping("/pass/vendor/{name:[a-z0-9.-]+}")
    ResponseEntity<byte[]> vendored(@PathVariable String name) {
        return file("vendor/" + name);
    }
}
