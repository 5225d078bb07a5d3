/// What a terminal measures of itself, and when it says so: rules without clocks or threads, and the reader of the
/// kernel's files.
@NullMarked
package org.hongting.provisioning.health;

import org.jspecify.annotations.NullMarked;
