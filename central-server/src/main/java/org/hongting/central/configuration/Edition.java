package org.hongting.central.configuration;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.record.Digest;

/// What is set for one scope, as of one save.
///
/// @param version 0 where nothing was ever saved
/// @param savedAt absent with version 0
public record Edition(long version, SortedMap<String, String> values, String savedBy, Optional<Instant> savedAt) {
    static final Edition NONE = new Edition(0, new TreeMap<>(), "", Optional.empty());

    public Digest hash() {
        return new Configuration(version, values).hash();
    }
}
