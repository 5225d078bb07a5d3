@NullMarked
package org.hongting.central.fleet;

import org.jspecify.annotations.NullMarked;
