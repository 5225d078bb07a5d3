package org.hongting.protocol.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.ReleaseObstacle;

/// What one release holds, and which machines may take it.
///
/// @param product what it is a version of, like [#TERMINAL]
/// @param architectures for which it is whole, in Debian's words
/// @param built when
/// @param oldest the oldest version that it can be installed over
/// @param store the form in which it leaves the terminal's store
/// @param options Java's, in their order; the class path is not among them
/// @param files the class path in its order: of each architecture those that are for it
public record ReleaseManifest(
        @JsonProperty(required = true) String product,
        @JsonProperty(required = true) ReleaseVersion version,
        @JsonProperty(required = true) List<String> architectures,
        @JsonProperty(required = true) OffsetDateTime built,
        @JsonProperty(required = true) ReleaseVersion oldest,
        @JsonProperty(required = true) StoreSchema store,
        @JsonProperty(required = true) List<String> options,
        @JsonProperty(required = true) List<ReleaseFile> files) {
    /// The software of a kiosk.
    public static final String TERMINAL = "hongting-terminal";

    /// Bytes of a manifest.
    public static final int MOST_BYTES = 256 * 1024;

    /// Files of a release.
    public static final int FILES = 512;

    private static final int OPTIONS = 64;
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{1,31}");
    // It becomes a line of a file for Java: no blanks, quotes, hashes or backslashes, which mean something there.
    private static final Pattern OPTION = Pattern.compile("-[A-Za-z0-9:+=.,_/@%-]{1,200}");

    public ReleaseManifest {
        architectures = List.copyOf(architectures);
        options = List.copyOf(options);
        files = List.copyOf(files);
        if (!WORD.matcher(product).matches()
                || architectures.isEmpty()
                || !architectures.stream().allMatch(word -> WORD.matcher(word).matches())) {
            throw new IllegalArgumentException("a release is of a product, for some architectures");
        }
        if (options.size() > OPTIONS
                || !options.stream().allMatch(option -> OPTION.matcher(option).matches())) {
            throw new IllegalArgumentException("not options of Java");
        }
        if (files.isEmpty() || files.size() > FILES) {
            throw new IllegalArgumentException("a release has 1 to " + FILES + " files");
        }
        Set<String> names = new HashSet<>();
        for (ReleaseFile file : files) {
            if (!names.add(file.name())
                    || (file.architecture() != null && !architectures.contains(file.architecture()))) {
                throw new IllegalArgumentException("files have names of their own, for architectures of the release");
            }
        }
    }

    /// The files of one kind of machine, in the order of its class path.
    public List<ReleaseFile> filesFor(String architecture) {
        return files.stream().filter(file -> file.isFor(architecture)).toList();
    }

    /// Bytes of everything that one kind of machine needs.
    public long bytesFor(String architecture) {
        return filesFor(architecture).stream().mapToLong(ReleaseFile::size).sum();
    }

    byte[] write() {
        return Json.write(this);
    }

    /// @throws org.hongting.protocol.json.MalformedJson if the bytes are none
    static ReleaseManifest read(byte[] bytes) {
        return Json.read(bytes, ReleaseManifest.class);
    }

    /// What a machine has to say to a release, before a byte of it is fetched.
    ///
    /// @throws RefusedRelease if the machine must not take it
    public void requireFit(ReleaseMachine machine) {
        if (!product.equals(machine.product()) || !architectures.contains(machine.architecture())) {
            throw new RefusedRelease(ReleaseObstacle.OTHER_MACHINE, "the release is for other machines");
        }
        if (!machine.version().isBefore(version)) {
            throw new RefusedRelease(ReleaseObstacle.NOT_NEWER, "version " + machine.version() + " is here already");
        }
        if (machine.version().isBefore(oldest)) {
            throw new RefusedRelease(
                    ReleaseObstacle.TOO_FAR, "the release goes over version " + oldest + " and later ones alone");
        }
        if (!store.isReadableBy(machine.store())) {
            throw new RefusedRelease(
                    ReleaseObstacle.NO_WAY_BACK, "the version that runs could not read what the release writes");
        }
    }
}
