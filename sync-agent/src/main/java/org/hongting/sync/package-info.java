/// The terminal's memory and its line to the centre.
@NullMarked
package org.hongting.sync;

import org.jspecify.annotations.NullMarked;
