package org.hongting.sync.course;

import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.record.Digest;

/// An edition that can be studied here: all of its files are on the disk and were verified.
///
/// @param digest the name of the edition
/// @param initials by which it is searched for; empty where the centre has said none
public record ShelvedCourse(CourseManifest manifest, Digest digest, String initials) {}
