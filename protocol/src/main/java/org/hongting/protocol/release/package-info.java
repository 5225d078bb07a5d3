/// Releases of the terminal's software: what one holds, who signed it, how it travels, and which machine may take it.
@NullMarked
package org.hongting.protocol.release;

import org.jspecify.annotations.NullMarked;
