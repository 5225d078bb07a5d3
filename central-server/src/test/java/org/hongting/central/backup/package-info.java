@NullMarked
package org.hongting.central.backup;

import org.jspecify.annotations.NullMarked;
