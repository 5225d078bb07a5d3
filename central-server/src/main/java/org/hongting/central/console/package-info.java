/// The pages people see and the same answers as JSON for scripts.
@NullMarked
package org.hongting.central.console;

import org.jspecify.annotations.NullMarked;
