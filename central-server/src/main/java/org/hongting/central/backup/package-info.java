/// Copies of the store that the server makes by itself and proves before it counts on them, and the way back from one.
@NullMarked
package org.hongting.central.backup;

import org.jspecify.annotations.NullMarked;
