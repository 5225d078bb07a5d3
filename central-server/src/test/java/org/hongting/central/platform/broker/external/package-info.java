@NullMarked
package org.hongting.central.platform.broker.external;

import org.jspecify.annotations.NullMarked;
