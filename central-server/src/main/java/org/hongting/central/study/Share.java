package org.hongting.central.study;

/// Milliseconds of learning, each moment once, by what counts first for it.
///
/// @param proven what evidence encloses: the difference to [#total] is how far that may be wrong
public record Share(long met, long grouped, long alone, long offSite, long proven) {
    public static final Share NONE = new Share(0, 0, 0, 0, 0);

    public long total() {
        return met + grouped + alone + offSite;
    }

    public Share plus(Share other) {
        return new Share(
                met + other.met,
                grouped + other.grouped,
                alone + other.alone,
                offSite + other.offSite,
                proven + other.proven);
    }

    Share plus(Piece.Kind kind, long millis) {
        return switch (kind) {
            case MET -> new Share(met + millis, grouped, alone, offSite, proven);
            case GROUPED -> new Share(met, grouped + millis, alone, offSite, proven);
            case ALONE -> new Share(met, grouped, alone + millis, offSite, proven);
            case OFF_SITE -> new Share(met, grouped, alone, offSite + millis, proven);
        };
    }

    static Share read(org.hongting.protocol.port.Transaction.Row row) {
        return new Share(
                row.integer("met"),
                row.integer("grouped"),
                row.integer("alone"),
                row.integer("off_site"),
                row.integer("proven"));
    }
}
