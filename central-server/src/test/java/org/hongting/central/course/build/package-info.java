@NullMarked
package org.hongting.central.course.build;

import org.jspecify.annotations.NullMarked;
