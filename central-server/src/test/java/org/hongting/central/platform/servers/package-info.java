@NullMarked
package org.hongting.central.platform.servers;

import org.jspecify.annotations.NullMarked;
