@NullMarked
package org.hongting.central.draw;

import org.jspecify.annotations.NullMarked;
