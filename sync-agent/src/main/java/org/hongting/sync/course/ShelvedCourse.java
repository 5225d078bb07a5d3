package org.hongting.sync.course;

import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.record.Digest;

/// An edition that can be studied here: all of its files are on the disk and were verified.
///
/// @param digest the name of the edition
public record ShelvedCourse(CourseManifest manifest, Digest digest) {}
