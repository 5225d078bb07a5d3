/// Courses as they travel: the manifest and its signature, the package that holds them with the files, and how such a
/// package is read so that nothing of it is believed before it was verified.
@NullMarked
package org.hongting.protocol.course;

import org.jspecify.annotations.NullMarked;
