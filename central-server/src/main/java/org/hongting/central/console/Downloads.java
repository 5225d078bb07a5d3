package org.hongting.central.console;

import java.nio.charset.StandardCharsets;
import org.hongting.central.platform.sheet.Sheet;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Files that a browser keeps instead of showing.
final class Downloads {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private static final MediaType XLSX =
            new MediaType("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private Downloads() {}

    static ResponseEntity<byte[]> csv(String name, byte[] content) {
        return file(name, CSV, content);
    }

    /// @param form `csv` or `xlsx`
    static ResponseEntity<byte[]> sheet(String name, String form, Sheet sheet) {
        return form.equals("xlsx") ? xlsx(name + ".xlsx", sheet.xlsx()) : csv(name + ".csv", sheet.csv());
    }

    static ResponseEntity<byte[]> xlsx(String name, byte[] content) {
        return file(name, XLSX, content);
    }

    static ResponseEntity<byte[]> pdf(String name, byte[] content) {
        return file(name, MediaType.APPLICATION_PDF, content);
    }

    static ResponseEntity<byte[]> file(String name, MediaType type, byte[] content) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(name))
                .contentType(type)
                .body(content);
    }

    static String attachment(String name) {
        return ContentDisposition.attachment().filename(name).build().toString();
    }
}
