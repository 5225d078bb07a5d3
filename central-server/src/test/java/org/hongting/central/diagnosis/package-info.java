@NullMarked
package org.hongting.central.diagnosis;

import org.jspecify.annotations.NullMarked;
