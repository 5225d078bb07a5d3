@NullMarked
package org.hongting.central.courier;

import org.jspecify.annotations.NullMarked;
