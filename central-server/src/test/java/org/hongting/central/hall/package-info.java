@NullMarked
package org.hongting.central.hall;

import org.jspecify.annotations.NullMarked;
