@NullMarked
package org.hongting.central.platform.lease;

import org.jspecify.annotations.NullMarked;
