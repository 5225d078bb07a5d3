package org.hongting.sync.course;

/// What courses may take of the disk.
///
/// @param bytes of all courses together
/// @param reserve what they leave free, however much they may take: the journal must never find the disk full
public record CourseBudget(long bytes, long reserve) {
    /// 16 GiB, and a gibibyte stays free.
    public static final CourseBudget USUAL = new CourseBudget(16L * 1024 * 1024 * 1024, 1024L * 1024 * 1024);
}
