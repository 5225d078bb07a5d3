package org.hongting.central.backup;

import java.nio.file.Path;
import java.time.Instant;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.record.Digest;

/// A backup that was verified.
///
/// @param takenAt everything that was committed before is in it
/// @param size in bytes, and `hash` the SHA-256 of the file
/// @param epochs watermarks whose chains were computed anew from `records` records
/// @param counts whether what it holds is safe: only in a folder that somebody named for it
public record Backup(
        Path file, StoreId store, Instant takenAt, long size, Digest hash, long epochs, long records, boolean counts) {}
