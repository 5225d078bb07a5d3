package org.hongting.central.course.build;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// Addresses within pages and books.
final class Paths {
    private Paths() {}

    /// The folder of a path, with a stroke at its end; empty at the top.
    static String folderOf(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /// Where an address leads from a folder. One that leads out of everything ends at the top.
    static String resolved(String folder, String address) {
        String plain = address.replaceAll("[?#].*", "");
        String decoded;
        try {
            decoded = URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            decoded = plain;
        }
        Deque<String> steps = new ArrayDeque<>();
        for (String step : (decoded.startsWith("/") ? decoded : folder + decoded).split("/", -1)) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return String.join("/", steps);
    }
}
