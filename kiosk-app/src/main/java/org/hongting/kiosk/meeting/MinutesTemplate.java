package org.hongting.kiosk.meeting;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.hongting.protocol.json.Json;

/// What the record of one kind of meeting is made of. Templates are data: they stand in `minutes-templates.json`.
///
/// @param kind like `branch-assembly`
/// @param motions ready to be tapped where something is voted on
public record MinutesTemplate(
        @JsonProperty(required = true) String kind,
        @JsonProperty(required = true) List<Section> sections,
        @JsonProperty(required = true) List<String> motions) {
    /// Serves every kind that has none of its own.
    private static final String USUAL = "other";

    private static final List<MinutesTemplate> ALL = load();

    public MinutesTemplate {
        sections = List.copyOf(sections);
        motions = List.copyOf(motions);
    }

    /// Words in both languages.
    public record Words(
            @JsonProperty(required = true) String zh,
            @JsonProperty(required = true) String en) {}

    /// One part of the record.
    ///
    /// @param id the same in every template for the same thing
    /// @param prompt what is to be written there
    /// @param phrases ready to be tapped; they are the record's words, in Chinese
    public record Section(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) Words heading,
            @JsonProperty(required = true) Words prompt,
            @JsonProperty(required = true) List<String> phrases) {
        public Section {
            phrases = List.copyOf(phrases);
        }
    }

    private record File(@JsonProperty(required = true) List<MinutesTemplate> templates) {}

    /// All there are, the usual one last.
    public static List<MinutesTemplate> all() {
        return ALL;
    }

    /// The template for meetings of that kind.
    public static MinutesTemplate of(String kind) {
        return ALL.stream()
                .filter(template -> template.kind.equals(kind))
                .findFirst()
                .orElseGet(() -> ALL.stream()
                        .filter(template -> template.kind.equals(USUAL))
                        .findFirst()
                        .orElseThrow());
    }

    private static List<MinutesTemplate> load() {
        try (InputStream file = Objects.requireNonNull(
                MinutesTemplate.class.getResourceAsStream("minutes-templates.json"), "the templates are part of us")) {
            return List.copyOf(Json.read(file.readAllBytes(), File.class).templates());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
