/// What terminals found out about themselves because somebody asked: tests of their parts, pictures of their screens,
/// bundles of their logs. Files are kept for a month.
@NullMarked
package org.hongting.central.diagnosis;

import org.jspecify.annotations.NullMarked;
