@NullMarked
package org.hongting.sync.mqtt;

import org.jspecify.annotations.NullMarked;
