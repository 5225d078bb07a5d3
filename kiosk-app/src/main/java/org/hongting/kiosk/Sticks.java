package org.hongting.kiosk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What is plugged in and mounted.
final class Sticks {
    /// Where desktops and servers of Debian mount what is plugged in.
    static final List<Path> PLACES = List.of(Path.of("/media"), Path.of("/run/media"));

    private Sticks() {}

    /// The folders of all sticks that are there now.
    static List<Path> in(List<Path> places) {
        return places.stream()
                .filter(Files::isDirectory)
                .flatMap(place -> folders(place).stream())
                .toList();
    }

    private static List<Path> folders(Path place) {
        try (Stream<Path> found = Files.list(place)) {
            return found.filter(Files::isDirectory).toList();
        } catch (IOException | UncheckedIOException e) {
            // Nobody may look there: then no stick is taken from there.
            System.getLogger(Sticks.class.getName())
                    .log(System.Logger.Level.DEBUG, "no look for sticks in " + place, e);
            return List.of();
        }
    }
}
