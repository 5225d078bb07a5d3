package org.hongting.central.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hongting.protocol.record.Digest;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;

/// The files of the phone's app, read once. The service worker is told the names of all of them and a digest over
/// their bytes: whatever changes makes a new version, which a phone takes whole or not at all.
final class PassFiles {
    static final String PAGE = "index.html";
    private static final String WORKER = "sw.js";
    private static final String FOLDER = "/pass/";
    private static final int VERSION_DIGITS = 16;

    private static final Map<String, MediaType> TYPES = Map.of(
            "html", new MediaType("text", "html", UTF_8),
            "css", new MediaType("text", "css", UTF_8),
            "js", new MediaType("text", "javascript", UTF_8),
            "mjs", new MediaType("text", "javascript", UTF_8),
            "webmanifest", new MediaType("application", "manifest+json", UTF_8),
            "svg", new MediaType("image", "svg+xml"),
            "png", MediaType.IMAGE_PNG,
            "txt", new MediaType("text", "plain", UTF_8));

    private final SequencedMap<String, byte[]> files;

    private PassFiles(SequencedMap<String, byte[]> files) {
        this.files = files;
    }

    static PassFiles load() throws IOException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath:/pass/**/*.*")) {
            String url = resource.getURL().toString();
            files.put(url.substring(url.lastIndexOf(FOLDER) + FOLDER.length()), resource.getContentAsByteArray());
        }
        java.security.MessageDigest sha256 = Digest.sha256();
        files.forEach((name, content) -> {
            sha256.update((name + "\n" + content.length + "\n").getBytes(UTF_8));
            sha256.update(content);
        });
        String version = Digest.wrap(sha256.digest()).hex().substring(0, VERSION_DIGITS);
        String names = files.keySet().stream()
                .filter(name -> !name.equals(WORKER) && !name.endsWith(".txt"))
                .map(name -> '"' + name + '"')
                .collect(Collectors.joining(", "));
        files.computeIfPresent(
                WORKER,
                (name, content) -> new String(content, UTF_8)
                        .replace("\"@version@\"", '"' + version + '"')
                        .replace("\"@files@\"", names)
                        .getBytes(UTF_8));
        return new PassFiles(files);
    }

    Optional<byte[]> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    static MediaType typeOf(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), MediaType.APPLICATION_OCTET_STREAM);
    }
}
