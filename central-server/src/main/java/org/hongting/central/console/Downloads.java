package org.hongting.central.console;

import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Files that a browser keeps instead of showing.
final class Downloads {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private Downloads() {}

    static ResponseEntity<byte[]> csv(String name, byte[] content) {
        return file(name, CSV, content);
    }

    static ResponseEntity<byte[]> pdf(String name, byte[] content) {
        return file(name, MediaType.APPLICATION_PDF, content);
    }

    static ResponseEntity<byte[]> file(String name, MediaType type, byte[] content) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .contentType(type)
                .body(content);
    }
}
