@NullMarked
package org.hongting.provisioning.renewal;

import org.jspecify.annotations.NullMarked;
