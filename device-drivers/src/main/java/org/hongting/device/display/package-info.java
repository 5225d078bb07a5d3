/// The panel people look at: whether it is lit.
@NullMarked
package org.hongting.device.display;

import org.jspecify.annotations.NullMarked;
