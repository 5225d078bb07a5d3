package org.hongting.sync.course;

import java.util.Optional;
import org.hongting.protocol.identity.CourseId;

/// How far an edition is that is wanted and not whole yet, or that came on a stick and was refused.
///
/// @param here bytes that were verified
/// @param of bytes of all files
/// @param problem why it does not go on, in English, for an admin
public record Progress(CourseId course, int edition, String title, long here, long of, Optional<String> problem) {}
